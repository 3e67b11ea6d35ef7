import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { signatureVerify } from '@polkadot/util-crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { AinurError } from '../errors.ts'
import { createChanges } from '../system/changes.ts'
import { devPhrase } from '../testing/accounts.ts'
import { localMigrations } from '../testing/paths.ts'
import { makeFolder } from '../testing/folder.ts'
import { Secret } from './secret.ts'
import { createWalletStore } from './store.ts'
import { createVault } from './vault.ts'
import { createWallet } from './wallet.ts'

const folder = makeFolder()
const file = join(folder.path, 'local.db')
const keyFile = join(folder.path, 'machine.key')
const pass = new Secret('correct horse')
const network = '0x01'
const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

/** Stands for the operating system's secret: what it wraps cannot be read without it. */
const osShell = {
  protectSecret: async (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ 0x5a),
  unprotectSecret: async (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ 0x5a),
}
const plainShell = { protectSecret: null, unprotectSecret: null }

const local = createLocalDb({ file, migrationsFolder: localMigrations })
const make = (shell: typeof osShell | typeof plainShell = plainShell) =>
  createWallet({
    store: createWalletStore(local),
    vault: createVault(shell, keyFile),
    changes: createChanges(),
    unlockMinutes: () => 15,
  })
const wallet = make()

beforeAll(async () => {
  local.open()
  await wallet.start()
})
afterAll(() => {
  wallet.stop()
  local.close()
  folder.remove()
})

const failure = async (work: () => unknown): Promise<AinurError> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof AinurError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('accounts', () => {
  it('are created, locked, unlocked and shown again', async () => {
    const { account, mnemonic } = await wallet.create('First', pass)
    expect(account).toMatchObject({ active: true, unlocked: true, backedUp: false, hasMnemonic: true })
    expect(wallet.signer(account.address).address).toBe(account.address)
    wallet.lock(account.address)
    expect((await failure(() => wallet.signer(account.address))).code).toBe('LOCKED')
    const wrong = await failure(() => wallet.unlock(account.address, new Secret('wrong horse'), 1))
    expect(wrong.code).toBe('WRONG_PASSPHRASE')
    expect((await wallet.unlock(account.address, pass, 1)).unlocked).toBe(true)
    expect((await wallet.revealMnemonic(account.address, pass)).reveal()).toBe(mnemonic.reveal())
    expect((await failure(() => wallet.revealMnemonic(account.address, new Secret('no')))).code).toBe(
      'WRONG_PASSPHRASE',
    )
  })

  it('export as polkadot-js reads it, and import what polkadot-js wrote', async () => {
    const added = await wallet.importMnemonic('Alice', new Secret(devPhrase), pass, '//Alice')
    expect(added.address).toBe(alice)
    const { json } = await wallet.exportJson(alice, pass)
    const theirs = new Keyring({ type: 'sr25519' }).addFromJson(JSON.parse(json.reveal()) as KeyringPair$Json)
    theirs.unlock('correct horse')
    const signature = theirs.sign('hello')
    expect(signatureVerify('hello', signature, alice).isValid).toBe(true)

    // Their files name the public key of an ecdsa account where others have the address.
    const pair = new Keyring({ type: 'ecdsa' }).addFromUri('//Bob', { name: 'Bob' })
    const text = new Secret(JSON.stringify(pair.toJson('their words')))
    const account = await wallet.importJson(text, new Secret('their words'))
    expect(account).toMatchObject({ address: pair.address, name: 'Bob', hasMnemonic: false })
    const signed = wallet.signer(pair.address).sign('x', { withType: true })
    expect(signatureVerify('x', signed, pair.address).isValid).toBe(true)
  })

  it('are not added twice, but a watched one can get its key', async () => {
    const twice = await failure(() => wallet.importMnemonic('Again', new Secret(devPhrase), pass, '//Alice'))
    expect(twice.message).toMatch(/already, as Alice/)
    const eve = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(`${devPhrase}//Eve`)
    expect(wallet.watch('Eve', eve.address)).toMatchObject({ kind: 'watch', unlocked: false })
    expect((await failure(() => wallet.signer(eve.address))).message).toMatch(/only watched/)
    expect(await wallet.importMnemonic('Eve', new Secret(devPhrase), pass, '//Eve')).toMatchObject({
      kind: 'owner',
    })
  })

  it('that are forgotten while they are being unlocked do not sign afterwards', async () => {
    const { account, mnemonic } = await wallet.create('Short', pass)
    wallet.lock(account.address)
    const gone = failure(() => wallet.unlock(account.address, pass, 0))
    wallet.forget(account.address, 'Short')
    expect((await gone).code).toBe('NOT_FOUND')
    expect((await failure(() => wallet.signer(account.address))).code).toBe('NOT_FOUND')

    // Nor do they when only the address has come back meanwhile.
    await wallet.importMnemonic('Short', mnemonic, pass)
    wallet.lock(account.address)
    const replaced = failure(() => wallet.unlock(account.address, pass, 0))
    wallet.forget(account.address, 'Short')
    wallet.watch('Only watched', account.address)
    expect((await replaced).code).toBe('NOT_FOUND')
    expect((await failure(() => wallet.signer(account.address))).message).toMatch(/only watched/)
  })

  it('are renamed, made active and forgotten by name', async () => {
    wallet.rename(alice, 'Alice B')
    expect(wallet.setActive(alice).active).toBe(true)
    expect(wallet.accounts().filter(({ active }) => active)).toHaveLength(1)
    expect((await failure(() => wallet.forget(alice, 'Alice'))).code).toBe('INVALID')
    wallet.forget(alice, 'Alice B')
    expect(wallet.accounts().some(({ address }) => address === alice)).toBe(false)
    expect(wallet.accounts().filter(({ active }) => active)).toHaveLength(1)
    expect((await failure(() => wallet.signer(alice))).code).toBe('NOT_FOUND')
  })
})

const pairJson = new Keyring({ type: 'ed25519' }).addFromUri('//Charlie').toJson('their words')
const changed = (change: (json: KeyringPair$Json) => object) => JSON.stringify(change(pairJson))

describe('keystore files', () => {
  it.each<[string, () => string, string, RegExp]>([
    ['text', () => 'hello', 'INVALID', /not JSON/],
    ['other JSON', () => '{"a":1}', 'INVALID', /not a keystore/],
    ['a list', () => '[]', 'INVALID', /not a keystore/],
    ['a damaged backup of many', () => '{"accounts":[],"encoded":"x"}', 'INVALID', /several accounts/],
    ['a wrong passphrase', () => changed((json) => json), 'WRONG_PASSPHRASE', /does not fit/],
    [
      'a cut key',
      () => changed((json) => ({ ...json, encoded: json.encoded.slice(0, 40) })),
      'INVALID',
      /damaged/,
    ],
    ['another address', () => changed((json) => ({ ...json, address: alice })), 'INVALID', /does not belong/],
    [
      'a broken address',
      () => changed((json) => ({ ...json, address: `${alice.slice(0, -1)}Z` })),
      'INVALID',
      /not valid/,
    ],
    [
      'an ethereum key',
      () => changed((json) => ({ ...json, encoding: { ...json.encoding, content: ['pkcs8', 'ethereum'] } })),
      'INVALID',
      /ethereum/,
    ],
    [
      'a future format',
      () => changed((json) => ({ ...json, encoding: { ...json.encoding, version: '9' } })),
      'INVALID',
      /version 9/,
    ],
  ])('that are %s are refused', async (what, text, code, message) => {
    const words = new Secret(what === 'a wrong passphrase' ? 'not theirs' : 'their words')
    const before = wallet.accounts().length
    const error = await failure(() => wallet.importJson(new Secret(text()), words))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(wallet.accounts()).toHaveLength(before)
  })
})

describe('what is on disk', () => {
  it('opens only in the shell that protects it', async () => {
    const withSecret = make(osShell)
    const { account } = await withSecret.create('Protected', pass)
    withSecret.lock(account.address)
    expect((await withSecret.unlock(account.address, pass, 0)).unlockedUntil).toBeNull()
    const error = await failure(() => wallet.unlock(account.address, pass, 1))
    expect(error.message).toMatch(/desktop app/)
    withSecret.stop()
  })

  it('keeps a hot key once it is wanted, with a key file that only the user can read', async () => {
    const did = 'did:ainur:worker'
    const before = wallet.accounts()
    const [one, two] = await Promise.all([
      wallet.prepareHotKey(network, did),
      wallet.prepareHotKey(network, did),
    ])
    expect(two.address).toBe(one.address)
    expect(wallet.accounts()).toEqual(before)
    expect((await failure(() => wallet.hotKey(one.address))).code).toBe('NOT_FOUND')

    await Promise.all([one.keep(), two.keep()])
    expect((await make().hotKey(one.address)).address).toBe(one.address)
    expect((await make().prepareHotKey(network, did)).address).toBe(one.address)
    expect(wallet.hotKeysOf(network, did)).toEqual([one.address])
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(wallet.account(one.address)).toMatchObject({ kind: 'agent', agent: did, unlocked: true })
    expect(wallet.owned().has(one.address)).toBe(false)
  })

  it('has another hot key for the same name on another network', async () => {
    const did = 'did:ainur:traveller'
    const [here, there] = [await wallet.prepareHotKey(network, did), await wallet.prepareHotKey('0x02', did)]
    expect(there.address).not.toBe(here.address)
    await here.keep()
    await there.keep()
    expect(wallet.hotKeysOf('0x02', did)).toEqual([there.address])
  })

  it('makes a new hot key where the old one cannot be opened any more, and keeps both', async () => {
    const did = 'did:ainur:locked-out'
    const old = await make(osShell).prepareHotKey(network, did)
    await old.keep()
    // The operating system's secret is lost.
    const error = await failure(() => wallet.hotKey(old.address))
    expect(error).toMatchObject({ code: 'FAULT', remedy: expect.stringMatching(/new key/) })
    const fresh = await wallet.prepareHotKey(network, did)
    expect(fresh.address).not.toBe(old.address)
    await fresh.keep()
    expect((await make().hotKey(fresh.address)).address).toBe(fresh.address)
    expect((await make().prepareHotKey(network, did)).address).toBe(fresh.address)
    expect(wallet.hotKeysOf(network, did).sort()).toEqual([old.address, fresh.address].sort())
  })

  it('has no secret in clear', async () => {
    const { mnemonic } = await wallet.create('Clear', pass)
    const bytes = ['', '-wal'].map((end) => readFileSync(file + end).toString('latin1')).join('')
    expect(bytes).not.toContain(mnemonic.reveal())
    expect(bytes).not.toContain('correct horse')
  })
})

it('never prints a secret', () => {
  const secret = new Secret('do not print')
  const printed = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: 9, showHidden: true }),
  ]
  for (const text of printed) expect(text).not.toContain('do not print')
})
