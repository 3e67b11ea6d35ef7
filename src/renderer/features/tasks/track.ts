import type { TaskDetail, TaskState, TimelineEntry } from '../../../contract/tasks.ts'

/** A stop on the task's track: passed, present or ahead, or an end at which the money came back. */
export interface Stop {
  state: TaskState
  status: 'done' | 'current' | 'ahead' | 'refunded'
  entry: TimelineEntry | null
}

const happyPath: readonly TaskState[] = ['created', 'bidding', 'matched', 'running', 'verifying', 'finalized']
const refunds: readonly TaskState[] = ['cancelled', 'no-bids', 'timed-out']

/**
 * The stops of a task: what happened, in order, then what is still ahead on the good path.
 * A path on which the money came back ends where it did; nothing is shown ahead of a terminal state.
 */
export function stopsOf(task: Pick<TaskDetail, 'state' | 'timeline' | 'outcome'>): Stop[] {
  const seen = lastPerState(task.timeline)
  const passed: Stop[] = seen.map((entry) => ({ state: entry.state, status: 'done', entry }))
  const last = passed.at(-1)
  if (last) {
    if (refunds.includes(last.state) || (last.state === 'finalized' && task.outcome === 'refunded'))
      last.status = 'refunded'
    else if (last.state !== 'finalized') last.status = 'current'
  }
  if (passed.some(({ state }) => state === 'finalized' || refunds.includes(state))) return passed
  const from = happyPath.indexOf(task.state === 'disputed' ? 'verifying' : task.state)
  const ahead = happyPath.slice(from + 1).map((state): Stop => ({ state, status: 'ahead', entry: null }))
  return [...passed, ...ahead]
}

function lastPerState(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  const byState = new Map<TaskState, TimelineEntry>()
  for (const entry of timeline) if (!byState.has(entry.state)) byState.set(entry.state, entry)
  return [...byState.values()]
}
