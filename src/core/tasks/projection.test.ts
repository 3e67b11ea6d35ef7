import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { agentRow, dailyEarnings, scoreHistory } from '../agents/query.ts'
import { highestBid } from '../agents/query.ts'
import { TREASURY } from '../settlement/moves.ts'
import {
  DAY,
  T0,
  ECHO,
  OTHER,
  openIndex,
  registered,
  created,
  bid,
  closed,
  task,
  delivered,
  finalized,
  score,
  kinds,
  SUBMITTER,
  OWNER,
  RIVAL,
} from '../testing/told-index.ts'
import { pricesOf } from './prices.ts'
import { bidsOf, listCapabilities, listTasks, taskRow, timelineOf } from './query.ts'

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
  expect(pricesOf(db, 'echo').paid).toEqual({ count: 1, least: '40', median: '40', most: '40' })
  expect(listCapabilities(db, [])).toEqual([{ capability: 'echo', agents: 2, lowestPrice: '40' }])
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

test('a bid that a cheaper one displaces', () => {
  const index = openIndex()
  const { db } = index.index
  index.happen(registered(ECHO, OWNER, '40'), registered(OTHER, RIVAL, '80'))
  index.happen(created(0), bid(0, OTHER, RIVAL, '80'))
  expect(highestBid(db, 0)).toBe('80')
  index.happen(
    task('BidRetracted', { task: 0, agent: OTHER, bond: '10', displacedBy: ECHO }),
    bid(0, ECHO, OWNER, '40'),
  )
  expect(taskRow(db, 0)).toMatchObject({ bids: 1 })
  expect(highestBid(db, 0)).toBe('40')
  expect(bidsOf(db, 0).map(({ agent, status }) => [agent, status])).toEqual([
    [OTHER, 'displaced'],
    [ECHO, 'open'],
  ])
  expect(timelineOf(db, 0).at(-2)).toMatchObject({
    text: "A cheaper bid of echo took the place of other's in the full list",
    money: [{ kind: 'bond-returned', agent: OTHER, from: null, to: RIVAL, amount: '10' }],
  })
  // Its bond went back once: not again with those of the bids that stood when the task was cancelled.
  index.happen(task('TaskCancelled', { task: 0, refunded: '100' }))
  expect(kinds(index, { kind: ['bond-returned'] })).toEqual([
    ['bond-returned', null, RIVAL, '10'],
    ['bond-returned', null, OWNER, '10'],
  ])
})

test('what is not known of a task is stored as nothing, not as the text of it', () => {
  const index = openIndex()
  delivered(index)
  expect(index.index.db.get(sql`select typeof(no_match) as no, typeof(paid) as paid from tasks`)).toEqual({
    no: 'null',
    paid: 'null',
  })
})

test('a task keeps its rows when the chain forgets it', () => {
  const index = openIndex()
  delivered(index)
  index.happen(finalized({}))
  const before = [taskRow(index.index.db, 0), timelineOf(index.index.db, 0), bidsOf(index.index.db, 0)]
  index.happen(task('TaskRemoved', { task: 0 }))
  expect([taskRow(index.index.db, 0), timelineOf(index.index.db, 0), bidsOf(index.index.db, 0)]).toEqual(
    before,
  )
})

test('a payment by a resolver who said nothing is earned, but is no work done', () => {
  const index = openIndex()
  delivered(index)
  index.happen(task('TaskDisputed', { task: 0, reason: 'wrong', bond: '10', resolveBy: T0 + 99_000 }))
  index.happen(finalized({ cause: 'resolver-silent' }))
  expect(agentRow(index.index.db, ECHO)).toMatchObject({ earned: '39', tasksOpen: 0, tasksDone: 0 })
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

const stood = (ms: number, stalled: number): [string, string, Record<string, unknown>] => [
  'clock',
  'ClockStoodStill',
  { ms, stalled },
]
const HOUR = 3_600_000

test('a chain that stood still moves the deadlines of open tasks, and says so where it was long', () => {
  const { happen, index } = openIndex()
  happen(registered(ECHO, OWNER, '40'), created(0), created(1))
  happen(task('TaskCancelled', { task: 1, refunded: '100' }))
  const changes = happen(stood(HOUR, HOUR))
  expect(changes).toEqual([{ topic: 'tasks' }])
  expect(taskRow(index.db, 0)).toMatchObject({
    deadline: T0 + HOUR,
    biddingOpens: T0 + HOUR,
    biddingEnds: T0 + 5_000 + HOUR,
  })
  expect(taskRow(index.db, 1)).toMatchObject({ deadline: null, biddingEnds: T0 + 5_000 })
  expect(timelineOf(index.db, 0).at(-1)?.text).toBe(
    'The chain stood still for 60 minutes: the deadline was moved by that',
  )
  expect(timelineOf(index.db, 1).at(-1)?.text).toBe('The submitter cancelled the task: the escrow came back')
})

test('what has begun stays when the chain stands still; what it says later counts from its clock', () => {
  const { happen, index } = openIndex()
  happen(registered(ECHO, OWNER, '40'), created(0), task('BiddingOpened', { task: 0, ends: T0 + 5_000 }))
  happen(stood(10_000, 10_000))
  happen(stood(HOUR, HOUR + 10_000))
  const moved = HOUR + 10_000
  expect(taskRow(index.db, 0)).toMatchObject({
    deadline: T0 + 5_000 + moved,
    biddingOpens: T0,
    biddingEnds: T0 + 5_000 + moved,
  })
  // A few seconds are moved without a word.
  expect(
    timelineOf(index.db, 0)
      .map(({ text }) => text)
      .filter((text) => text.includes('stood still')),
  ).toHaveLength(1)
  happen(bid(0, ECHO, OWNER, '40'))
  happen(closed(0, ECHO, '40', true))
  happen(task('TaskStarted', { task: 0, agent: ECHO, resultBy: T0 + 60_000 }))
  expect(taskRow(index.db, 0)).toMatchObject({
    deadline: T0 + 60_000 + moved,
    biddingEnds: T0 + 5_000 + moved,
  })
  happen(created(1))
  expect(taskRow(index.db, 1)).toMatchObject({
    deadline: T0 + moved,
    biddingOpens: T0 + moved,
    biddingEnds: T0 + 5_000 + moved,
  })
})
