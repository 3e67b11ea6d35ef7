import { and, eq } from 'drizzle-orm'
import type { Projection } from '../chain/projection.ts'
import type { IndexTx } from '../db/index-db.ts'
import { agents } from '../db/schema/index/agents.ts'
import { bids, tasks } from '../db/schema/index/tasks.ts'
import type { Change } from '../system/changes.ts'
import { taskEvent, type TaskEvent } from '../work/events.ts'
import { inBlockTime, moveDeadlines } from './clock.ts'
import { whyNoMatch } from './no-match.ts'
import { agentsFor } from './query.ts'
import { addTimeline, closeBid, findTask, putTask } from './stored.ts'
import { step } from './timeline.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { changesOf, newTask } from './transitions.ts'
import { saidOf } from '../words.ts'

/** Tasks, bids and timelines. Comes after the projection of agents and before the one of settlement. */
export const tasksProjection: Projection = {
  name: 'tasks',
  version: 5,
  pallets: ['tasks', 'clock'],
  apply(raw, tx) {
    if (raw.pallet === 'clock') return moveDeadlines(raw, tx)
    const event = taskEvent(raw)
    if (!event) return []
    if (event.name === 'TaskCreated')
      tx.insert(tasks)
        .values(inBlockTime(tx, newTask(event)))
        .run()
    const row = rowOf(tx, event)
    applyToBids(event, tx)
    const changes = {
      ...inBlockTime(tx, changesOf(event, row)),
      ...manifestOf(event, tx),
      updatedAt: raw.time,
    }
    const after = { ...row, ...changes }
    putTask(tx).run(after)
    explainNoMatch(event, row, tx)
    record(event, after, tx)
    return [{ topic: 'tasks', id: String(row.id) } satisfies Change]
  },
}

function rowOf(tx: IndexTx, { raw, data }: TaskEvent): TaskRow {
  const row = findTask(tx).get({ id: data.task })
  if (!row) throw new Error(`event ${raw.id} is about task ${data.task}, which was never created`)
  return row
}

/** Pins the work to what the agent was when it was chosen: a re-run needs that manifest, not a later one. */
function manifestOf(event: TaskEvent, tx: IndexTx): Partial<TaskRow> {
  if (event.name !== 'TaskMatched') return {}
  const agent = tx.select().from(agents).where(eq(agents.did, event.data.agent)).get()
  return { manifestCid: agent?.manifestCid ?? null }
}

/** Said once, at that moment: agents change later. */
function explainNoMatch(event: TaskEvent, row: TaskRow, tx: IndexTx): void {
  if (event.name !== 'TaskUnmatched') return
  const placed = tx.select().from(bids).where(eq(bids.task, row.id)).all()
  const noMatch = whyNoMatch(row, agentsFor(tx, row), placed, event.raw.time)
  tx.update(tasks).set({ noMatch }).where(eq(tasks.id, row.id)).run()
}

function applyToBids(event: TaskEvent, tx: IndexTx): void {
  const all = eq(bids.task, event.data.task)
  switch (event.name) {
    case 'BidPlaced': {
      const { task, agent, owner, price, bond } = event.data
      const placed = event.raw.block * 100_000 + event.raw.index
      const bid = { owner, price, bond, status: 'open' as const, at: event.raw.time, placed }
      // An agent that took its bid back may bid again.
      tx.insert(bids)
        .values({ task, agent, ...bid })
        .onConflictDoUpdate({ target: [bids.task, bids.agent], set: bid })
        .run()
      return
    }
    case 'BidRetracted':
      tx.update(bids)
        .set({ status: event.data.displacedBy === null ? 'retracted' : 'displaced' })
        .where(and(all, eq(bids.agent, event.data.agent)))
        .run()
      return
    case 'BidClosed': {
      const { task, agent, won, reputation, priceScore, reputationScore, score } = event.data
      const status = won ? 'won' : 'lost'
      closeBid(tx).run({ task, agent, status, reputation, priceScore, reputationScore, score })
      return
    }
    case 'TaskCancelled':
      tx.update(bids)
        .set({ status: 'lost' })
        .where(and(all, eq(bids.status, 'open')))
        .run()
  }
}

function record(event: TaskEvent, row: TaskRow, tx: IndexTx): void {
  const sentence = step(event)
  if (sentence === null) return
  const { id, block, index, time } = event.raw
  addTimeline(tx).run({
    id,
    task: row.id,
    block,
    position: index,
    state: row.state,
    said: saidOf(sentence),
    at: time,
  })
}
