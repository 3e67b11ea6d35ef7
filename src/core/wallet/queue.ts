import PQueue from 'p-queue'
import { TooSoonError } from '../errors.ts'
import { say } from '../words.ts'

/** When this many wait already, the next is refused: at half a second each, it would wait too long. */
const MOST_WAITING = 16

/**
 * Work that derives a key from a passphrase, one at a time: each takes a core, 128 MB and one of the four threads that
 * also read files for everything else.
 */
export type PassphraseQueue = <T>(work: () => Promise<T>, signal: AbortSignal | undefined) => Promise<T>

export function createPassphraseQueue(): PassphraseQueue {
  const queue = new PQueue({ concurrency: 1 })

  return async <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    signal?.throwIfAborted()
    if (queue.size >= MOST_WAITING) throw new TooSoonError(say('wallet.busy'))
    const waiting = new AbortController()
    let begun = false
    const turn = queue.add(
      () => {
        begun = true
        return work()
      },
      { signal: waiting.signal },
    )
    if (!signal) return turn
    const left = Promise.withResolvers<never>()
    const leave = () => {
      // What runs already cannot be stopped: it keeps its turn, so that there is never a second one beside it.
      if (!begun) waiting.abort(signal.reason)
      left.reject(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    return Promise.race([turn, left.promise]).finally(() => signal.removeEventListener('abort', leave))
  }
}
