import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady, jsonEncrypt } from '@polkadot/util-crypto'
import { beforeAll, expect, it } from 'vitest'
import { readFile } from './backup.ts'
import { Secret } from './secret.ts'

const passphrase = 'correct horse battery'
const secret = new Secret(passphrase)
beforeAll(() => cryptoWaitReady())

const sorted = async (text: string) => {
  const { incoming, leftOut } = await readFile(text, secret)
  return {
    usable: incoming.filter(({ keystore, pair }) => keystore ?? pair).map(({ name }) => name),
    watched: incoming.filter(({ keystore, pair }) => !keystore && !pair).map(({ name }) => name),
    leftOut: leftOut.map(({ name, said }) => `${name}: ${said.code}`),
  }
}
const stored = (name: string) =>
  readFileSync(join(import.meta.dirname, 'testing', 'keystores', `batch-one-${name}.json`), 'utf8')
const backupOf = (entries: object[]) =>
  JSON.stringify({
    ...jsonEncrypt(new TextEncoder().encode(JSON.stringify(entries)), ['batch-pkcs8'], passphrase),
    accounts: [],
  })
const keystore = (name: string, meta = {}) => {
  const pair = new Keyring({ type: 'sr25519' }).addFromUri(`//${name}`)
  return { ...pair.toJson(passphrase), meta: { name, ...meta } }
}
/** What wallets write for an account whose key they do not have. */
const address = (name: string, meta = {}) => ({ address: keystore(name).address, meta: { name, ...meta } })

it.each([
  ['substrate-one-ethereum', { usable: ['A'], watched: [], leftOut: ['EVM: wallet.keystore-kind'] }],
  ['substrate-one-ledger', { usable: ['A'], watched: ['Ledger'], leftOut: [] }],
  ['without-passphrase', { usable: ['Made without a passphrase'], watched: [], leftOut: [] }],
])('the backup of one %s is sorted', async (name, what) => {
  expect(await sorted(stored(name))).toEqual(what)
})

it('entries without a key are watched, and one that cannot be used hides none of the others', async () => {
  const keyless = new Keyring({ type: 'sr25519' }).addFromAddress(keystore('Keyless').address, {
    name: 'Keyless',
  })
  const ethereum = { address: `0x${'ab'.repeat(20)}`, meta: { name: 'Metamask', type: 'ethereum' } }
  const entries = [
    keystore('Mine'),
    address('External', { isExternal: true }),
    address('Bare'),
    address('Multisig', { isMultisig: true, who: [], threshold: 2 }),
    address('Proxied', { isProxied: true }),
    address('Injected', { isInjected: true }),
    keyless.toJson(),
    keystore('Signer', { isExternal: true, isHardware: true }),
    ethereum,
    { address: 'no address', meta: { name: 'Broken' } },
    { ...keystore('Future'), encoding: { content: ['pkcs8', 'sr25519'], type: ['none'], version: '9' } },
    { meta: { name: 'Nothing' } },
    'text',
    null,
    7,
  ]
  expect(await sorted(backupOf(entries as object[]))).toEqual({
    usable: ['Mine'],
    watched: ['External', 'Bare', 'Multisig', 'Proxied', 'Injected', 'Keyless', 'Signer'],
    leftOut: [
      'Metamask: wallet.keystore-address-length',
      'Broken: wallet.keystore-address',
      'Future: wallet.keystore-format',
      'Nothing: wallet.file-not-keystore',
      'Without a name: wallet.file-not-keystore',
      'Without a name: wallet.file-not-keystore',
      'Without a name: wallet.file-not-keystore',
    ],
  })
})

it('a file with one address and no key is an account to watch', async () => {
  for (const file of [address('Bare'), address('Bare', { isHardware: true })])
    expect(await sorted(JSON.stringify(file))).toEqual({ usable: [], watched: ['Bare'], leftOut: [] })
})
