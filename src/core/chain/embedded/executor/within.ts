import { isNativeError } from 'node:util/types'
import { createContext, Script } from 'node:vm'

const context = createContext({ work: null as (() => unknown) | null })
const script = new Script('work()')

export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError'
  constructor(ms: number, options?: ErrorOptions) {
    super(`it took more than ${ms / 1_000} s`, options)
  }
}

/**
 * Runs `work`, which does not wait, and ends it after `ms`, wherever it is: also in WebAssembly that loops. Nothing
 * within it learns of that, no `finally` either. @throws {OutOfTimeError} when it was ended
 */
export function within<T>(ms: number | undefined, work: () => T): T {
  if (ms === undefined) return work()
  const outer = context.work
  context.work = work
  try {
    return script.runInContext(context, { timeout: ms }) as T
  } catch (error) {
    if (isNativeError(error) && (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new OutOfTimeError(ms, { cause: error })
    throw error
  } finally {
    context.work = outer
  }
}
