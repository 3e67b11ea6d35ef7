import { join } from 'node:path'
import { Keyring } from '@polkadot/keyring'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { wallet as contract } from '../../contract/wallet.ts'
import { createLocalDb } from '../db/local-db.ts'
import { createChanges } from '../system/changes.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { createWalletStore } from './store.ts'
import { createVault } from './vault.ts'
import { createWallet } from './wallet.ts'

const passphrase = 'correct horse battery'
let core: TestCore
beforeAll(async () => {
  core = await startCore()
  return () => core.remove()
})

const names: [what: string, inFile: string, shown: string][] = [
  ['cut before a blank', `${'x'.repeat(63)} (do not use)`, 'x'.repeat(63)],
  ['cut inside a character', `${'x'.repeat(63)}\u{1f98a}`, 'x'.repeat(63)],
  ['with half a character', 'Half\ud83e', 'Half'],
  ['with what cannot be seen', 'a\u200bb\u202ec', 'abc'],
  ['in lines', 'two\nlines', 'two lines'],
  ['wide', '\uff22\uff2f\uff22', 'BOB'],
  [
    'that grows when it is cleaned',
    '\ufdfa'.repeat(20),
    '\ufdfa'.repeat(20).normalize('NFKC').slice(0, 64).trim(),
  ],
  ['of nothing that is seen', '\u200b\u2800', 'Imported'],
]

it.each(names)(
  'an imported name %s is shown clean, can be renamed and forgotten',
  async (_, inFile, shown) => {
    const { wallet } = core.api
    const pair = new Keyring({ type: 'sr25519' }).addFromUri(`//${encodeURIComponent(shown)}`)
    const json = JSON.stringify({ ...pair.toJson(passphrase), meta: { name: inFile } })
    const { address, name } = await wallet.importJson({ json, passphrase })
    expect(name).toBe(shown)
    // The form begins with the name as it is, and what is shown is what is typed.
    expect((await wallet.rename({ address, name })).name).toBe(shown)
    await wallet.forget({ address, confirm: shown })
    expect((await wallet.list()).some((account) => account.address === address)).toBe(false)
  },
)

it('names that are typed are cleaned as those of files are', async () => {
  const { wallet } = core.api
  const { account } = await wallet.create({ name: ' Sav\u200bings\u00a0 2 ', passphrase })
  expect(account.name).toBe('Savings 2')
  await expect(wallet.rename({ address: account.address, name: '\u2800\u200b' })).rejects.toThrow()
  const renamed = await wallet.rename({ address: account.address, name: 'Re\u00adnamed' })
  expect(renamed.name).toBe('Renamed')
  await expect(wallet.forget({ address: account.address, confirm: 'Other' })).rejects.toThrow()
  await wallet.forget({ address: account.address, confirm: 'renamed' })
})

it('names as older versions kept them can be forgotten', async () => {
  const folder = makeFolder()
  const local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
  onTestFinished(() => {
    local.close()
    folder.remove()
  })
  const store = createWalletStore(local)
  const vault = createVault({ protectSecret: null, unprotectSecret: null }, join(folder.path, 'machine.key'))
  const wallet = createWallet({ store, vault, changes: createChanges(), unlockMinutes: () => 15 })
  const { address } = wallet.watch('Old', new Keyring({ type: 'sr25519' }).addFromUri('//Old').address)
  for (const kept of [`${'\ufb01'.repeat(60)} \u200b${'y'.repeat(300)}`, '\u2800', `${'x'.repeat(63)} `]) {
    store.update(address, { name: kept })
    const shown = wallet.account(address).name
    const { inputSchema } = contract.forget['~orpc']
    const { confirm } = inputSchema!.parse({ address, confirm: shown })
    wallet.forget(address, confirm)
    expect(wallet.accounts()).toEqual([])
    wallet.watch('Old', address)
  }
})
