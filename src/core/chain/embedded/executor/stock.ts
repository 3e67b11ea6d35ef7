import { defaultLogger, emptyTaskHandler, runTask as runChopsticksTask } from '@acala-network/chopsticks-core'
import type { StateView } from './overlay.ts'
import { fromHex, keyFromHex, keyToHex, toHex } from './scale.ts'
import { RuntimeCallError, type RuntimeTask, type TaskOutcome } from './run-task.ts'

defaultLogger.level = 'silent'

/** The same as `runTask`, executed by chopsticks' interpreter. Its state root is not a real one. */
export async function runStockTask(
  { code, method, args, ...task }: RuntimeTask,
  state: StateView,
): Promise<TaskOutcome> {
  const response = await runChopsticksTask(
    {
      wasm: toHex(code),
      calls: [[method, [toHex(args)]]],
      mockSignatureHost: task.mockSignature === 1,
      allowUnresolvedImports: false,
      runtimeLogLevel: task.logLevel ?? 0,
    },
    {
      ...emptyTaskHandler,
      getStorage: async (key) => {
        const value = state.get(keyFromHex(key))
        return value === null ? undefined : toHex(value)
      },
      getNextKey: async (prefix, key) => {
        const next = state.next(keyFromHex(key))
        return next !== null && next.startsWith(keyFromHex(prefix)) ? keyToHex(next) : undefined
      },
    },
    task.mockSignature === 2,
  )
  if (!('Call' in response)) throw new RuntimeCallError(`${method}: ${response.Error}`)
  const { result, storageDiff, runtimeLogs } = response.Call
  return {
    result: fromHex(result),
    changes: new Map(
      storageDiff.map(([key, value]) => [keyFromHex(key), value == null ? null : fromHex(value)]),
    ),
    logs: runtimeLogs.map((log) => ({ message: log.message })),
  }
}
