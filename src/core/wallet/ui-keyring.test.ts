import { Keyring } from '@polkadot/ui-keyring/Keyring'
import { beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'

const passphrase = 'correct horse battery'
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'

/** A browser wallet's keyring with a store in memory, as polkadot.js apps and extensions use it. */
const browserWallet = () => {
  const stored = new Map<string, unknown>()
  const keyring = new Keyring()
  keyring.loadAll({
    ss58Format: 42,
    type: 'sr25519',
    store: {
      all: (each) => stored.forEach((value, key) => each(key, value as never)),
      get: (key, done) => done(stored.get(key) as never),
      remove: (key, done) => (stored.delete(key), done?.()),
      set: (key, value, done) => (stored.set(key, value), done?.()),
    },
  })
  return keyring
}
let core: TestCore
beforeAll(async () => {
  core = await startCore()
  return () => core.remove()
}, 60_000)

test('what a browser wallet exports can be imported, and what Ainur exports opens there', async () => {
  const there = browserWallet()
  const made = there.addUri(phrase, passphrase, { name: 'From the browser' })
  const backup = there.backupAccount(made.pair, passphrase)
  const account = await core.api.wallet.importJson({ json: JSON.stringify(backup), passphrase })
  expect(account).toMatchObject({ address: made.pair.address, name: 'From the browser' })

  const { json } = await core.api.wallet.exportJson({ address: account.address, passphrase })
  there.forgetAccount(made.pair.address)
  const restored = there.restoreAccount(JSON.parse(json) as typeof backup, passphrase)
  expect(restored.address).toBe(made.pair.address)
  restored.unlock(passphrase)
  const message = new TextEncoder().encode('the same key')
  expect(made.pair.verify(message, restored.sign(message), restored.publicKey)).toBe(true)
}, 60_000)
