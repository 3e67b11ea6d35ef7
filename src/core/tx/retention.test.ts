import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { transactions } from '../db/schema/local/transactions.ts'
import { createChanges } from '../system/changes.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { COUNTED_EVERY, KEPT_TRANSACTIONS } from './retention.ts'
import { createTransactionStore, type TransactionRow } from './transactions.ts'

const CHAIN = '0x01'
const LONG_AGO = Date.now() - 2 * KEPT_TRANSACTIONS.ms
let folder: ReturnType<typeof makeFolder>
let local: ReturnType<typeof createLocalDb>

beforeEach(() => {
  folder = makeFolder()
  local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
})
afterEach(() => {
  local.close()
  folder.remove()
})

const made = {
  genesisHash: CHAIN,
  network: 'test',
  action: 'tasks.bid',
  summary: '',
  said: null,
  from: null,
  signer: null,
}
/** The oldest first. */
function fill(count: number, row: (n: number) => Partial<TransactionRow>): void {
  local.transaction((tx) => {
    for (let n = 0; n < count; n++) {
      const base = {
        ...made,
        id: `row ${n}`,
        status: 'finalized' as const,
        createdAt: LONG_AGO + n,
        updatedAt: LONG_AGO,
      }
      tx.insert(transactions)
        .values({ ...base, ...row(n) })
        .run()
    }
  })
}
const kept = () =>
  local.db
    .select({ id: transactions.id })
    .from(transactions)
    .all()
    .flatMap(({ id }) => (id.startsWith('row ') ? Number(id.slice(4)) : []))
    .sort((a, b) => a - b)

test('of what agents did the newest is kept, and nothing is forgotten that may still matter', () => {
  const unsettled = ['signing', 'broadcast', 'in-block', 'retracted', 'unknown'] as const
  const extra = 20
  fill(KEPT_TRANSACTIONS.agents + extra, (n) => {
    if (n < unsettled.length) return { status: unsettled[n]! }
    if (n === 5) return { genesisHash: '0x02' }
    if (n === 6) return { action: 'transfer' }
    // It was in flight for long, and whoever waits for its end may still ask.
    if (n === 7) return { updatedAt: Date.now() }
    return { status: n % 2 ? 'failed' : 'finalized' }
  })
  const store = createTransactionStore(local, createChanges())
  store.insert(made)
  const left = kept()
  // Two of the rows are not of this chain's agents.
  const first = extra - 2 + 2
  expect(left.filter((n) => n < first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(left.filter((n) => n >= first)).toHaveLength(KEPT_TRANSACTIONS.agents)
})

test('it is looked at again with every hundredth, and not at all where rows may be damaged', () => {
  fill(KEPT_TRANSACTIONS.agents, () => ({}))
  const store = createTransactionStore(local, createChanges())
  for (let n = 0; n < COUNTED_EVERY; n++) store.insert(made)
  expect(kept()).toHaveLength(KEPT_TRANSACTIONS.agents)
  let doubtful = true
  const doubted = createTransactionStore(
    Object.create(local, { doubtful: { get: () => doubtful } }) as typeof local,
    createChanges(),
  )
  doubted.insert(made)
  expect(kept()).toHaveLength(KEPT_TRANSACTIONS.agents)
  doubtful = false
  for (let n = 0; n < COUNTED_EVERY; n++) doubted.insert(made)
  expect(kept().length).toBeLessThan(KEPT_TRANSACTIONS.agents)
  expect(kept().at(-1)).toBe(KEPT_TRANSACTIONS.agents - 1)
})
