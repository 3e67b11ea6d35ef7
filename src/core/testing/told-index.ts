import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { agentsProjections } from '../agents/feature.ts'
import type { ChainEvent } from '../chain/events.ts'
import { createIndexer } from '../chain/indexer.ts'
import { createIndexDb } from '../db/index-db.ts'
import { createLog } from '../observability/log.ts'
import { settlementProjection } from '../settlement/projection.ts'
import { createSettlement } from '../settlement/settlement.ts'
import { tasksProjection } from '../tasks/projection.ts'
import { indexMigrations } from './paths.ts'

// An index that is told of events by hand, and the events of a task's life.
const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

const GENESIS = `0x${'00'.repeat(32)}`
export const DAY = 86_400_000
export const T0 = 20_000 * DAY
export const ECHO = 'did:ainur:echo'
export const OTHER = 'did:ainur:other'
export const [SUBMITTER, OWNER, RIVAL] = ['submitter', 'owner', 'rival']

/** An index that takes events one block each, in the order given. */
export function openIndex() {
  const dir = mkdtempSync(join(tmpdir(), 'ainur-projection-'))
  const index = createIndexDb({ dir, migrationsFolder: indexMigrations, log: createLog({ dir: null }) })
  const indexer = createIndexer(index, [...agentsProjections, tasksProjection, settlementProjection])
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

export const registered = (
  did: string,
  owner: string,
  price: string,
): [string, string, Record<string, unknown>] => [
  'agents',
  'AgentRegistered',
  { did, owner, capabilities: ['echo'], price, manifestCid: `manifest-of-${did}`, stake: '1000' },
]
export const created = (task: number, budget = '100'): [string, string, Record<string, unknown>] => [
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
export const bid = (
  task: number,
  agent: string,
  owner: string,
  price: string,
): [string, string, Record<string, unknown>] => [
  'tasks',
  'BidPlaced',
  { task, agent, owner, price, bond: '10' },
]
export const closed = (
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
export const task = (
  name: string,
  data: Record<string, unknown>,
): [string, string, Record<string, unknown>] => ['tasks', name, data]

export function delivered({ happen }: Index): void {
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
export const finalized = (data: Record<string, unknown>) =>
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
export const score = (data: Record<string, unknown>): [string, string, Record<string, unknown>] => [
  'reputation',
  'ScoreChanged',
  { did: ECHO, task: 0, score: '10', completed: 1, failed: 0, disputed: 0, value: '40', ...data },
]
export const kinds = ({ settlement }: Index, filter: object = {}) =>
  settlement
    .movements({ limit: 100, ...filter })
    .items.reverse()
    .map(({ kind, from, to, amount }) => [kind, from, to, amount])
