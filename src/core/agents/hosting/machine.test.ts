import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIndexDb } from '../../db/index-db.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import { createLog } from '../../observability/log.ts'
import { makeFolder } from '../../testing/folder.ts'
import { indexMigrations } from '../../testing/paths.ts'
import { createMachine } from './machine.ts'
import type { HostedRow } from './store.ts'

const folder = makeFolder()
const indexDb = createIndexDb({
  dir: folder.path,
  migrationsFolder: indexMigrations,
  log: createLog({ dir: null }),
})
const row = (did: string): HostedRow => ({
  ...{ network: '', did, owner: 'o', hotKey: 'k', enabled: true, rightsSeen: 0, createdAt: 0, updatedAt: 0 },
})
const store = { list: () => [row('fast'), row('slow')] }
const machine = createMachine({ indexDb, store, slots: 2 })

beforeAll(() => indexDb.open(`0x${'22'.repeat(32)}`))
afterAll(() => {
  indexDb.close()
  folder.remove()
})

function bid(id: number, agents: string[], state: 'bidding' | 'running' | 'verifying') {
  indexDb.db
    .insert(tasks)
    .values({
      ...{
        id,
        submitter: 's',
        title: '',
        capability: 'echo',
        inputCid: '',
        budget: '9',
        trust: 'optimistic',
      },
      ...{ minReputation: 0, state, open: true, biddingOpens: 0, biddingEnds: 0, timeoutMs: 0 },
      ...{ disputeWindowMs: 0, escrow: '9', createdAt: 0, updatedAt: 0 },
    })
    .run()
  const status = state === 'bidding' ? 'open' : 'won'
  for (const agent of agents)
    indexDb.db
      .insert(bids)
      .values({ task: id, agent, owner: 'o', price: '1', bond: '1', status, at: 0, placed: 0 })
      .run()
}

test('the agents of a machine share its cores', () => {
  machine.learn('fast', 1_000)
  machine.learn('slow', 30_000)
  expect(machine.load()).toEqual({ tasks: 0, max: 12, waitMs: 0 })
  bid(1, ['fast'], 'running')
  // A core is free.
  expect(machine.load()).toMatchObject({ tasks: 1, waitMs: 0 })
  // Both bid, one can win: the longer run counts.
  bid(2, ['fast', 'slow'], 'bidding')
  expect(machine.load()).toMatchObject({ tasks: 2, waitMs: 15_500 })
  // What is delivered, or somebody else's, takes no core.
  bid(3, ['fast'], 'verifying')
  bid(4, ['stranger'], 'running')
  expect(machine.load()).toMatchObject({ tasks: 2, waitMs: 15_500 })
  // A bid on its way counts from the moment it is decided.
  machine.claim(5, 'slow')
  machine.claim(5, 'fast')
  expect(machine.load()).toMatchObject({ tasks: 3, waitMs: 30_500 })
  machine.release(5, 'slow')
  expect(machine.load()).toMatchObject({ tasks: 3, waitMs: 16_000 })
  machine.release(5, 'fast')
  expect(machine.load()).toMatchObject({ tasks: 2, waitMs: 15_500 })
})
