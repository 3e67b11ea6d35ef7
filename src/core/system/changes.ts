import { topics, type Change } from '../../contract/system.ts'

export type { Change }

export interface Changes {
  publish(change: Change): void
  /** Begins with one change for each topic; ends when `signal` aborts. A slow reader gets each change once, merged. */
  subscribe(signal?: AbortSignal): AsyncGenerator<Change, void, void>
  /** Calls back for every change inside the core. Returns the function that ends it. */
  listen(callback: (change: Change) => void): () => void
}

/** A reader that lags behind by more than this hears of topics instead of single ids. */
const MOST_WAITING = 1_000

const keyOf = ({ topic, id }: Change) => (id === undefined ? topic : `${topic}\n${id}`)

/**
 * The one place where changes of state are told. Waiting changes are merged by topic and id, so queues stay small.
 * `onError`: a listener threw; the others hear of the change all the same, and whoever published it goes on.
 */
export function createChanges(onError: (error: unknown) => void = () => {}): Changes {
  const listeners = new Set<(change: Change) => void>()

  const listen: Changes['listen'] = (callback) => {
    listeners.add(callback)
    return () => void listeners.delete(callback)
  }

  async function* subscribe(signal?: AbortSignal): AsyncGenerator<Change, void, void> {
    const waiting = new Map<string, Change>(topics.map((topic) => [topic, { topic }]))
    let wake = () => {}
    const end = listen((change) => {
      waiting.set(keyOf(change), change)
      if (waiting.size > MOST_WAITING) {
        const some = new Set([...waiting.values()].map(({ topic }) => topic))
        waiting.clear()
        for (const topic of some) waiting.set(topic, { topic })
      }
      wake()
    })
    const onAbort = () => wake()
    signal?.addEventListener('abort', onAbort)
    try {
      while (!signal?.aborted) {
        if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve))
        const batch = [...waiting.values()]
        waiting.clear()
        for (const change of batch) {
          if (signal?.aborted) return
          yield change
        }
      }
    } finally {
      end()
      signal?.removeEventListener('abort', onAbort)
    }
  }

  return {
    publish(change) {
      for (const listener of [...listeners]) {
        try {
          listener(change)
        } catch (error) {
          onError(error)
        }
      }
    },
    subscribe,
    listen,
  }
}
