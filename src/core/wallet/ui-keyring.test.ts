import { Keyring } from '@polkadot/ui-keyring/Keyring'
import { jsonEncrypt } from '@polkadot/util-crypto'
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
/** One for all tests: it cannot be made twice. */
const there = browserWallet()
let core: TestCore
beforeAll(async () => {
  core = await startCore()
  return () => core.remove()
})

test('what a browser wallet exports can be imported, and what Ainur exports opens there', async () => {
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
})

test('what Ainur exports comes back as it was', async () => {
  const { account } = await core.api.wallet.create({ name: 'To and fro', passphrase })
  const { address } = account
  const other = 'another passphrase'
  const { json, fileName } = await core.api.wallet.exportJson({
    address,
    passphrase,
    exportPassphrase: other,
  })
  expect(fileName).toContain(address)
  await core.api.wallet.forget({ address, confirm: 'To and fro' })
  const back = await core.api.wallet.importJson({ json, passphrase: other })
  expect(back).toMatchObject({ address, name: 'To and fro', kind: 'owner' })
})

test('a browser wallet’s backup of all accounts can be imported', async () => {
  const first = there.addUri(`${phrase}//first`, 'the first passphrase', { name: 'First' }, 'ecdsa').pair
  const second = there.addUri(
    `${phrase}//second`,
    'the second passphrase',
    { name: 'Second' },
    'ed25519',
  ).pair
  const backup = await there.backupAccounts([first.address, second.address], 'the backup passphrase')
  const json = JSON.stringify(backup)
  const { wallet } = core.api
  await expect(wallet.importJson({ json, passphrase })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })

  const answer = await wallet.importJson({ json, passphrase: 'the backup passphrase' })
  expect(answer).toMatchObject({ address: first.address, name: 'First', unlocked: false })
  expect(await wallet.list()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ address: first.address, name: 'First', kind: 'owner' }),
      expect.objectContaining({ address: second.address, name: 'Second', kind: 'owner' }),
    ]),
  )
  await expect(
    wallet.unlock({ address: second.address, passphrase: 'the backup passphrase' }),
  ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  const opened = await wallet.unlock({ address: second.address, passphrase: 'the second passphrase' })
  expect(opened.unlocked).toBe(true)
  const { json: again } = await wallet.exportJson({
    address: second.address,
    passphrase: 'the second passphrase',
  })
  expect(
    there.restoreAccount(
      JSON.parse(again) as Parameters<typeof there.restoreAccount>[0],
      'the second passphrase',
    ).address,
  ).toBe(second.address)
  await expect(wallet.importJson({ json, passphrase: 'the backup passphrase' })).rejects.toMatchObject({
    code: 'INVALID',
  })
})

test('a key in a changed backup does not open under another address', async () => {
  const victim = there.addUri(`${phrase}//victim`, 'victim passphrase', { name: 'Victim' }).pair
  const own = there.addUri(`${phrase}//own`, 'own passphrase', { name: 'Own' })
  const changed = { ...own.json, address: victim.address }
  const inner = new TextEncoder().encode(JSON.stringify([changed]))
  const backup = { ...jsonEncrypt(inner, ['batch-pkcs8'], passphrase), accounts: [] }
  const { address } = await core.api.wallet.importJson({ json: JSON.stringify(backup), passphrase })
  await expect(core.api.wallet.unlock({ address, passphrase: 'own passphrase' })).rejects.toMatchObject({
    code: 'INVALID',
  })
})
