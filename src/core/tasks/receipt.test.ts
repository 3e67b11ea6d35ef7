import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { beforeAll, expect, test } from 'vitest'
import { defaultLimits } from '../sandbox/types.ts'
import { decodeSigned, encodeSigned, isReceiptSigned, signReceipt, type SignedReceipt } from './receipt.ts'

beforeAll(() => cryptoWaitReady())

const hash = 'ab'.repeat(32)
const unsigned = {
  network: `0x${'11'.repeat(32)}`,
  agent: 'did:ainur:echo',
  inputCid: 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq',
  outputCid: 'bafkreibz2ihamlyx5uplaprcu6jjnrcjb45lgpsfwlsf3lc372akn6ikre',
  run: {
    version: 1 as const,
    taskId: '7',
    component: hash,
    capability: 'echo',
    inputMediaType: 'text/plain',
    inputHash: hash,
    parametersHash: hash,
    limits: defaultLimits,
    outcome: { kind: 'ok' as const, mediaType: 'text/plain', outputHash: hash },
    fuel: '8882',
    meterVersion: 1,
  },
}
const key = () => new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Charlie')

test('a receipt keeps its signature on the way through content', () => {
  const receipt = signReceipt(unsigned, key())
  expect(receipt.signer).toBe(key().address)
  const read = decodeSigned(encodeSigned(receipt))
  expect(read).toEqual(receipt)
  expect(isReceiptSigned(read)).toBe(true)
})

test.each<[string, (receipt: SignedReceipt) => SignedReceipt]>([
  ['the agent', (r) => ({ ...r, agent: 'did:ainur:other' })],
  ['the network', (r) => ({ ...r, network: `0x${'22'.repeat(32)}` })],
  ['the input', (r) => ({ ...r, inputCid: r.outputCid })],
  ['the output', (r) => ({ ...r, outputCid: r.inputCid })],
  ['the fuel', (r) => ({ ...r, run: { ...r.run, fuel: '8883' } })],
  ['the task', (r) => ({ ...r, run: { ...r.run, taskId: '8' } })],
  ['the signer', (r) => ({ ...r, signer: new Keyring({ type: 'sr25519' }).addFromUri('//Dave').address })],
  ['the signature', (r) => ({ ...r, signature: `0x${'00'.repeat(64)}` })],
  ['the signature’s form', (r) => ({ ...r, signature: 'none' })],
])('a signature does not hold when %s was changed', (_, change) => {
  expect(isReceiptSigned(change(signReceipt(unsigned, key())))).toBe(false)
})

test('what is no receipt is not read as one', () => {
  const receipt = signReceipt(unsigned, key())
  for (const wrong of [
    {},
    [],
    { ...receipt, more: 1 },
    { ...receipt, run: { ...receipt.run, fuel: '-1' } },
  ]) {
    expect(() => decodeSigned(new TextEncoder().encode(JSON.stringify(wrong)))).toThrow()
  }
  expect(() => decodeSigned(new TextEncoder().encode('not JSON'))).toThrow()
})
