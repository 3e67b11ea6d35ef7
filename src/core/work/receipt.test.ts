import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Receipt, RunRecord } from '../../contract/receipt.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import {
  echoComponent,
  faultyComponent,
  limits,
  request,
  temporaryFolder,
} from '../sandbox/testing/fixtures.ts'
import { defaultLimits } from '../sandbox/types.ts'
import { decodeReceipt, encodeReceipt, isReceiptSigned, recordRun, signReceipt } from './receipt.ts'

const sandbox = createSandbox({ cacheDir: temporaryFolder() })
beforeAll(() => cryptoWaitReady())
afterAll(() => sandbox.stop())

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

describe('the record of a run', () => {
  async function record(component: Uint8Array, task = request('witness'), own = limits()) {
    const prepared = await sandbox.prepare(component)
    const execution = await sandbox.run(prepared, task, own)
    return recordRun({ component: prepared, request: task, limits: own, execution })
  }

  it('is the same whenever the task is run', async () => {
    const found = await record(echoComponent())
    expect(found).toMatchObject({ taskId: request('').taskId, outcome: { kind: 'ok' } })
    expect(await record(echoComponent())).toEqual(found)
  })

  it('of a trap is the same as well', async () => {
    const task = request('', { mode: 'crash' })
    const found = await record(faultyComponent(), task)
    expect(found?.outcome).toEqual({ kind: 'trap', cause: 'unreachable' })
    expect(await record(faultyComponent(), task)).toEqual(found)
  })

  it('says what was run on what', async () => {
    const found = await record(echoComponent())
    const other = await record(echoComponent(), request('another'))
    expect(other?.inputHash).not.toBe(found?.inputHash)
    expect(other?.outcome).not.toEqual(found?.outcome)
    expect((await record(faultyComponent()))?.component).not.toBe(found?.component)
  })

  it('is not made for an end that depends on the machine', async () => {
    const own = limits({ fuel: '9000000000000000000', wallMs: 400 })
    expect(await record(faultyComponent(), request('', { mode: 'loop' }), own)).toBeUndefined()
  })
})

describe('a receipt', () => {
  it('keeps its signature on the way through content', () => {
    const receipt = signReceipt(unsigned, key())
    expect(receipt.signer).toBe(key().address)
    const read = decodeReceipt(encodeReceipt(receipt))
    expect(read).toEqual(receipt)
    expect(isReceiptSigned(read)).toBe(true)
  })

  it('is signed alike, whatever the order of its fields', () => {
    const run = Object.fromEntries(Object.entries(unsigned.run).reverse()) as RunRecord
    const { signature } = signReceipt({ ...unsigned, run }, key())
    expect(isReceiptSigned({ ...signReceipt(unsigned, key()), signature })).toBe(true)
  })

  it.each<[string, (receipt: Receipt) => Receipt]>([
    ['the agent', (r) => ({ ...r, agent: 'did:ainur:other' })],
    ['the network', (r) => ({ ...r, network: `0x${'22'.repeat(32)}` })],
    ['the input', (r) => ({ ...r, inputCid: r.outputCid })],
    ['the output', (r) => ({ ...r, outputCid: r.inputCid })],
    ['the fuel', (r) => ({ ...r, run: { ...r.run, fuel: '8883' } })],
    ['the task', (r) => ({ ...r, run: { ...r.run, taskId: '8' } })],
    ['the signer', (r) => ({ ...r, signer: new Keyring({ type: 'sr25519' }).addFromUri('//Dave').address })],
    ['the signature', (r) => ({ ...r, signature: `0x${'00'.repeat(64)}` })],
    ['the signature’s form', (r) => ({ ...r, signature: 'none' })],
  ])('is not signed any more when %s was changed', (_, change) => {
    expect(isReceiptSigned(change(signReceipt(unsigned, key())))).toBe(false)
  })

  it('is not read from what is none', () => {
    const receipt = signReceipt(unsigned, key())
    for (const wrong of [
      {},
      [],
      { ...receipt, more: 1 },
      { ...receipt, run: { ...receipt.run, fuel: '-1' } },
    ]) {
      expect(() => decodeReceipt(new TextEncoder().encode(JSON.stringify(wrong)))).toThrow()
    }
    expect(() => decodeReceipt(new TextEncoder().encode('not JSON'))).toThrow()
  })
})
