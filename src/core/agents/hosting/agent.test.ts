import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Reason } from '../../../contract/common.ts'
import { createIndexDb } from '../../db/index-db.ts'
import { createLocalDb } from '../../db/local-db.ts'
import { agentCapabilities, agents } from '../../db/schema/index/agents.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import { createLog } from '../../observability/log.ts'
import { createChanges } from '../../system/changes.ts'
import { makeFolder } from '../../testing/folder.ts'
import { indexMigrations, localMigrations } from '../../testing/paths.ts'
import type { AgentChain } from './agent-chain.ts'
import { startHostedAgent } from './agent.ts'
import type { HostFactsSource } from './facts.ts'
import { createMachine } from './machine.ts'
import { createHostedStore } from './store.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const NETWORK = `0x${'11'.repeat(32)}`
const DID = 'did:ainur:echo'
const OWNER = 'owner'
const never = new Promise<never>(() => {})

/** A hosted agent over real databases. What it asks of the chain and of content is in the test's hand. */
function world() {
  const folder = makeFolder()
  const index = createIndexDb({
    dir: join(folder.path, 'index'),
    migrationsFolder: indexMigrations,
    log: createLog({ dir: null }),
  })
  index.open(NETWORK)
  const local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
  ends.push(() => {
    index.close()
    local.close()
    folder.remove()
  })
  const changes = createChanges()
  const store = createHostedStore({ localDb: local, changes, network: () => NETWORK })
  store.plan({ did: DID, owner: OWNER, hotKey: 'hot' }, false)
  store.sawRights(DID, 1)
  const agent = {
    ...{ did: DID, owner: OWNER, capabilities: ['echo'], price: '1', manifestCid: 'manifest', stake: '1' },
    ...{ status: 'active' as const, registeredAt: 0, updatedAt: 0 },
  }
  index.db.insert(agents).values(agent).run()
  index.db.insert(agentCapabilities).values({ did: DID, capability: 'echo' }).run()

  const asked: string[] = []
  const bid: number[] = []
  const taken: number[] = []
  const begun: number[] = []
  const waiting = new Map<string, () => void>()
  /** Resolves when a thing has happened. */
  const happened = (what: string, is: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => is() && (waiting.delete(what), resolve())
      waiting.set(what, check)
      check()
    })
  const tell = () => waiting.forEach((check) => check())

  const chain = {
    task: (id: number) => {
      begun.push(id)
      tell()
      return Promise.resolve(null)
    },
    hasBid: () => Promise.resolve(false),
    free: () => Promise.resolve(10n ** 12n),
    isProxy: () => Promise.resolve(true),
    feesForTask: () => Promise.resolve(1n),
    now: () => 0,
    bid: (_worker, task) => {
      bid.push(task)
      tell()
      return Promise.resolve()
    },
    retractBid: (_worker, task) => {
      taken.push(task)
      return Promise.resolve()
    },
    start: () => never,
    submitResult: () => never,
    fail: () => never,
  } satisfies AgentChain
  const slow = new Set<string>()
  const facts: HostFactsSource = {
    programProblem: () => Promise.resolve(null),
    feesNeeded: () => Promise.resolve(1n),
    reasons: (_row, _agent, { input }) => {
      asked.push(input as string)
      return slow.has(input as string) ? never : Promise.resolve<Reason[]>([])
    },
  }
  const add = (id: number, more: Partial<typeof tasks.$inferInsert> = {}) =>
    index.db
      .insert(tasks)
      .values({
        ...{
          id,
          submitter: 's',
          title: `task ${id}`,
          capability: 'echo',
          inputCid: `input ${id}`,
          budget: '9',
        },
        ...{ trust: 'optimistic', minReputation: 0, state: 'bidding', open: true, biddingOpens: 0 },
        ...{
          biddingEnds: id,
          timeoutMs: 60_000,
          disputeWindowMs: 0,
          escrow: '9',
          createdAt: 0,
          updatedAt: 0,
        },
        ...more,
      })
      .run()
  const start = () => {
    const machine = createMachine({ indexDb: index, store, slots: 2 })
    const running = startHostedAgent({
      ...{ did: DID, network: NETWORK, store, indexDb: index, chain, facts, machine, onChange: tell },
      isCurrent: () => w.current,
      execute: () => never,
      publish: () => never,
    })
    ends.push(() => void running.stop())
    return running
  }
  const w = {
    ...{ index, local, store, chain, facts, slow, asked, bid, begun, taken, happened, add, start },
    current: true,
  }
  return w
}

test('a task whose content is slow to come holds up no other', async () => {
  const w = world()
  w.slow.add('input 1')
  w.add(1)
  w.add(2)
  w.start()
  await w.happened('the second bid', () => w.bid.includes(2))
  expect(w.bid).toEqual([2])
})

test('what was won is begun while slow tasks are still looked at, and when the network is slow', async () => {
  const w = world()
  w.slow.add('input 1')
  w.add(1)
  const running = w.start()
  await w.happened('a look', () => w.asked.includes('input 1'))
  w.add(2, { state: 'matched', agent: DID, manifestCid: 'manifest' })
  running.wake()
  await w.happened('the work', () => w.begun.includes(2))

  w.chain.isProxy = () => never
  running.wake()
  w.add(3, { state: 'matched', agent: DID, manifestCid: 'manifest' })
  running.wake()
  await w.happened('more work', () => w.begun.includes(3))
})

test('only tasks that could be the agent’s are looked at, however many others there are', async () => {
  const w = world()
  for (let id = 1; id <= 250; id++) w.add(id, { capability: 'paint' })
  w.add(251, { target: 'did:ainur:other' })
  w.add(252, { target: DID, capability: 'anything' })
  w.add(253)
  w.start()
  await w.happened('both bids', () => w.bid.length === 2)
  expect(w.asked.sort()).toEqual(['input 252', 'input 253'])
  expect(
    w.store
      .decisionsOf({ limit: 300 })
      .map(({ task }) => task)
      .sort(),
  ).toEqual([252, 253])
})

test('a bid is written down before it is sent', async () => {
  const w = world()
  w.add(1)
  let known = false
  w.chain.bid = () => {
    known = w.store.hasBid(DID, 1)
    w.bid.push(1)
    return never
  }
  const running = w.start()
  await w.happened('the bid', () => running.status().state === 'bidding' && w.store.hasBid(DID, 1))
  expect(running.inHand()).toEqual([1])
  await Promise.resolve()
  expect(known).toBe(true)
})

test('an agent whose bid had to give way to a cheaper one is told', async () => {
  const w = world()
  w.add(1)
  const bid = { task: 1, agent: DID, owner: OWNER, price: '8', bond: '1', at: 0, placed: 0 }
  w.index.db
    .insert(bids)
    .values({ ...bid, status: 'displaced' })
    .run()
  w.start()
  const told = () => w.store.decisionsOf({ did: DID, task: 1, limit: 1 })
  await w.happened('the decision', () => told().length > 0)
  expect(told()).toMatchObject([{ decision: 'lost', reasons: [{ code: 'displaced' }] }])
})

test('while the index shows the past an agent ends its work, and neither bids nor takes bids back', async () => {
  const w = world()
  w.current = false
  w.add(1)
  w.add(2, { state: 'matched', agent: DID, manifestCid: 'manifest' })
  const running = w.start()
  await w.happened('the work', () => w.begun.includes(2))
  const round = async () => {
    const before = running.status().heartbeatAt
    running.wake()
    await w.happened('a round', () => running.status().heartbeatAt !== before)
  }
  await round()
  expect(running.status().error).toMatchObject({ code: 'index-behind' })
  w.store.setEnabled(DID, false)
  await round()
  expect([w.bid, w.taken, w.asked]).toEqual([[], [], []])

  w.store.setEnabled(DID, true)
  w.current = true
  running.wake()
  await w.happened('the bid', () => w.bid.includes(1))
})

test('an agent whose machine may have lost data ends its work, and neither bids nor takes bids back', async () => {
  const w = world()
  let doubtful = true
  Object.defineProperty(w.local, 'doubtful', { get: () => doubtful })
  w.add(1)
  w.add(2, { state: 'matched', agent: DID, manifestCid: 'manifest' })
  const running = w.start()
  await w.happened('the work', () => w.begun.includes(2))
  const rounds = async () => {
    const before = running.status().heartbeatAt
    running.wake()
    await w.happened('a round', () => running.status().heartbeatAt !== before)
  }
  await rounds()
  expect(running.status().error).toMatchObject({ code: 'data-in-doubt' })
  w.store.setEnabled(DID, false)
  await rounds()
  expect([w.bid, w.taken, w.asked]).toEqual([[], [], []])

  w.store.setEnabled(DID, true)
  doubtful = false
  running.wake()
  await w.happened('the bid', () => w.bid.includes(1))
  expect(running.status().error).toBeNull()
})
