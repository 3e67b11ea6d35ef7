import type { z } from 'zod'
import type { StartStep as StartStepSchema, SystemStatus } from '../../contract/system.ts'
import { messageOf, NotReadyError, AinurError, SaidError } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from './changes.ts'
import { say, saidOf, type Sentence } from '../words.ts'

export type StartStep = z.infer<typeof StartStepSchema>
export type Phase = SystemStatus['phase']

export interface Step {
  readonly said: Sentence
  /** A step that fails but does not stop the start: the rest can do without it. */
  readonly optional?: boolean
  run(signal: AbortSignal): Promise<void> | void
}

/** What the core is doing while it starts, for `system.status`. */
export interface Progress {
  phase(): Phase
  setPhase(phase: Phase): void
  steps(): StartStep[]
  /** Runs the steps in order. Rejects with the first failure that is not optional. */
  run(steps: readonly Step[], signal: AbortSignal): Promise<void>
  /** What stopped the start, or null. */
  failure(): unknown
  /** @throws {NotReadyError} before the core is ready, with what it is doing */
  requireReady(): void
  /** @throws what stopped the start @throws {NotReadyError} when the core is stopping */
  requireAlive(): void
}

export function createProgress(changes: Changes, log: Log): Progress {
  let phase: Phase = 'starting'
  let steps: StartStep[] = []
  let failure: unknown = null
  const tell = () => changes.publish({ topic: 'system' })

  const mark = ({ said: { code } }: Step, state: StartStep['state'], error?: unknown) => {
    const detail = error === undefined ? null : messageOf(error)
    const why = error instanceof SaidError ? error.said : null
    steps = steps.map((step) => (step.said.code === code ? { ...step, state, detail, why } : step))
    tell()
  }

  return {
    phase: () => phase,
    setPhase(next) {
      phase = next
      tell()
    },
    steps: () => steps,
    async run(list, signal) {
      steps = list.map(({ said }) => ({
        name: said.message,
        said: saidOf(said),
        state: 'waiting',
        detail: null,
        why: null,
      }))
      for (const step of list) {
        signal.throwIfAborted()
        mark(step, 'running')
        try {
          await step.run(signal)
          mark(step, 'done')
        } catch (error) {
          mark(step, 'failed', error)
          if (!signal.aborted) log.error(`${step.said.message} failed: ${messageOf(error)}`)
          if (step.optional) continue
          failure = error
          phase = 'failed'
          tell()
          throw error
        }
      }
    },
    failure: () => failure,
    requireAlive() {
      if (phase === 'failed' && failure instanceof AinurError) throw failure
      if (phase === 'stopping') throw new NotReadyError(say('ainur.closing'))
    },
    requireReady() {
      if (phase === 'ready') return
      const doing = steps.find(({ state }) => state === 'running')
      throw new NotReadyError(doing && say('system.still-starting', { step: doing.said }))
    },
  }
}
