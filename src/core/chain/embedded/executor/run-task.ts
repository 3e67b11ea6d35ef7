import type { MockSignature, RuntimeLog } from './host/context.ts'
import { runtimeFor } from './module-cache.ts'
import { within } from './within.ts'
import { Overlay, type Changes, type StateView } from './overlay.ts'

export interface RuntimeTask {
  readonly code: Uint8Array
  readonly method: string
  /** SCALE-encoded arguments, one after the other. */
  readonly args: Uint8Array
  readonly logLevel?: number
  readonly mockSignature?: MockSignature
  /** Ends the call after so long, ms; only on V8. Default: never */
  readonly withinMs?: number | undefined
  /** The state root over the task's state and its changes; zero when absent. */
  readonly stateRoot?: (changes: Changes, version: number) => Uint8Array
}

export interface TaskOutcome {
  readonly result: Uint8Array
  readonly changes: Changes
  readonly logs: readonly RuntimeLog[]
}

/** The runtime trapped, or refused. The message carries what the runtime logged. */
export class RuntimeCallError extends Error {
  override readonly name = 'RuntimeCallError'
}

/** Runs one runtime call on V8 over a state, which it leaves alone. */
export function runTask({ code, method, args, ...task }: RuntimeTask, back: StateView): TaskOutcome {
  const state = new Overlay(back)
  const logs: RuntimeLog[] = []
  const vm = runtimeFor(code)
  try {
    const result = within(task.withinMs, () =>
      vm.call(method, args, {
        state,
        logs,
        logLevel: task.logLevel ?? 0,
        mockSignature: task.mockSignature ?? 0,
        stateRoot: (version) => task.stateRoot?.(state.changes(), version) ?? new Uint8Array(32),
      }),
    )
    return { result, changes: state.changes(), logs }
  } catch (cause) {
    const words = [
      cause instanceof Error ? cause.message : String(cause),
      ...logs.map(({ message }) => message),
    ]
    throw new RuntimeCallError(`${method}: ${words.join('; ')}`, { cause })
  }
}
