import type { z } from 'zod'
import type { StartStep as StartStepSchema, SystemStatus } from '../../contract/system.ts'
import { messageOf, NotReadyError, AinurError } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from './changes.ts'

export type StartStep = z.infer<typeof StartStepSchema>
export type Phase = SystemStatus['phase']

export interface Step {
  readonly name: string
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

  const mark = (name: string, state: StartStep['state'], detail: string | null = null) => {
    steps = steps.map((step) => (step.name === name ? { name, state, detail } : step))
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
      steps = list.map(({ name }) => ({ name, state: 'waiting', detail: null }))
      for (const step of list) {
        signal.throwIfAborted()
        mark(step.name, 'running')
        try {
          await step.run(signal)
          mark(step.name, 'done')
        } catch (error) {
          mark(step.name, 'failed', messageOf(error))
          if (!signal.aborted) log.error(`${step.name} failed: ${messageOf(error)}`)
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
      if (phase === 'stopping')
        throw new NotReadyError({ message: 'Ainur is closing.', remedy: 'Start it again to go on.' })
    },
    requireReady() {
      if (phase === 'ready') return
      const doing = steps.find(({ state }) => state === 'running')
      throw new NotReadyError(doing ? { message: `Ainur is still starting: ${doing.name}.` } : undefined)
    },
  }
}
