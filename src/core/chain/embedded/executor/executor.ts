import { createCallMarker, type CallMarker } from '../call-monitor.ts'
import type { ExecutorKind } from '../types.ts'
import { runtimeFor } from './module-cache.ts'
import type { StateView } from './overlay.ts'
import { runTask, type RuntimeTask, type TaskOutcome } from './run-task.ts'

/** Runs runtime calls with one of the two engines. */
export interface RuntimeExecutor {
  call(task: RuntimeTask, state: StateView): Promise<TaskOutcome>
  /** Whether the runtime exports the method. */
  has(code: Uint8Array, method: string): boolean
}

/** @param monitor shared memory in which a supervisor watches for calls that do not end */
export async function createExecutor(
  kind: ExecutorKind,
  monitor?: SharedArrayBuffer,
): Promise<RuntimeExecutor> {
  const marker: CallMarker | undefined = monitor && createCallMarker(monitor)
  // Chopsticks is large: it is loaded where it is asked for.
  const run = kind === 'v8' ? runTask : (await import('./stock.ts')).runStockTask
  return {
    async call(task, state) {
      marker?.begin(task.method)
      try {
        return await run(task, state)
      } finally {
        marker?.end()
      }
    },
    has: (code, method) => runtimeFor(code).has(method),
  }
}
