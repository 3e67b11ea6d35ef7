/** Those who wait for something to happen to a thing, by its id. */
export function createWaiters() {
  const waiting = new Map<string, Set<() => void>>()
  return {
    wake(id: string): void {
      for (const wake of waiting.get(id) ?? []) wake()
    },
    /** Resolves at the next `wake` of the id. Rejects with the signal's reason. */
    wait: (id: string, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        const listeners = waiting.get(id) ?? new Set()
        waiting.set(id, listeners)
        const end = () => {
          listeners.delete(wake)
          if (listeners.size === 0) waiting.delete(id)
          signal?.removeEventListener('abort', onAbort)
        }
        const wake = () => {
          end()
          resolve()
        }
        const onAbort = () => {
          end()
          reject(signal?.reason as Error)
        }
        listeners.add(wake)
        signal?.addEventListener('abort', onAbort)
      }),
  }
}
