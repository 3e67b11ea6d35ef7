import { and, eq, inArray } from 'drizzle-orm'
import type { Reason } from '../../../contract/common.ts'
import { tasks } from '../../db/schema/index/tasks.ts'
import { whyOf } from '../../storage-errors.ts'
import { reason } from '../../words.ts'
import type { BiddingDeps } from './bidding.ts'
import type { Job } from './execute.ts'
import type { HostedRow } from './store.ts'
import { work, type WorkDeps, type WorkState } from './work.ts'

type TaskRow = typeof tasks.$inferSelect

export interface WonDeps
  extends
    Pick<BiddingDeps, 'did' | 'store' | 'indexDb' | 'chain' | 'onChange'>,
    Pick<WorkDeps, 'execute' | 'publish'> {
  network: string
}

/** What an agent won: each task is worked on once, to its end. */
export interface Won {
  /** Begins what was won and is not under way. */
  takeUp(hosted: HostedRow): void
  /** Tasks under way, those that run first. */
  underWay(): { task: number; state: WorkState }[]
  lastError(): Reason | null
  /** Resolves when nothing is under way; after the signal was aborted. */
  settled(): Promise<unknown>
}

export function createWon(deps: WonDeps, signal: AbortSignal): Won {
  const { did, store, indexDb, chain, execute, publish, network, onChange } = deps
  const working = new Map<number, { state: WorkState; done: Promise<void> }>()
  let lastError: Reason | null = null

  function begin({ owner, hotKey }: HostedRow, task: TaskRow): void {
    if (task.manifestCid === null) return
    const { id, capability, inputCid, manifestCid } = task
    const job: Job = { did, hotKey, network, task: { id, capability, inputCid, manifestCid } }
    const entry = { state: 'starting' as WorkState, done: Promise.resolve() }
    working.set(id, entry)
    const worker = { did, owner, hotKey }
    const onState = (state: WorkState) => {
      entry.state = state
      onChange()
    }
    const onError = (error: Reason) => {
      lastError = error
      store.log(did, 'error', `task ${id}`, error.message)
    }
    entry.done = work(job, { chain, execute, publish, worker, onState, onError }, signal)
      .catch((error: unknown) => onError(reason('step-failed', { why: whyOf(error), task: id })))
      .finally(() => {
        working.delete(id)
        onChange()
      })
    onChange()
  }

  return {
    takeUp(hosted) {
      const won = and(eq(tasks.agent, did), inArray(tasks.state, ['matched', 'running']))
      for (const task of indexDb.db.select().from(tasks).where(won).all())
        if (!working.has(task.id)) begin(hosted, task)
    },
    underWay: () =>
      [...working]
        .map(([task, { state }]) => ({ task, state }))
        .sort((a, b) => Number(b.state === 'running') - Number(a.state === 'running')),
    lastError: () => lastError,
    settled: () => Promise.allSettled([...working.values()].map(({ done }) => done)),
  }
}
