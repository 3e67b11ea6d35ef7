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
