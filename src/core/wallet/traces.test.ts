import Database from 'better-sqlite3'
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { accounts, hotKeys } from '../db/schema/local/wallet.ts'
import { settings } from '../db/schema/local/settings.ts'
import { makeFolder } from '../testing/folder.ts'
import { Secret } from './secret.ts'
import { makeWallet } from './testing/wallet.ts'

// Each derivation of a key takes a core for a third of a second.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// What is deleted or replaced is in no file any more: the ciphertext of a forgotten key can be tried for ever.
const good = new Secret('correct horse battery')
const other = new Secret('seven grey umbrellas')
const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

async function open(path?: string) {
  const made = makeWallet(path)
  ends.push(made.stop)
  await made.wallet.start()
  return made
}
type Made = Awaited<ReturnType<typeof open>>

/** Every byte of every file below a folder, by its path. */
function* files(dir: string): Generator<[path: string, bytes: Buffer]> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else yield [path, readFileSync(path)]
  }
}
const found = (dir: string, secrets: readonly Buffer[]) =>
  [...files(dir)].flatMap(([path, bytes]) => (secrets.some((secret) => bytes.includes(secret)) ? [path] : []))

/** Parts of the ciphertexts that are kept now: of the beginning and of the end, as pages cut them. */
function kept({ local }: Made): Buffer[] {
  const blobs = local.db
    .select()
    .from(accounts)
    .all()
    .flatMap(({ keystore, mnemonic }) => [keystore, mnemonic])
  return blobs.flatMap((blob) => {
    if (!blob) return []
    const at = blob.indexOf('"encoded":"') + '"encoded":"'.length
    // How long it is depends on the words of the phrase; what follows it is the same in every keystore.
    const end = blob.indexOf('"', at)
    return [at + 60, end - 24].map((offset) => blob.subarray(offset, offset + 24))
  })
}

it('a forgotten account, and one that was sealed anew, leave nothing in any file', async () => {
  const made = await open()
  const { account, mnemonic } = await made.wallet.create('Gone', good)
  const phrase = ['utf8', 'utf16le'].map((code) => Buffer.from(mnemonic.reveal(), code as 'utf8'))
  const first = kept(made)
  expect(first).toHaveLength(4)
  expect(found(made.path, first)).not.toEqual([])

  await made.wallet.changePassphrase(account.address, good, other)
  const second = kept(made)
  expect(found(made.path, first)).toEqual([])
  expect(found(made.path, second)).not.toEqual([])

  made.wallet.forget(account.address, 'Gone')
  expect(found(made.path, [...first, ...second, ...phrase])).toEqual([])

  // The same account again, over one that is only watched, and gone again.
  made.wallet.watch('Gone', account.address)
  await made.wallet.importMnemonic('Gone', mnemonic, good)
  const third = kept(made)
  made.wallet.forget(account.address, 'Gone')
  expect(found(made.path, [...first, ...second, ...third, ...phrase])).toEqual([])
})

it('a process that ends between the deletion and the clean-up leaves it to the next one', async () => {
  const made = await open()
  const { account } = await made.wallet.create('Gone', good)
  const secrets = kept(made)
  made.local.db.delete(accounts).run()
  const image = makeFolder()
  ends.push(image.remove)
  cpSync(made.path, image.path, { recursive: true })
  expect(found(image.path, secrets)).not.toEqual([])
  const next = await open(image.path)
  expect(next.wallet.accounts().some(({ address }) => address === account.address)).toBe(false)
  expect(found(image.path, secrets)).toEqual([])
})

/** A file as versions before this left it: rows were deleted, their bytes stayed. */
async function oldFile() {
  const made = await open()
  await made.wallet.create('Gone', good)
  const secrets = kept(made)
  made.local.close()
  const raw = new Database(made.file)
  raw.exec('PRAGMA secure_delete = OFF; DELETE FROM accounts; PRAGMA user_version = 0')
  raw.close()
  expect(found(made.path, secrets)).not.toEqual([])
  return { path: made.path, secrets }
}

it('a file of an older version is written anew, once', async () => {
  const { path, secrets } = await oldFile()
  const made = await open(path)
  made.local.cleanOnce()
  expect(found(path, secrets)).toEqual([])
  // Not at every start: it takes time and room.
  made.local.db
    .insert(settings)
    .values({ key: 'x', value: '1'.repeat(20_000) })
    .run()
  made.local.db.delete(settings).run()
  made.local.scrub()
  const before = statSync(made.file).size
  made.local.cleanOnce()
  expect(statSync(made.file).size).toBe(before)
})

it('an older file that cannot be written anew works, says so, and is tried again', async () => {
  const { path, secrets } = await oldFile()
  const made = await open(path)
  made.local.transaction(() => made.local.cleanOnce())
  expect(made.untidy.get('old')!.remedy).toMatch(/tries again at every start/)
  expect(found(path, secrets)).not.toEqual([])
  await made.wallet.create('New', good)
  const next = made.again()
  ends.push(next.stop)
  next.local.cleanOnce()
  expect(next.untidy.size).toBe(0)
  expect(found(path, secrets)).toEqual([])
})

it('an account is forgotten also where its traces cannot be removed yet; that is said, and done later', async () => {
  const made = await open()
  const { account } = await made.wallet.create('Gone', good)
  const secrets = kept(made)
  // A log that is in use cannot be cut.
  made.local.transaction(() => made.wallet.forget(account.address, 'Gone'))
  expect(made.wallet.accounts()).toEqual([])
  expect(made.untidy.get('new')!.consequence).toMatch(/The change itself is done/)
  const next = made.again()
  ends.push(next.stop)
  expect(next.untidy.size).toBe(0)
  expect(found(made.path, secrets)).toEqual([])
})

it('the seed of a hot key is in clear in no file, whether it works or is retired', async () => {
  const made = await open()
  const key = await made.wallet.prepareHotKey('0x01', 'did:ainur:worker')
  await key.keep()
  const { seed, osProtected } = made.local.db.select().from(hotKeys).get()!
  const clear = Buffer.from(await made.vault.openUnattended({ bytes: seed, osProtected }))
  expect(found(made.path, [seed])).not.toEqual([])
  expect(found(made.path, [clear])).toEqual([])
  made.wallet.retireHotKey(key.address)
  expect(found(made.path, [clear])).toEqual([])
})
