import { and, eq, inArray } from 'drizzle-orm'
import type { Reason } from '../../../contract/common.ts'
import type { IndexTx } from '../../db/index-db.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import { agentName } from '../name.ts'
import type { Decision, HostedStore } from './store.ts'
import { reason } from '../../words.ts'

type TaskRow = typeof tasks.$inferSelect
type BidRow = typeof bids.$inferSelect

/**
 * Writes down how bids and matched tasks ended, from the index. `settled` remembers the tasks that have nothing more
 * to tell, so that they are looked at once.
 */
export function noteOutcomes(index: IndexTx, store: HostedStore, did: string, settled: Set<number>): void {
  const own = index
    .select()
    .from(bids)
    .where(and(eq(bids.agent, did), inArray(bids.status, ['won', 'lost', 'displaced'])))
    .all()
  for (const bid of own) {
    if (settled.has(bid.task)) continue
    const task = index.select().from(tasks).where(eq(tasks.id, bid.task)).get()
    if (!task) continue
    const note = (decision: Decision['decision'], reasons: Reason[]) =>
      store.decide({ did, task: task.id, title: task.title, decision, price: bid.price, reasons })
    const before = store.decisionsOf({ did, task: task.id, limit: 20 }).map(({ decision }) => decision)
    if (bid.status !== 'won') {
      if (!before.includes('lost')) note('lost', [whyLost(index, task, bid)])
      settled.add(task.id)
      continue
    }
    if (!before.includes('won')) note('won', [])
    if (task.open) continue
    const failure = whyFailed(task)
    if (failure && !before.includes('failed')) note('failed', [failure])
    settled.add(task.id)
  }
}

function whyLost(index: IndexTx, task: TaskRow, bid: BidRow): Reason {
  if (bid.status === 'displaced') return reason('displaced')
  if (task.state === 'cancelled') return reason('task-withdrawn')
  const won = and(eq(bids.task, task.id), eq(bids.status, 'won'))
  const winner = index.select().from(bids).where(won).get()
  if (!winner) return reason('not-suited')
  return reason('outbid', {
    agent: agentName(winner.agent),
    reputation: winner.reputation ?? 0,
    score: String(bid.score ?? 0),
    winningScore: String(winner.score ?? 0),
    price: bid.price,
    winningPrice: winner.price,
  })
}

function whyFailed(task: TaskRow): Reason | null {
  if (task.state === 'finalized') {
    if (task.outcome === 'paid') return null
    return reason('dispute-lost')
  }
  if (task.cause === 'reported')
    return task.failure === null ? reason('gave-up') : reason('gave-up/why', { why: task.failure })
  if (task.cause === 'not-started') return reason('not-started')
  return reason('no-result')
}
