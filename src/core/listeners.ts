/** Functions that are called when something happens. */
export interface Listeners<T extends unknown[]> {
  /** Returns the function that removes it again. */
  add(callback: (...values: T) => void): () => void
  tell(...values: T): void
}

export function createListeners<T extends unknown[]>(): Listeners<T> {
  const callbacks = new Set<(...values: T) => void>()
  return {
    add(callback) {
      callbacks.add(callback)
      return () => void callbacks.delete(callback)
    },
    tell(...values) {
      for (const callback of [...callbacks]) callback(...values)
    },
  }
}

/**
 * The first answer that `look` has: at once, or when something is told. Looks at what was told, if anything.
 * Rejects with the reason of `signal`.
 */
export async function when<T, Told>(
  look: (told?: Told) => T | null | undefined | false,
  { add }: { add(callback: (told?: Told) => void): () => void },
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted()
  const seen = Promise.withResolvers<T>()
  const check = (told?: Told) => {
    const answer = look(told)
    if (answer) seen.resolve(answer)
  }
  const onAbort = () => seen.reject(signal?.reason)
  const end = add(check)
  signal?.addEventListener('abort', onAbort)
  try {
    check()
    return await seen.promise
  } finally {
    end()
    signal?.removeEventListener('abort', onAbort)
  }
}
