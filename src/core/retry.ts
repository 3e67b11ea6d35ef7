import pRetry, { type Options } from 'p-retry'

/**
 * Tries until it works or `signal` aborts, waiting twice as long each time. Also after a TypeError, which p-retry takes
 * for a fault of the program: behind ours is often a chain that is not there yet.
 * @throws the last error where `shouldRetry` says no @throws the reason of `signal`
 */
export const retry = <T>(work: () => Promise<T> | T, options: Options): Promise<T> =>
  pRetry(
    async () => {
      try {
        return await work()
      } catch (error) {
        throw error instanceof TypeError ? new Error(error.message, { cause: error }) : error
      }
    },
    { retries: Infinity, ...options },
  )
