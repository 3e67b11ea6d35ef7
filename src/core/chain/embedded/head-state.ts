import type { Changes, StateView } from './executor/overlay.ts'
import { trieRoot, type TrieEntry } from './executor/trie.ts'

/** Index of the first element greater than `key`. */
function upperBound(sorted: readonly string[], key: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= key) low = middle + 1
    else high = middle
  }
  return low
}

/** The whole state of the last block in memory, so that runtime calls read without waiting. */
export class HeadState implements StateView {
  readonly #values: Map<string, Uint8Array>
  readonly #keys: string[]

  constructor(entries: Iterable<TrieEntry> = []) {
    this.#values = new Map(entries)
    this.#keys = [...this.#values.keys()].sort()
  }

  get size(): number {
    return this.#keys.length
  }

  get(key: string): Uint8Array | null {
    return this.#values.get(key) ?? null
  }

  next(key: string): string | null {
    return this.#keys[upperBound(this.#keys, key)] ?? null
  }

  apply(changes: Changes): void {
    for (const [key, value] of changes) {
      if (value === null) {
        if (this.#values.delete(key)) this.#keys.splice(upperBound(this.#keys, key) - 1, 1)
      } else {
        if (!this.#values.has(key)) this.#keys.splice(upperBound(this.#keys, key), 0, key)
        this.#values.set(key, value)
      }
    }
  }

  entries(): TrieEntry[] {
    return this.#keys.map((key) => [key, this.#values.get(key)!])
  }

  root(version: number): Uint8Array {
    return trieRoot(this.entries(), version)
  }
}
