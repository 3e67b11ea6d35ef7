import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDevAccount, submitShown } from '../testing/accounts.ts'
import { makeCore, startCore, type TestCore } from '../testing/core.ts'

// Every commit to local.db fails, as on a disk that is full or broken: whoever asked for a write is told, and nothing
// of it is there afterwards.

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let t: TestCore
let alice: string

/** Works on the file while no core has it. */
function edit(dataDir: string, work: (sqlite: Database.Database) => void): void {
  const sqlite = new Database(join(dataDir, 'local.db'))
  try {
    work(sqlite)
  } finally {
    sqlite.close()
  }
}

const tablesOf = (sqlite: Database.Database) =>
  sqlite
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\'",
    )
    .pluck()
    .all() as string[]

/** A reference that is looked at when a transaction is committed, and not before, behind every write. */
function breakCommits(sqlite: Database.Database): void {
  sqlite.exec('create table parent_of_faults (id integer primary key)')
  sqlite.exec(
    'create table faults (id integer references parent_of_faults (id) deferrable initially deferred)',
  )
  for (const table of tablesOf(sqlite)) {
    if (table.endsWith('faults')) continue
    for (const on of ['insert', 'update', 'delete'])
      sqlite.exec(
        `create trigger fault_${on}_${table} after ${on} on "${table}" begin insert into faults values (1); end`,
      )
  }
}

async function everything() {
  const { api } = t
  return {
    contacts: await api.contacts.list({}),
    accounts: (await api.wallet.list({})).map(({ unlockedUntil: _u, unlocked: _l, ...account }) => account),
    settings: await api.settings.get({}),
    transactions: (await api.tx.list({})).items,
    hosted: await api.agents.hosted({}),
  }
}

beforeAll(async () => {
  const before = await startCore()
  alice = await addDevAccount(before, 'Alice')
  await before.stop()
  edit(before.dataDir, breakCommits)
  t = makeCore({ dataDir: before.dataDir })
  await t.core.start()
  await t.api.wallet.unlock({ address: alice, passphrase: 'only for tests', minutes: 10 })
})
afterAll(() => t.remove())

it.each<[string, () => Promise<unknown>]>([
  ['settings.set', () => t.api.settings.set({ theme: 'dark' })],
  ['contacts.put', () => t.api.contacts.put({ address: BOB, name: 'Bob' })],
  ['wallet.create', () => t.api.wallet.create({ name: 'New', passphrase: 'violet anchor theorem' })],
  [
    'wallet.watch',
    () => t.api.wallet.watch({ name: 'Bob', address: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' }),
  ],
  ['wallet.rename', () => t.api.wallet.rename({ address: alice, name: 'Alicia' })],
  ['wallet.forget', () => t.api.wallet.forget({ address: alice, confirm: 'Alice' })],
  [
    'tx.submit',
    () =>
      submitShown(t, {
        from: alice,
        action: {
          type: 'transfer',
          to: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty',
          amount: '1000000000000',
        },
      }),
  ],
])('%s is told and leaves nothing behind', async (_what, write) => {
  const before = await everything()
  const { total } = await t.api.wallet.ledger({ address: alice })
  await expect(write()).rejects.toMatchObject({ code: 'FAULT' })
  expect(await everything()).toEqual(before)
  expect((await t.api.wallet.ledger({ address: alice })).total).toBe(total)
})
