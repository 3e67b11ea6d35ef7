/** Read access to a state. Keys are latin1 strings (byte order = string order). */
export interface StateView {
  get(key: string): Uint8Array | null
  /** The smallest key greater than `key`, or null. */
  next(key: string): string | null
}

/** What a call changed; null = removed. */
export type Changes = ReadonlyMap<string, Uint8Array | null>

/** Writes over a state that is left alone, with the runtime's nested storage transactions. */
export class Overlay implements StateView {
  readonly #back: StateView
  readonly #layers: Map<string, Uint8Array | null>[] = [new Map()]

  constructor(back: StateView) {
    this.#back = back
  }

  #written(key: string): Uint8Array | null | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const value = this.#layers[i]!.get(key)
      if (value !== undefined) return value
    }
    return undefined
  }

  get(key: string): Uint8Array | null {
    const value = this.#written(key)
    return value === undefined ? this.#back.get(key) : value
  }

  set(key: string, value: Uint8Array | null): void {
    this.#layers.at(-1)!.set(key, value)
  }

  next(key: string): string | null {
    let best: string | null = null
    for (const layer of this.#layers)
      for (const candidate of layer.keys())
        if (candidate > key && (best === null || candidate < best) && this.#written(candidate) !== null) best = candidate
    let behind = this.#back.next(key)
    while (behind !== null && this.#written(behind) === null) behind = this.#back.next(behind)
    return behind === null || (best !== null && best < behind) ? best : behind
  }

  /**
   * Removes the keys that start with `prefix`. As in Substrate, pending writes all go and the
   * limit counts only keys of the state behind. Returns how many of those went and whether that was all.
   */
  clearPrefix(prefix: string, limit: number): { all: boolean; removed: number } {
    for (const layer of [...this.#layers])
      for (const key of layer.keys()) if (key.startsWith(prefix)) this.set(key, null)
    let removed = 0
    let key = this.#back.get(prefix) === null ? this.#back.next(prefix) : prefix
    for (; key !== null && key.startsWith(prefix); key = this.#back.next(key)) {
      if (removed === limit) return { all: false, removed }
      this.set(key, null)
      removed++
    }
    return { all: true, removed }
  }

  begin(): void {
    this.#layers.push(new Map())
  }

  commit(): void {
    const top = this.#pop()
    const below = this.#layers.at(-1)!
    for (const [key, value] of top) below.set(key, value)
  }

  rollback(): void {
    this.#pop()
  }

  #pop(): Map<string, Uint8Array | null> {
    if (this.#layers.length === 1) throw new Error('no storage transaction is open')
    return this.#layers.pop()!
  }

  /** Everything written outside of unfinished transactions. */
  changes(): Changes {
    return this.#layers[0]!
  }
}

/** A state without entries. */
export const emptyState: StateView = { get: () => null, next: () => null }
