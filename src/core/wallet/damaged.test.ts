import { createRouterClient } from '@orpc/server'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { jsonEncrypt } from '@polkadot/util-crypto'
import { eq, sql } from 'drizzle-orm'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Account } from '../../contract/wallet.ts'
import { accounts, hotKeys } from '../db/schema/local/wallet.ts'
import { createImplementer } from '../implement.ts'
import { createLog } from '../observability/log.ts'
import { createWalletRouter } from './router.ts'
import { Secret } from './secret.ts'
import type { AccountRow } from './store.ts'
import { failure, makeWallet } from './testing/wallet.ts'

// Each derivation of a key takes a core for a third of a second.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const good = new Secret('correct horse battery')
const phrase = new Secret('bottom drive obey lake curtain smoke basket hold race lonely fit walk')
const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))
async function start(made = makeWallet()) {
  ends.push(made.stop)
  await made.wallet.start()
  return made
}
type Made = Awaited<ReturnType<typeof start>>
const restart = (made: Made) => start(made.again())

describe('a keystore', () => {
  let rows: AccountRow[]
  beforeAll(async () => {
    const made = await start()
    await made.wallet.importMnemonic('Hurt', phrase, good, '//Hurt')
    await made.wallet.importMnemonic('Well', phrase, good, '//Well')
    rows = made.local.db.select().from(accounts).all()
  })

  async function hurt(change?: Partial<AccountRow>) {
    const made = makeWallet()
    made.local.db.insert(accounts).values(rows).run()
    if (change) made.local.db.update(accounts).set(change).where(eq(accounts.name, 'Hurt')).run()
    return start(made)
  }
  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes)
    copy[at]! ^= 1
    return copy
  }

  it('that is damaged anywhere is told at the start, by its name; the others work', async () => {
    const { keystore, address } = rows[0]!
    const made = await hurt({ keystore: null })
    const well = rows[1]!.address
    // Behind the keystore stands its sum alone.
    for (let at = 0; at < keystore!.indexOf(',"sum"'); at += 7) {
      made.local.db
        .update(accounts)
        .set({ keystore: flipped(keystore!, at) })
        .where(eq(accounts.address, address))
        .run()
      await made.wallet.start()
      expect(made.wallet.account(address).problem, `byte ${at}`).toBe('damaged')
    }
    expect(made.warned.at(-1)).toMatch(/key of Hurt .* is damaged/)
    const error = await failure(() => made.wallet.unlock(address, good, 1))
    expect(error).toMatchObject({
      code: 'FAULT',
      message: expect.stringMatching(/key of Hurt .* is damaged/),
    })
    expect(error.remedy).toMatch(/Import the account again/)
    expect(await made.wallet.unlock(well, good, 1)).toMatchObject({ unlocked: true, problem: null })
  })

  it('that is damaged is put right by importing it again, or forgotten', async () => {
    const { keystore, address } = rows[0]!
    const made = await hurt({ keystore: keystore!.subarray(0, 40) })
    await failure(() => Promise.resolve(made.wallet.watch('Hurt', address)))
    await made.wallet.importMnemonic('Hurt', phrase, good, '//Hurt')
    expect(made.wallet.account(address)).toMatchObject({ problem: null, unlocked: true })

    const other = await hurt({ keystore: Buffer.alloc(0) })
    other.wallet.forget(address, 'Hurt')
    expect(other.wallet.accounts().map(({ name }) => name)).toEqual(['Well'])
  })

  it('that is damaged while Ainur runs is told from when it is needed on', async () => {
    const { keystore, address } = rows[0]!
    const made = await hurt()
    made.local.db
      .update(accounts)
      .set({ keystore: flipped(keystore!, 100) })
      .where(eq(accounts.address, address))
      .run()
    expect(made.wallet.account(address).problem).toBeNull()
    await failure(() => made.wallet.unlock(address, good, 1))
    expect(made.wallet.account(address).problem).toBe('damaged')
    await made.wallet.importMnemonic('Hurt', phrase, good, '//Hurt')
  })

  it.each<[string, (json: KeyringPair$Json) => object]>([
    [
      'no encryption that is known',
      (json) => ({ ...json, encoding: { ...json.encoding, type: ['scrypt'] } }),
    ],
    ['nothing in it', (json) => ({ ...json, encoded: json.encoded.slice(0, 60) })],
    ['other costs', (json) => ({ ...json, encoded: `AAAA${'A'.repeat(200)}` })],
  ])('with %s is damaged, whoever wrote it, and comes in with no backup', async (_, change) => {
    const { keystore, address } = rows[0]!
    const { sum: _sum, ...json } = JSON.parse(keystore!.toString()) as KeyringPair$Json & { sum: string }
    const made = await hurt({ keystore: Buffer.from(JSON.stringify(change(json))) })
    expect(made.wallet.account(address).problem).toBe('damaged')
    expect((await failure(() => made.wallet.unlock(address, good, 1))).message).toMatch(/is damaged/)
    made.wallet.forget(address, 'Hurt')
    const inner = new TextEncoder().encode(JSON.stringify([change(json)]))
    const backup = { ...jsonEncrypt(inner, ['batch-pkcs8'], good.reveal()), accounts: [] }
    const error = await failure(() => made.wallet.importJson(new Secret(JSON.stringify(backup)), good))
    expect(error.message).toMatch(/keystore is damaged/)
  })

  it('that opens but holds no key is damaged, too', async () => {
    const { address } = rows[0]!
    const json = {
      ...jsonEncrypt(new Uint8Array(40), ['pkcs8', 'sr25519'], good.reveal()),
      address,
      meta: {},
    }
    const made = await hurt({ keystore: Buffer.from(JSON.stringify(json)) })
    expect(made.wallet.account(address).problem).toBeNull()
    expect((await failure(() => made.wallet.unlock(address, good, 1))).message).toMatch(/is damaged/)
    expect(made.wallet.account(address).problem).toBe('damaged')
  })

  it('whose phrase alone is damaged still signs', async () => {
    const { mnemonic, address } = rows[0]!
    const made = await hurt({ mnemonic: flipped(mnemonic!, 100) })
    expect(made.wallet.account(address).problem).toBeNull()
    const error = await failure(() => made.wallet.revealMnemonic(address, good))
    expect(error.message).toMatch(/recovery phrase of Hurt .* is damaged/)
    expect(await made.wallet.unlock(address, good, 1)).toMatchObject({ unlocked: true })
  })

  it.each([
    ['address', sql`address = 'no address'`],
    ['name', sql`name = x'ff00'`],
    ['kind', sql`kind = 'ownfr'`],
    ['time', sql`created_at = -5`],
    ['keystore', sql`keystore = 5`],
    ['host', sql`host_protected = 'x'`],
  ])('whose row has a damaged %s is listed, and so are the others', async (_, change) => {
    const made = await hurt()
    made.local.db.run(sql`update accounts set ${change} where name = 'Hurt'`)
    await made.wallet.start()
    const os = createImplementer(createLog({ dir: null }), () => {})
    const parts = { wallet: made.wallet, client: { session: () => null } as never, ledger: null as never }
    const api = createRouterClient({ wallet: createWalletRouter(os, parts) }) as unknown as {
      wallet: { list(input: object): Promise<Account[]>; forget(input: object): Promise<unknown> }
    }
    const listed = await api.wallet.list({})
    expect(listed).toHaveLength(2)
    expect(listed.find(({ name }) => name === 'Well')).toMatchObject({ problem: null })
    const { address, name } = listed.find((each) => each.name !== 'Well')!
    await api.wallet.forget({ address, confirm: name })
    expect(await api.wallet.list({})).toHaveLength(1)
  })
})

describe("the machine's key", () => {
  const did = 'did:ainur:worker'
  async function withHotKey() {
    const made = await start()
    const key = await made.wallet.prepareHotKey('0x01', did)
    await key.keep()
    return { made, address: key.address, file: join(made.path, 'machine.key') }
  }

  it.each<[string, (file: string) => void]>([
    ['missing', (file) => rmSync(file)],
    ['damaged', (file) => writeFileSync(file, '')],
    ['damaged', (file) => writeFileSync(file, readFileSync(file).subarray(1))],
    ["another machine's", (file) => writeFileSync(file, Buffer.alloc(32, 7))],
  ])(
    'that is %s is told at the start, never replaced by itself, and renewed when the user says so',
    async (what, harm) => {
      const { made, address, file } = await withHotKey()
      harm(file)
      const bytes = existsSync(file) ? readFileSync(file) : null
      const next = await restart(made)
      const notice = next.told.get('machine-key')!
      expect(notice.message).toContain(what)
      expect(notice.consequence).toContain(did)
      expect((await failure(() => next.wallet.hotKey(address))).message).toMatch(/cannot be opened any more/)
      const another = await next.wallet.prepareHotKey('0x01', did)
      expect((await failure(() => another.keep())).message).toContain(what)
      expect(existsSync(file) ? readFileSync(file) : null).toEqual(bytes)

      next.wallet.renewMachineKey()
      expect(next.told.size).toBe(0)
      if (bytes)
        expect(readdirSync(next.path).some((name) => name.startsWith('machine.key.replaced-'))).toBe(true)
      const fresh = await next.wallet.prepareHotKey('0x01', did)
      await fresh.keep()
      const last = await restart(next)
      expect(last.told.size).toBe(0)
      expect((await last.wallet.hotKey(fresh.address)).address).toBe(fresh.address)
    },
  )

  it('that is put back is in order again', async () => {
    const { made, address, file } = await withHotKey()
    const bytes = readFileSync(file)
    rmSync(file)
    const next = await restart(made)
    writeFileSync(file, bytes)
    const last = await restart(next)
    expect(last.told.size).toBe(0)
    expect((await last.wallet.hotKey(address)).address).toBe(address)
    expect((await failure(() => Promise.resolve(last.wallet.renewMachineKey()))).message).toMatch(/in order/)
  })

  it('is not needed where nothing is sealed with it', async () => {
    const made = await start()
    expect(made.told.size).toBe(0)
    expect(existsSync(join(made.path, 'machine.key'))).toBe(false)
  })

  it('is in order where one working key of several is damaged: that one is named', async () => {
    const { made, address } = await withHotKey()
    const second = await made.wallet.prepareHotKey('0x01', 'did:ainur:second')
    await second.keep()
    made.local.db
      .update(hotKeys)
      .set({ seed: Buffer.alloc(60, 7) })
      .where(eq(hotKeys.address, address))
      .run()
    const next = await restart(made)
    expect(next.told.get('hot-keys')!.message).toContain(did)
    expect(next.told.has('machine-key')).toBe(false)
    expect((await next.wallet.hotKey(second.address)).address).toBe(second.address)
  })
})
