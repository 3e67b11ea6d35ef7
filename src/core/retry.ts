import pRetry, { type Options } from 'p-retry'
import { messageOf } from './errors.ts'

/**
 * Tries until it works or `signal` aborts, waiting twice as long each time. Also after a TypeError and after what
 * is no error at all, which p-retry takes for faults of the program: behind ours is often a chain that is not there yet.
 * @throws the last error where `shouldRetry` says no @throws the reason of `signal`
 */
export const retry = <T>(work: () => Promise<T> | T, options: Options): Promise<T> =>
  pRetry(
    async () => {
      try {
        return await work()
      } catch (error) {
        if (error instanceof Error && !(error instanceof TypeError)) throw error
        throw new Error(messageOf(error), { cause: error })
      }
    },
    { retries: Infinity, ...options },
  )
