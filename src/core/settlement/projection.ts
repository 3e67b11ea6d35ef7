import { and, eq, notInArray } from 'drizzle-orm'
import { minus, sum } from '../amounts.ts'
import type { ChainEvent } from '../chain/events.ts'
import type { Projection } from '../chain/projection.ts'
import type { IndexTx } from '../db/index-db.ts'
import { given, givenRow, prepared } from '../db/prepared.ts'
import { movements, settlementTotals } from '../db/schema/index/settlement.ts'
import { bids } from '../db/schema/index/tasks.ts'
import type { Change } from '../system/changes.ts'
import { taskEvent, type TaskEvent } from '../work/events.ts'
import { findTask } from '../tasks/stored.ts'
import type { Move } from '../../contract/money.ts'
import { accountMovesOf, type AccountMove } from './account-moves.ts'
import { movesOf, type BidMoney } from './moves.ts'

/** Row of the totals over the whole chain. */
export const EVERYONE = ''
/** Movements of one event are fewer than this but for a cancelled task, which has at most 64 bids. */
const MOVES_PER_EVENT = 100
const EVENTS_PER_BLOCK = 100_000

/** Movements, and totals of those of tasks. Comes after the projections of agents and tasks: it reads their rows. */
export const settlementProjection: Projection = {
  name: 'settlement',
  version: 3,
  pallets: ['tasks', 'agents', 'balances', 'transactionPayment'],
  apply(raw, tx) {
    const event = taskEvent(raw)
    if (!event) {
      accountMovesOf(raw, tx).forEach((move, n) => insert(tx, raw, null, move, n))
      return []
    }
    const task = findTask(tx).get({ id: event.data.task })
    if (!task) throw new Error(`event ${raw.id} is about task ${event.data.task}, which was never created`)
    const moves = movesOf(event, task, bidsOf(event, tx))
    moves.forEach((move, n) => insert(tx, raw, task.id, move, n))
    const totals = openTotals(tx)
    moves.forEach((move) => count(totals, move, task.submitter))
    if (event.name === 'TaskCreated') {
      for (const address of [EVERYONE, task.submitter])
        totals.change(address, (row) => ({ tasks: row.tasks + 1 }))
    }
    totals.store()
    return moves.length ? changesOf(moves, task.id) : []
  },
}

function bidsOf(event: TaskEvent, tx: IndexTx): BidMoney[] {
  if (event.name === 'BidRetracted' || event.name === 'BidClosed') {
    const { task, agent } = event.data
    return tx
      .select()
      .from(bids)
      .where(and(eq(bids.task, task), eq(bids.agent, agent)))
      .all()
  }
  if (event.name === 'TaskCancelled') {
    const gone = notInArray(bids.status, ['retracted', 'displaced'])
    const standing = and(eq(bids.task, event.data.task), gone)
    return tx.select().from(bids).where(standing).orderBy(bids.placed).all()
  }
  return []
}

const addMovement = prepared((tx) => tx.insert(movements).values(givenRow(movements)).prepare())

function insert(tx: IndexTx, event: ChainEvent, task: number | null, move: AccountMove, n: number): void {
  addMovement(tx).run({
    ...move,
    id: `${event.id}-${n}`,
    event: event.id,
    task,
    block: event.block,
    position: (event.block * EVENTS_PER_BLOCK + event.index) * MOVES_PER_EVENT + n,
    at: event.time,
  })
}

type Totals = typeof settlementTotals.$inferSelect
const EMPTY: Omit<Totals, 'address'> = {
  inEscrow: '0',
  paidOut: '0',
  refunded: '0',
  fees: '0',
  slashed: '0',
  tasks: 0,
}

const findTotals = prepared((tx) =>
  tx
    .select()
    .from(settlementTotals)
    .where(eq(settlementTotals.address, given('address')))
    .prepare(),
)
const putTotals = prepared((tx) => {
  const row = givenRow(settlementTotals)
  return tx
    .insert(settlementTotals)
    .values(row)
    .onConflictDoUpdate({ target: settlementTotals.address, set: row })
    .prepare()
})

/** Totals that an event changes: each row is read and written once. */
function openTotals(tx: IndexTx) {
  const rows = new Map<string, Totals>()
  return {
    change(address: string, how: (row: Totals) => Partial<Totals>) {
      const row = rows.get(address) ?? findTotals(tx).get({ address }) ?? { address, ...EMPTY }
      rows.set(address, { ...row, ...how(row) })
    },
    store() {
      for (const row of rows.values()) putTotals(tx).run(row)
    },
  }
}
type OpenTotals = Pick<ReturnType<typeof openTotals>, 'change'>

/** Adds a movement to the totals of everyone and of the accounts that it touches, each once. */
function count({ change }: OpenTotals, { kind, from, to, amount }: Move, submitter: string): void {
  const touched = new Set([EVERYONE, from, to].filter((address) => address !== null))
  const all = (how: (row: Totals) => Partial<Totals>) => touched.forEach((address) => change(address, how))
  const escrow = (how: (inEscrow: string) => string) => {
    for (const address of [EVERYONE, submitter]) {
      change(address, (row) => ({ inEscrow: how(row.inEscrow) }))
    }
  }
  const leaves = (inEscrow: string) => minus(inEscrow, amount)
  switch (kind) {
    case 'escrow-held':
      return escrow((inEscrow) => sum(inEscrow, amount))
    case 'escrow-excess':
    case 'escrow-refund':
      escrow(leaves)
      return all((row) => ({ refunded: sum(row.refunded, amount) }))
    case 'payout':
      escrow(leaves)
      return all((row) => ({ paidOut: sum(row.paidOut, amount) }))
    case 'protocol-fee':
      escrow(leaves)
      return all((row) => ({ fees: sum(row.fees, amount) }))
    case 'bond-slashed':
      return all((row) => ({ slashed: sum(row.slashed, amount) }))
    default:
      return
  }
}

function changesOf(moves: readonly Move[], task: number): Change[] {
  const touched = new Set(moves.flatMap(({ from, to }) => [from, to]).filter((address) => address !== null))
  return [
    { topic: 'settlement', id: String(task) },
    ...[...touched].map((id): Change => ({ topic: 'balances', id })),
  ]
}
