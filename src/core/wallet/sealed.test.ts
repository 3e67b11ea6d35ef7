import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { stringToU8a, u8aConcat, u8aFixLength, u8aToHex } from '@polkadot/util'
import { jsonDecrypt, jsonEncrypt, naclEncrypt } from '@polkadot/util-crypto'
import { eq } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accounts } from '../db/schema/local/wallet.ts'
import { Secret } from './secret.ts'
import { failure, fixture, makeWallet } from './testing/wallet.ts'

// Each derivation of a key takes a core for a third of a second.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Only what is sealed under a passphrase that somebody had to choose well comes into the wallet or stays in it.
let made: ReturnType<typeof makeWallet>
beforeAll(async () => {
  made = makeWallet()
  await made.wallet.start()
})
afterAll(() => made.stop())
const good = new Secret('correct horse battery')
const other = new Secret('seven grey umbrellas')
const secret = (text: string) => new Secret(text)
const named = (name: string) => made.wallet.accounts().find((account) => account.name === name)
const stored = () => ['', '-wal'].map((end) => readFileSync(made.file + end, 'latin1')).join('')

describe('a backup of another wallet', () => {
  const plain = JSON.parse(
    new TextDecoder().decode(
      jsonDecrypt(JSON.parse(fixture('batch-one-without-passphrase')) as never, good.reveal()),
    ),
  ) as [KeyringPair$Json]
  const inClear = plain[0].encoded.slice(0, 80)

  it('with a key in clear: it is sealed under the passphrase that is given for it', async () => {
    const json = secret(fixture('batch-one-without-passphrase'))
    const added = await made.wallet.importJson(json, good, { newPassphrase: other })
    expect(added).toMatchObject({ address: plain[0].address, kind: 'owner', problem: null, leftOut: [] })
    expect(stored()).not.toContain(inClear)
    made.wallet.lock(added.address)
    for (const wrong of ['', good.reveal()])
      expect((await failure(() => made.wallet.unlock(added.address, secret(wrong), 1))).code).toBe(
        'WRONG_PASSPHRASE',
      )
    made.wallet.forget(added.address, 'Made without a passphrase')
    await made.wallet.importJson(json, good)
    expect((await made.wallet.unlock(added.address, good, 1)).unlocked).toBe(true)
    made.wallet.forget(added.address, 'Made without a passphrase')
  })

  it('with a key in clear, under a passphrase that anybody guesses: nothing comes in', async () => {
    const inner = new TextEncoder().encode(JSON.stringify(plain))
    for (const weak of ['password1', null]) {
      const backup = { ...jsonEncrypt(inner, ['batch-pkcs8'], weak), accounts: [] }
      const error = await failure(() =>
        made.wallet.importJson(secret(JSON.stringify(backup)), secret(weak ?? '')),
      )
      expect(error).toMatchObject({
        code: 'INVALID',
        message: expect.stringMatching(/Made without a passphrase here is too easy/),
      })
      expect(named('Made without a passphrase')).toBeUndefined()
    }
  })

  it('with a key in clear that is not of its address: it is left out', async () => {
    const forged = [{ ...plain[0], address: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' }]
    const inner = new TextEncoder().encode(JSON.stringify(forged))
    const backup = { ...jsonEncrypt(inner, ['batch-pkcs8'], good.reveal()), accounts: [] }
    const error = await failure(() => made.wallet.importJson(secret(JSON.stringify(backup)), good))
    expect(error.message).toMatch(/does not belong to the address/)
  })

  it('with an ethereum account: the others come in, and it is named', async () => {
    const json = secret(fixture('batch-one-substrate-one-ethereum'))
    const added = await made.wallet.importJson(json, good)
    expect(added).toMatchObject({ name: 'A', kind: 'owner' })
    expect(added.leftOut).toEqual([
      {
        name: 'EVM',
        why: expect.stringContaining('ethereum'),
        said: { code: 'wallet.keystore-kind', facts: { kind: 'ethereum' } },
      },
    ])
    made.wallet.forget(added.address, 'A')
  })

  it('with an account of a hardware wallet: it is watched', async () => {
    const json = secret(fixture('batch-one-substrate-one-ledger'))
    await made.wallet.importJson(json, good)
    expect(named('A')).toMatchObject({ kind: 'owner' })
    expect(named('Ledger')).toMatchObject({ kind: 'watch', problem: null })
  })

  it('with addresses of another length: the others come in, and those are named', async () => {
    const lengths = [0, 1, 20, 33, 500].map((length) => `0x${'02'.repeat(length)}`)
    const strange = [...lengths, '25GUyv'].map((address) => ({
      ...plain[0],
      address,
      meta: { name: 'Strange', isExternal: true },
    }))
    const sound = new Keyring({ type: 'sr25519' }).addFromUri('//Sound', { name: 'Sound' })
    const inner = stringToU8a(JSON.stringify([...strange, sound.toJson(good.reveal())]))
    const backup = { ...jsonEncrypt(inner, ['batch-pkcs8'], good.reveal()), accounts: [] }
    const added = await made.wallet.importJson(secret(JSON.stringify(backup)), good)
    expect(added).toMatchObject({ name: 'Sound', kind: 'owner' })
    const why = expect.stringContaining('have 32') as string
    const length = expect.any(Number) as number
    const said = { code: 'wallet.keystore-address-length', facts: { length } }
    expect(added.leftOut).toEqual(strange.map(() => ({ name: 'Strange', why, said })))
    made.wallet.forget(added.address, 'Sound')
  })

  it('with a name that was cut before a blank, or that nobody can type: the account can be forgotten', async () => {
    const { address, name } = await made.wallet.importJson(
      secret(fixture('keystore-name-cut-before-space')),
      good,
    )
    expect(name).toBe(name.trim())
    made.wallet.rename(address, 'two  blanks\u200b and a ﬁsh')
    expect((await failure(() => made.wallet.forget(address, 'two blanks'))).code).toBe('INVALID')
    made.wallet.forget(address, 'two blanks and a fish')
    expect(made.wallet.accounts().some((account) => account.address === address)).toBe(false)
  })
})

describe('a key that an older version kept in clear', () => {
  const pair = new Keyring({ type: 'sr25519' }).addFromUri('//Old', { name: 'Old' })
  const row = (json: object) => ({
    address: pair.address,
    name: 'Old',
    kind: 'owner' as const,
    keystore: Buffer.from(JSON.stringify(json)),
    mnemonic: null,
    osProtected: false,
    backedUp: true,
    createdAt: 1,
  })

  it('is found at the start, opens for nobody, and is sealed when it gets a passphrase', async () => {
    made.local.db.insert(accounts).values(row(pair.toJson())).run()
    made = made.again()
    await made.wallet.start()
    expect(named('Old')).toMatchObject({ problem: 'unsealed', unlocked: false })
    expect(made.warned.join()).toMatch(/Old .* without a passphrase/)
    for (const any of ['', 'anything at all', good.reveal()]) {
      const error = await failure(() => made.wallet.unlock(pair.address, secret(any), 1))
      expect(error.message).toMatch(/without a passphrase/)
      expect((await failure(() => made.wallet.exportJson(pair.address, secret(any), good))).code).toBe(
        'INVALID',
      )
    }
    const weak = await failure(() =>
      made.wallet.changePassphrase(pair.address, secret(''), secret('12345678')),
    )
    expect(weak.message).toMatch(/too easy/)
    await made.wallet.changePassphrase(pair.address, secret(''), other)
    expect(named('Old')).toMatchObject({ problem: null })
    expect((await made.wallet.unlock(pair.address, other, 1)).unlocked).toBe(true)
    expect(stored()).not.toContain(pair.toJson().encoded.slice(0, 60))
  })

  it('is sealed by importing it again, too', async () => {
    made.local.db.update(accounts).set(row(pair.toJson())).where(eq(accounts.address, pair.address)).run()
    made = made.again()
    await made.wallet.start()
    await made.wallet.importJson(
      secret(JSON.stringify(pair.toJson('their own words'))),
      secret('their own words'),
    )
    expect(named('Old')).toMatchObject({ problem: null, unlocked: true })
  })

  it('becomes a watched account where it is none: the key is on a hardware wallet', async () => {
    const json = { ...pair.toJson(), meta: { name: 'Old', isHardware: true } }
    made.local.db.update(accounts).set(row(json)).where(eq(accounts.address, pair.address)).run()
    made = made.again()
    await made.wallet.start()
    expect(named('Old')).toMatchObject({ kind: 'watch', problem: null })
    made.wallet.forget(pair.address, 'Old')
  })
})

describe('a passphrase that seals', () => {
  it.each(['        ', 'abcabcabcabc', 'password1', '\u200b'.repeat(9)])('is not %j', async (weak) => {
    const before = made.wallet.accounts()
    const { address } = before.find(({ kind }) => kind === 'owner')!
    for (const work of [
      () => made.wallet.create('Weak', secret(weak)),
      () => made.wallet.importRaw('Weak', secret('0x' + '4f8d'.repeat(16)), secret(weak)),
      () => made.wallet.changePassphrase(address, good, secret(weak)),
      () => made.wallet.exportJson(address, good, secret(weak)),
    ])
      expect(await failure(work)).toMatchObject({
        code: 'INVALID',
        message: expect.stringContaining('too easy'),
      })
    expect(made.wallet.accounts()).toEqual(before)
  })

  it('can be changed, with the recovery phrase under it', async () => {
    const { account, mnemonic } = await made.wallet.create('Changing', good)
    const { address } = account
    expect((await failure(() => made.wallet.changePassphrase(address, other, good))).code).toBe(
      'WRONG_PASSPHRASE',
    )
    await made.wallet.changePassphrase(address, good, other)
    expect((await failure(() => made.wallet.unlock(address, good, 1))).code).toBe('WRONG_PASSPHRASE')
    expect((await made.wallet.revealMnemonic(address, other)).reveal()).toBe(mnemonic.reveal())
  })

  it('is text when it begins with 0x, and what polkadot-js sealed by the bytes opens all the same', async () => {
    // The bytes of "correct horse battery".
    const hex = `0x${Buffer.from(good.reveal()).toString('hex')}`
    const { account } = await made.wallet.create('Text', good)
    expect((await failure(() => made.wallet.unlock(account.address, secret(hex), 1))).code).toBe(
      'WRONG_PASSPHRASE',
    )
    const { json } = await made.wallet.exportJson(account.address, good, secret(hex))
    const file = JSON.parse(json.reveal()) as KeyringPair$Json
    expect(() => jsonDecrypt(file, stringToU8a(hex) as never)).not.toThrow()

    const theirs = new Keyring({ type: 'sr25519' }).addFromUri('//Hex', { name: 'Hex' })
    await made.wallet.importJson(secret(JSON.stringify(theirs.toJson(hex))), secret(hex))
    made.wallet.lock(theirs.address)
    expect((await failure(() => made.wallet.unlock(theirs.address, good, 1))).code).toBe('WRONG_PASSPHRASE')
    expect((await made.wallet.unlock(theirs.address, secret(hex), 1)).unlocked).toBe(true)
  })

  it('opens in every form of Unicode, and seals as it was typed, so that polkadot-js opens it', async () => {
    const [composed, split] = ['Ünîcödé ﬁgs', 'Ünîcödé figs'.normalize('NFD')]
    const { account } = await made.wallet.create('Unicode', secret(split))
    const { address } = account
    expect((await made.wallet.unlock(address, secret(split), 1)).unlocked).toBe(true)
    expect((await made.wallet.unlock(address, secret(composed), 1)).unlocked).toBe(true)
    const { json } = await made.wallet.exportJson(address, secret(composed), secret(split))
    const theirs = new Keyring({ type: 'sr25519' }).addFromJson(JSON.parse(json.reveal()) as KeyringPair$Json)
    theirs.unlock(split)
    const back = theirs.toJson(composed)
    made.wallet.forget(address, 'Unicode')
    expect(
      await made.wallet.importJson(secret(JSON.stringify(back)), secret(composed.normalize('NFD'))),
    ).toMatchObject({ address })
  })

  it('seals slowly also what came in under a quick one, as soon as it is opened', async () => {
    const words = 'their own words'
    const pair = new Keyring({ type: 'sr25519' }).addFromUri('//Quick', { name: 'Quick' })
    const { encrypted, nonce } = naclEncrypt(pair.encodePkcs8(), u8aFixLength(stringToU8a(words), 256, true))
    const encoding = { content: ['pkcs8', 'sr25519'], type: ['xsalsa20-poly1305'], version: '2' }
    const encoded = u8aToHex(u8aConcat(nonce, encrypted))
    const inner = new TextEncoder().encode(JSON.stringify([{ ...pair.toJson(), encoded, encoding }]))
    const backup = { ...jsonEncrypt(inner, ['batch-pkcs8'], good.reveal()), accounts: [] }
    await made.wallet.importJson(secret(JSON.stringify(backup)), good)
    expect(stored()).toContain(encoded)
    for (const _ of [1, 2])
      expect((await made.wallet.unlock(pair.address, secret(words), 1)).unlocked).toBe(true)
    expect(stored()).not.toContain(encoded)
  })
})
