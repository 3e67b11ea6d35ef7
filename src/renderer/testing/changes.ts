import { topics, type Change } from '../../contract/system.ts'

/** What a core tells of its changes: to each who listens every topic once, and from then on what changes. */
export const createChanges = () => {
  const listeners = new Set<(change: Change) => void>()
  return {
    changed: (change: Change) => listeners.forEach((listener) => listener(change)),
    async *subscribe(signal?: AbortSignal) {
      const queue: Change[] = topics.map((topic) => ({ topic }))
      let wake = () => {}
      const listener = (change: Change) => (queue.push(change), wake())
      listeners.add(listener)
      signal?.addEventListener('abort', () => wake())
      try {
        while (!signal?.aborted) {
          const next = queue.shift()
          if (next) yield next
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listener)
      }
    },
  }
}
