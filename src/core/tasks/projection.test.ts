import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { agentsProjection } from '../agents/projection.ts'
import { agentRow, dailyEarnings, scoreHistory } from '../agents/query.ts'
import type { ChainEvent } from '../chain/events.ts'
import { createIndexer } from '../chain/indexer.ts'
import { createIndexDb } from '../db/index-db.ts'
import { createLog } from '../observability/log.ts'
import { TREASURY } from '../settlement/moves.ts'
import { settlementProjection } from '../settlement/projection.ts'
import { createSettlement } from '../settlement/settlement.ts'
import { indexMigrations } from '../testing/paths.ts'
import { tasksProjection } from './projection.ts'
import { bidsOf, listCapabilities, listTasks, taskRow, timelineOf, typicalPrice } from './query.ts'

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

const GENESIS = `0x${'00'.repeat(32)}`
const DAY = 86_400_000
const T0 = 20_000 * DAY
const ECHO = 'did:ainur:echo'
const OTHER = 'did:ainur:other'
const [SUBMITTER, OWNER, RIVAL] = ['submitter', 'owner', 'rival']

/** An index that takes events one block each, in the order given. */
function openIndex() {
  const dir = mkdtempSync(join(tmpdir(), 'ainur-projection-'))
  const index = createIndexDb({ dir, migrationsFolder: indexMigrations, log: createLog({ dir: null }) })
  const indexer = createIndexer(index, [agentsProjection, tasksProjection, settlementProjection])
  indexer.open(GENESIS)
  ends.push(() => {
    index.close()
    rmSync(dir, { recursive: true, force: true })
  })
  let block = -1
  const happen = (...events: [string, string, Record<string, unknown>][]) => {
    const place = { block: ++block, hash: `0x${block}`, time: T0 + block * 1_000 }
    return indexer.apply([
      {
        number: block,
        hash: place.hash,
        time: place.time,
        events: events.map(([pallet, name, data], n): ChainEvent => ({
          ...place,
          id: `${block}-${n}`,
          index: n,
          extrinsic: 0,
          pallet,
          name,
          data,
        })),
      },
    ])
  }
  return { index, indexer, happen, settlement: createSettlement({ indexDb: index }) }
}
type Index = ReturnType<typeof openIndex>

const registered = (did: string, owner: string, price: string): [string, string, Record<string, unknown>] => [
  'agents',
  'AgentRegistered',
  { did, owner, capabilities: ['echo'], price, manifestCid: `manifest-of-${did}`, stake: '1000' },
]
const created = (task: number, budget = '100'): [string, string, Record<string, unknown>] => [
  'tasks',
  'TaskCreated',
  {
    task,
    submitter: SUBMITTER,
    title: 'A task',
    capability: 'echo',
    target: null,
    inputCid: 'input',
    budget,
    trust: 'optimistic',
    minReputation: '-5',
    biddingOpens: T0,
    biddingEnds: T0 + 5_000,
    timeoutMs: 60_000,
    disputeWindowMs: 1_000,
  },
]
const bid = (
  task: number,
  agent: string,
  owner: string,
  price: string,
): [string, string, Record<string, unknown>] => [
  'tasks',
  'BidPlaced',
  { task, agent, owner, price, bond: '10' },
]
const closed = (
  task: number,
  agent: string,
  price: string,
  won: boolean,
): [string, string, Record<string, unknown>] => [
  'tasks',
  'BidClosed',
  {
    task,
    agent,
    price,
    bond: '10',
    reputation: '0',
    priceScore: won ? 1_000_000_000 : 500_000_000,
    reputationScore: 0,
    score: won ? 500_000_000 : 250_000_000,
    won,
  },
]
const task = (name: string, data: Record<string, unknown>): [string, string, Record<string, unknown>] => [
  'tasks',
  name,
  data,
]

function delivered({ happen }: Index): void {
  happen(registered(ECHO, OWNER, '40'), registered(OTHER, RIVAL, '80'))
  happen(created(0), task('BiddingOpened', { task: 0, ends: T0 + 6_000 }))
  happen(bid(0, OTHER, RIVAL, '80'))
  happen(bid(0, ECHO, OWNER, '40'))
  happen(
    closed(0, OTHER, '80', false),
    closed(0, ECHO, '40', true),
    task('TaskMatched', {
      task: 0,
      agent: ECHO,
      owner: OWNER,
      price: '40',
      bond: '10',
      score: 500_000_000,
      refunded: '60',
      startBy: T0 + 9_000,
    }),
  )
  happen(task('TaskStarted', { task: 0, agent: ECHO, resultBy: T0 + 60_000 }))
  happen(
    task('ResultSubmitted', {
      task: 0,
      agent: ECHO,
      outputCid: 'output',
      outputHash: '0xaa',
      receiptCid: 'receipt',
      fuel: '8882',
      disputableUntil: T0 + 70_000,
    }),
  )
}
const finalized = (data: Record<string, unknown>) =>
  task('TaskFinalized', {
    task: 0,
    agent: ECHO,
    owner: OWNER,
    outcome: 'paid',
    cause: 'window-passed',
    paid: '39',
    fee: '1',
    refunded: '0',
    slashed: '0',
    forfeited: '0',
    ...data,
  })
const score = (data: Record<string, unknown>): [string, string, Record<string, unknown>] => [
  'reputation',
  'ScoreChanged',
  { did: ECHO, task: 0, score: '10', completed: 1, failed: 0, disputed: 0, value: '40', ...data },
]
const kinds = ({ settlement }: Index, filter: object = {}) =>
  settlement
    .movements({ limit: 100, ...filter })
    .items.reverse()
    .map(({ kind, from, to, amount }) => [kind, from, to, amount])

test('a task that goes well', () => {
  const index = openIndex()
  const { happen, settlement } = index
  delivered(index)
  expect(taskRow(index.index.db, 0)).toMatchObject({
    state: 'verifying',
    deadline: T0 + 70_000,
    escrow: '40',
    manifestCid: `manifest-of-${ECHO}`,
    minReputation: -5,
  })
  expect(settlement.escrows({ limit: 10 }).items).toMatchObject([{ task: 0, amount: '40', returnsAt: null }])
  expect(settlement.totals({})).toMatchObject({ inEscrow: '40', refunded: '60', tasks: 1 })

  const changes = happen(finalized({}), score({}))
  expect(changes.map(({ topic, id }) => `${topic} ${id}`).sort()).toEqual([
    `agents ${ECHO}`,
    `balances ${TREASURY}`,
    `balances ${OWNER}`,
    `balances ${SUBMITTER}`,
    'settlement 0',
    'tasks 0',
  ])
  const { db } = index.index
  expect(taskRow(db, 0)).toMatchObject({
    state: 'finalized',
    open: false,
    deadline: null,
    escrow: '0',
    paid: '39',
  })
  expect(bidsOf(db, 0)).toMatchObject([
    { agent: ECHO, status: 'won', score: 500_000_000 },
    { agent: OTHER, status: 'lost', score: 250_000_000 },
  ])
  expect(timelineOf(db, 0).map(({ text }) => text)).toEqual([
    'Posted with a budget of 0.0000000001 AINU',
    'Agents can bid',
    'other bid 0.00000000008 AINU',
    'echo bid 0.00000000004 AINU',
    'echo was chosen: 0.00000000004 AINU',
    'echo started',
    'echo delivered a result',
    'Nobody disputed the result: echo was paid',
  ])
  expect(kinds(index)).toEqual([
    ['escrow-held', SUBMITTER, null, '100'],
    ['bond-held', RIVAL, null, '10'],
    ['bond-held', OWNER, null, '10'],
    ['bond-returned', null, RIVAL, '10'],
    ['escrow-excess', null, SUBMITTER, '60'],
    ['payout', SUBMITTER, OWNER, '39'],
    ['protocol-fee', SUBMITTER, TREASURY, '1'],
    ['bond-returned', null, OWNER, '10'],
  ])
  expect(settlement.totals({})).toEqual({
    inEscrow: '0',
    paidOut: '39',
    refunded: '60',
    fees: '1',
    slashed: '0',
    tasks: 1,
  })
  expect(settlement.totals({ address: RIVAL })).toMatchObject({ paidOut: '0', tasks: 0 })
  expect(settlement.totals({ address: OWNER })).toMatchObject({ paidOut: '39', tasks: 0 })
  expect(agentRow(db, ECHO)).toMatchObject({
    earned: '39',
    tasksOpen: 0,
    tasksDone: 1,
    score: 10,
    value: '40',
  })
  expect(scoreHistory(db, ECHO)).toMatchObject([{ task: 0, score: 10 }])
  expect(dailyEarnings(db, ECHO, T0 + DAY).slice(-2)).toEqual([
    { day: T0, earned: '39' },
    { day: T0 + DAY, earned: '0' },
  ])
  expect(typicalPrice(db, 'echo')).toBe('40')
  expect(listCapabilities(db)).toEqual([{ capability: 'echo', agents: 2, lowestPrice: '40' }])
})

test('a dispute that the agent loses', () => {
  const index = openIndex()
  delivered(index)
  index.happen(task('TaskDisputed', { task: 0, reason: 'wrong', bond: '10', resolveBy: T0 + 99_000 }))
  expect(taskRow(index.index.db, 0)).toMatchObject({ state: 'disputed', deadline: T0 + 99_000 })
  index.happen(
    task('DisputeResolved', { task: 0, inFavourOf: 'submitter' }),
    finalized({ outcome: 'refunded', cause: 'resolved', paid: '0', fee: '0', refunded: '40', slashed: '10' }),
  )
  expect(taskRow(index.index.db, 0)).toMatchObject({
    inFavourOf: 'submitter',
    outcome: 'refunded',
    slashed: '10',
  })
  expect(kinds(index).slice(5)).toEqual([
    ['dispute-bond-held', SUBMITTER, null, '10'],
    ['escrow-refund', null, SUBMITTER, '40'],
    ['bond-slashed', OWNER, TREASURY, '10'],
    ['dispute-bond-returned', null, SUBMITTER, '10'],
  ])
  expect(agentRow(index.index.db, ECHO)).toMatchObject({ earned: '0', tasksOpen: 0, tasksDone: 0 })
  expect(index.settlement.totals({ address: OWNER })).toMatchObject({ slashed: '10' })
})

test('a dispute that the submitter loses', () => {
  const index = openIndex()
  delivered(index)
  index.happen(task('TaskDisputed', { task: 0, reason: 'wrong', bond: '10', resolveBy: T0 + 99_000 }))
  index.happen(finalized({ cause: 'resolved', forfeited: '10' }))
  expect(kinds(index, { kind: ['dispute-bond-paid', 'dispute-bond-returned', 'bond-returned'] })).toEqual([
    ['bond-returned', null, RIVAL, '10'],
    ['bond-returned', null, OWNER, '10'],
    ['dispute-bond-paid', SUBMITTER, OWNER, '10'],
  ])
})

test('tasks that end without a result', () => {
  const index = openIndex()
  index.happen(registered(ECHO, OWNER, '40'), registered(OTHER, RIVAL, '80'))
  index.happen(created(0), created(1), created(2))
  index.happen(bid(0, ECHO, OWNER, '40'), bid(0, OTHER, RIVAL, '80'), bid(2, ECHO, OWNER, '40'))
  index.happen(task('BidRetracted', { task: 0, agent: OTHER, bond: '10' }))
  index.happen(task('TaskCancelled', { task: 0, refunded: '100' }))
  index.happen(task('TaskUnmatched', { task: 1, refunded: '100' }))
  const matched = {
    task: 2,
    agent: ECHO,
    owner: OWNER,
    price: '40',
    bond: '10',
    score: 1,
    refunded: '60',
    startBy: 1,
  }
  index.happen(closed(2, ECHO, '40', true), task('TaskMatched', matched))
  const gaveUp = {
    task: 2,
    agent: ECHO,
    owner: OWNER,
    cause: 'reported',
    reason: 'fuel',
    refunded: '40',
    slashed: '10',
  }
  index.happen(task('TaskTimedOut', gaveUp))
  const { db } = index.index
  expect(listTasks(db, { limit: 10 }).map(({ state, cause, failure }) => [state, cause, failure])).toEqual([
    ['timed-out', 'reported', 'fuel'],
    ['no-bids', null, null],
    ['cancelled', null, null],
  ])
  expect(bidsOf(db, 0).map(({ agent, status }) => [agent, status])).toEqual([
    [ECHO, 'lost'],
    [OTHER, 'retracted'],
  ])
  expect(kinds(index, { task: 0 })).toEqual([
    ['escrow-held', SUBMITTER, null, '100'],
    ['bond-held', OWNER, null, '10'],
    ['bond-held', RIVAL, null, '10'],
    ['bond-returned', null, RIVAL, '10'],
    ['escrow-refund', null, SUBMITTER, '100'],
    ['bond-returned', null, OWNER, '10'],
  ])
  expect(index.settlement.totals({ address: SUBMITTER })).toMatchObject({
    inEscrow: '0',
    refunded: '300',
    tasks: 3,
  })
  expect(index.settlement.escrows({ limit: 10 }).items).toEqual([])
})

test('stake that is taken out, withdrawn and put in again', () => {
  const index = openIndex()
  const { db } = index.index
  index.happen(registered(ECHO, OWNER, '40'))
  index.happen(['agents', 'StakeUnbonding', { did: ECHO, amount: '300', stake: '700', availableAt: 1 }])
  index.happen(['agents', 'StakeUnbonding', { did: ECHO, amount: '700', stake: '0', availableAt: 1 }])
  index.happen(['agents', 'AgentDeregistered', { did: ECHO }])
  expect(agentRow(db, ECHO)).toMatchObject({ status: 'retired', stake: '0', unbonding: '1000' })
  index.happen(['agents', 'StakeWithdrawn', { did: ECHO, amount: '1000' }])
  index.happen(registered(ECHO, OWNER, '50'))
  expect(agentRow(db, ECHO)).toMatchObject({ status: 'active', stake: '1000', unbonding: '0', price: '50' })
  index.happen(
    ['agents', 'StakeAdded', { did: ECHO, amount: '5', stake: '1005' }],
    ['agents', 'AgentPaused', { did: ECHO }],
  )
  expect(agentRow(db, ECHO)).toMatchObject({ status: 'paused', stake: '1005', registeredAt: T0 })
})

test('an event whose fields are not as agreed stops the index and changes nothing', () => {
  const index = openIndex()
  index.happen(registered(ECHO, OWNER, '40'))
  expect(() => index.happen(created(0), task('BidPlaced', { task: 0, agent: ECHO, price: 4 }))).toThrow()
  expect(() => index.happen(task('TaskStarted', { task: 9, agent: ECHO, resultBy: 1 }))).toThrow()
  expect(listTasks(index.index.db, { limit: 10 })).toEqual([])
  expect(index.indexer.cursor()).toMatchObject({ block: 0 })
})

test('pages follow each other without gap or repetition', () => {
  const index = openIndex()
  for (let i = 0; i < 25; i++) index.happen(created(i))
  const seen: number[] = []
  for (let cursor: string | undefined; ;) {
    const page = index.settlement.movements({ limit: 10, cursor })
    seen.push(...page.items.map(({ task: id }) => id))
    if (page.next === null) break
    cursor = page.next
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => 24 - i))
  expect(() => index.settlement.movements({ limit: 10, cursor: '1 or 1=1' })).toThrow(/cursor/)
})
