import { compact, readCompact } from './scale.ts'

/** Read access to a state. Keys are latin1 strings (byte order = string order). */
export interface StateView {
  get(key: string): Uint8Array | null
  /** The smallest key greater than `key`, or null. */
  next(key: string): string | null
}

/** What a call changed; null = removed. */
export type Changes = ReadonlyMap<string, Uint8Array | null>

/**
 * A SCALE vector that grew by an item. Whole it is made only when somebody reads it: a block appends thousands of
 * events, and copying the vector for each takes the square of their number.
 */
class Grown {
  readonly count: number
  readonly size: number
  readonly #before: Grown | Uint8Array
  readonly #item: Uint8Array
  #whole: Uint8Array | null = null

  constructor(before: Value | null, item: Uint8Array) {
    const { count, items } = itemsOf(before)
    this.count = count + 1
    this.#before = items
    this.#item = item
    this.size = (items instanceof Grown ? items.size : items.length) + item.length
  }

  get bytes(): Uint8Array {
    if (this.#whole) return this.#whole
    const length = compact(this.count)
    const whole = new Uint8Array(length.length + this.size)
    whole.set(length)
    let at = whole.length - this.#item.length
    whole.set(this.#item, at)
    let part = this.#before
    for (; part instanceof Grown; part = part.#before) whole.set(part.#item, (at -= part.#item.length))
    whole.set(part, at - part.length)
    return (this.#whole = whole)
  }
}
type Value = Uint8Array | Grown

/** How many items a vector has, and those behind their number. What is no vector has none, as in a node. */
function itemsOf(vector: Value | null): { count: number; items: Value } {
  const none = { count: 0, items: new Uint8Array() }
  if (vector === null) return none
  if (vector instanceof Grown) return { count: vector.count, items: vector }
  try {
    const [count, start] = readCompact(vector)
    return { count, items: vector.subarray(start) }
  } catch {
    return none
  }
}

const bytesOf = (value: Value) => (value instanceof Grown ? value.bytes : value)

/** Writes over a state that is left alone, with the runtime's nested storage transactions. */
export class Overlay implements StateView {
  readonly #back: StateView
  readonly #layers: Map<string, Value | null>[] = [new Map()]

  constructor(back: StateView) {
    this.#back = back
  }

  #written(key: string): Value | null | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const value = this.#layers[i]!.get(key)
      if (value !== undefined) return value
    }
    return undefined
  }

  get(key: string): Uint8Array | null {
    const value = this.#written(key)
    if (value === undefined) return this.#back.get(key)
    return value === null ? null : bytesOf(value)
  }

  /** Adds an item to a SCALE vector, whose length stands in front. */
  append(key: string, item: Uint8Array): void {
    const value = this.#written(key)
    this.#layers.at(-1)!.set(key, new Grown(value === undefined ? this.#back.get(key) : value, item))
  }

  set(key: string, value: Uint8Array | null): void {
    this.#layers.at(-1)!.set(key, value)
  }

  next(key: string): string | null {
    let best: string | null = null
    for (const layer of this.#layers)
      for (const candidate of layer.keys())
        if (candidate > key && (best === null || candidate < best) && this.#written(candidate) !== null)
          best = candidate
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

  #pop(): Map<string, Value | null> {
    if (this.#layers.length === 1) throw new Error('no storage transaction is open')
    return this.#layers.pop()!
  }

  /** Everything written outside of unfinished transactions. */
  changes(): Changes {
    const changes = new Map<string, Uint8Array | null>()
    for (const [key, value] of this.#layers[0]!) changes.set(key, value === null ? null : bytesOf(value))
    return changes
  }
}

/** A state without entries. */
export const emptyState: StateView = { get: () => null, next: () => null }
