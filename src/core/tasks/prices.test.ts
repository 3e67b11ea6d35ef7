import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createIndexDb, type IndexDb } from '../db/index-db.ts'
import { agentCapabilities, agents } from '../db/schema/index/agents.ts'
import { bids, tasks } from '../db/schema/index/tasks.ts'
import { createLog } from '../observability/log.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexMigrations } from '../testing/paths.ts'
import { pricesOf } from './prices.ts'

let index: IndexDb
beforeEach(() => {
  const folder = makeFolder()
  index = createIndexDb({
    dir: folder.path,
    migrationsFolder: indexMigrations,
    log: createLog({ dir: null }),
  })
  index.open(`0x${'00'.repeat(32)}`)
  onTestFinished(() => {
    index.close()
    folder.remove()
  })
})

let next = 0
/** A task with the bids that were left when one was chosen, the winner first; none: nobody bid. */
const addTask = (prices: string[], change: Partial<typeof tasks.$inferInsert> = {}) => {
  const id = next++
  index.db
    .insert(tasks)
    .values({
      ...{ id, submitter: 'ada', title: 'A task', capability: 'echo', inputCid: 'input', budget: '100' },
      ...{ trust: 'optimistic', minReputation: 0, open: false, escrow: '0', price: prices[0] ?? null },
      ...{ state: prices.length > 0 ? 'finalized' : 'no-bids', biddingOpens: 0, biddingEnds: 1 },
      ...{ timeoutMs: 1, disputeWindowMs: 1, createdAt: 0, updatedAt: 0, ...change },
    })
    .run()
  for (const [at, price] of prices.entries())
    index.db
      .insert(bids)
      .values({
        ...{ task: id, agent: `agent-${at}`, owner: 'grace', price, bond: '1', at, placed: at },
        status: at === 0 ? 'won' : 'lost',
      })
      .run()
}
const addAgent = (did: string, price: string, status: 'active' | 'paused' = 'active') => {
  const capabilities = ['echo']
  index.db
    .insert(agents)
    .values({
      ...{ did, owner: 'grace', status, capabilities, price, manifestCid: 'manifest' },
      ...{ stake: '1', score: 0, registeredAt: 0, updatedAt: 0 },
    })
    .run()
  index.db.insert(agentCapabilities).values({ did, capability: 'echo' }).run()
}

test('where nothing happened there is nothing to tell', () => {
  expect(pricesOf(index.db, 'echo')).toEqual({
    ...{ asked: null, paid: null, unmatched: null },
    competed: { tasks: 0, cheapest: 0 },
  })
})

test('amounts compare as numbers, agents that pause ask for nothing', () => {
  addAgent('a', '9')
  addAgent('b', '10')
  addAgent('c', '900')
  addAgent('d', '1', 'paused')
  expect(pricesOf(index.db, 'echo').asked).toEqual({ count: 3, least: '9', median: '10', most: '900' })
  expect(pricesOf(index.db, 'other').asked).toBeNull()
})

test('of the last tasks: what was paid, what was too little, and whether the lowest bid won', () => {
  addTask(['30'])
  addTask(['20', '10'])
  addTask(['10', '20', '30'])
  addTask(['40', '40'])
  addTask([], { budget: '7' })
  addTask([], { budget: '5' })
  addTask([], { state: 'cancelled' })
  addTask([], { state: 'bidding', open: true })
  addTask(['1'], { capability: 'other' })
  expect(pricesOf(index.db, 'echo')).toEqual({
    asked: null,
    paid: { count: 4, least: '10', median: '20', most: '40' },
    unmatched: { count: 2, least: '5', median: '5', most: '7' },
    competed: { tasks: 2, cheapest: 1 },
  })
})

test('older tasks than the last twenty say nothing', () => {
  addTask(['999'])
  for (let each = 0; each < 20; each++) addTask(['5'])
  expect(pricesOf(index.db, 'echo').paid).toEqual({ count: 20, least: '5', median: '5', most: '5' })
})
