import type { Reason } from '../../../contract/common.ts'
import { messageOf, NotFoundError } from '../../errors.ts'
import { retry } from '../../retry.ts'
import { endingText, inWordsOf } from '../../work/ending.ts'
import { whyOf } from '../../storage-errors.ts'
import type { AgentChain, Worker, WorkResult } from './agent-chain.ts'
import { type Executed, type Job } from './execute.ts'
import { reason } from '../../words.ts'

export type WorkState = 'starting' | 'running' | 'submitting'

export interface WorkDeps {
  chain: AgentChain
  execute: (job: Job, signal: AbortSignal) => Promise<Executed>
  publish: (result: WorkResult, hotKey: string, signal: AbortSignal) => Promise<void>
  worker: Worker
  onState: (state: WorkState) => void
  onError: (error: Reason) => void
  /** Ms before an attempt is repeated. */
  pauseMs?: number
}

/**
 * Brings a task that the agent won to its end, from whatever state the chain says it is in: so a restart in the
 * middle, a lost connection and a call that failed are all the same. Resolves when there is nothing left to do.
 */
export async function work(job: Job, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  const { chain, worker, onState, pauseMs = 1_000 } = deps
  const id = job.task.id
  let result: WorkResult | null = null

  const step = async (deadline: number, state: string): Promise<void> => {
    if (state === 'matched') {
      onState('starting')
      return chain.start(worker, id, signal)
    }
    if (!result) {
      onState('running')
      const executed = await execute(deadline)
      if ('failure' in executed) {
        // The machine's fault, and there is time: it is tried again after a pause.
        if (executed.again && deadline - chain.now() > GIVE_UP_BEFORE_MS) throw new Error(executed.failure)
        deps.onError(reason('run-failed', { why: inWordsOf(executed.failure), task: id }))
        return chain.fail(worker, id, executed.failure, signal)
      }
      result = executed.result
    }
    onState('submitting')
    const unread = await publish(deadline, result)
    if (unread !== null) return chain.fail(worker, id, unread, signal)
    return chain.submitResult(worker, id, result, signal)
  }

  /** What cannot be fetched or prepared now may be there in a moment, as long as there is time. */
  async function execute(deadline: number): Promise<Executed> {
    try {
      return await deps.execute(job, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (deadline - chain.now() > GIVE_UP_BEFORE_MS) throw error
      return { failure: endingText('cannot-begin', messageOf(error)), again: false }
    }
  }

  /** A result that nobody can read is worth nothing: tried as long as there is time, then gives what to say. */
  async function publish(deadline: number, made: WorkResult): Promise<string | null> {
    try {
      await deps.publish(made, worker.hotKey, signal)
      return null
    } catch (error) {
      signal.throwIfAborted()
      // What was made is not on this machine any more: running again makes it again.
      if (error instanceof NotFoundError) result = null
      if (deadline - chain.now() > GIVE_UP_BEFORE_MS) throw error
      return endingText('cannot-deliver', messageOf(error))
    }
  }

  /** The next step. Gives whether there was one. */
  const advance = async (): Promise<boolean> => {
    const task = await chain.task(id)
    if (!task || task.agent !== worker.did) return false
    if (task.state !== 'matched' && task.state !== 'running') return false
    // The deadline passed: the next block ends the task.
    if (task.deadline < chain.now()) return false
    await step(task.deadline, task.state)
    return true
  }

  const patience = { minTimeout: pauseMs, maxTimeout: LONGEST_PAUSE_MS, signal }
  const onFailedAttempt = ({ error }: { error: Error }) =>
    deps.onError(reason('step-failed', { why: whyOf(error), task: id }))
  try {
    while (await retry(advance, { ...patience, onFailedAttempt }));
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Where the content never came or never went, the submitter gets the money back a little before the deadline. */
const GIVE_UP_BEFORE_MS = 10_000
const LONGEST_PAUSE_MS = 15_000
