import { eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ChainEvent } from '../chain/events.ts'
import type { IndexTx } from '../db/index-db.ts'
import { prepared } from '../db/prepared.ts'
import { chainClock } from '../db/schema/index/clock.ts'
import { tasks, type TaskRow } from '../db/schema/index/tasks.ts'
import type { Change } from '../system/changes.ts'
import { say, saidOf } from '../words.ts'
import { addTimeline } from './stored.ts'

// Deadlines on the chain follow a clock that stands still while no blocks are made. The index has them in the time of
// blocks, which everything else goes by: each stall moves those that are still to come.

const ROW = 1
/** A shorter stall is moved without a word, ms. */
const TOLD_FROM_MS = 60_000

const stoodStill = z.object({ ms: z.number().int().positive(), stalled: z.number().int().positive() })

const readClock = prepared((tx) => tx.select().from(chainClock).where(eq(chainClock.id, ROW)).prepare())

const MOMENTS = ['deadline', 'biddingOpens', 'biddingEnds'] as const

/** Moments of the chain's clock, as events have them, in the time of blocks. */
export function inBlockTime<Row extends Partial<Pick<TaskRow, (typeof MOMENTS)[number]>>>(
  tx: IndexTx,
  row: Row,
): Row {
  const stalled = readClock(tx).get()?.stalled ?? 0
  if (stalled === 0) return row
  const moved = MOMENTS.flatMap((name) => (row[name] == null ? [] : [[name, row[name] + stalled] as const]))
  return { ...row, ...Object.fromEntries(moved) }
}

/** The chain stood still: what is still to come comes later by that. */
export function moveDeadlines(event: ChainEvent, tx: IndexTx): Change[] {
  if (event.name !== 'ClockStoodStill') return []
  const { ms, stalled } = stoodStill.parse(event.data)
  tx.insert(chainClock)
    .values({ id: ROW, stalled })
    .onConflictDoUpdate({ target: chainClock.id, set: { stalled } })
    .run()
  tx.update(tasks)
    .set({ deadline: sql`${tasks.deadline} + ${ms}` })
    .where(eq(tasks.open, true))
    .run()
  tx.update(tasks)
    .set({ biddingOpens: sql`${tasks.biddingOpens} + ${ms}` })
    .where(eq(tasks.state, 'created'))
    .run()
  tx.update(tasks)
    .set({ biddingEnds: sql`${tasks.biddingEnds} + ${ms}` })
    .where(inArray(tasks.state, ['created', 'bidding']))
    .run()
  if (ms >= TOLD_FROM_MS) tell(event, ms, tx)
  return [{ topic: 'tasks' }]
}

function tell({ id, block, index, time }: ChainEvent, ms: number, tx: IndexTx): void {
  const said = saidOf(say('tasks.stood-still', { ms }))
  const open = tx.select({ id: tasks.id, state: tasks.state }).from(tasks).where(eq(tasks.open, true)).all()
  for (const task of open)
    addTimeline(tx).run({
      id: `${id}-${task.id}`,
      task: task.id,
      block,
      position: index,
      state: task.state,
      said,
      at: time,
    })
}
