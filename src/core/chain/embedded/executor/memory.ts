const PAGE = 65_536
/** What a node gives a runtime: 128 MiB, of which only touched pages exist. */
const INITIAL_PAGES = 2_048
const GROW_PAGES = 256
const HEADER = 8
const MIN_SIZE = 8
const ORDERS = 23
const OCCUPIED = 1
const NOTHING = new Uint8Array()

/**
 * The runtime's linear memory with the allocator of a node (sp-allocator, "freeing bump"). Its header
 * layout is part of the interface: the runtime reads and frees by what stands in front of a pointer.
 */
export class RuntimeMemory {
  readonly memory = new WebAssembly.Memory({ initial: INITIAL_PAGES })
  /** Views die when the memory grows: never hold one over a call of `allocate`. */
  bytes = Buffer.from(this.memory.buffer)
  #view = new DataView(this.memory.buffer)
  #free = new Uint32Array(ORDERS)
  #top = 0

  /** Forgets the last call: what it touched is zero again, but for what `image` has from the beginning on. */
  clear(image: Uint8Array = NOTHING): void {
    this.bytes.set(image)
    this.bytes.fill(0, image.length, Math.max(this.#top, image.length))
  }

  /** A copy of what is below `end`. */
  image(end: number): Uint8Array {
    return Uint8Array.from(this.bytes.subarray(0, end))
  }

  startHeap(heapBase: number): void {
    this.#free = new Uint32Array(ORDERS)
    this.#top = (heapBase + 7) & ~7
  }

  allocate(size: number): number {
    const order = size <= MIN_SIZE ? 0 : 29 - Math.clz32(size - 1)
    if (order >= ORDERS) throw new Error(`the runtime asked for ${size} bytes at once, which is too much`)
    let pointer = this.#free[order]!
    if (pointer !== 0) this.#free[order] = this.#view.getUint32(pointer - HEADER, true)
    else {
      pointer = this.#top + HEADER
      const end = pointer + (MIN_SIZE << order)
      if (end > this.bytes.length) this.#grow(end)
      this.#top = end
    }
    this.#view.setUint32(pointer - HEADER, order, true)
    this.#view.setUint32(pointer - HEADER + 4, OCCUPIED, true)
    return pointer
  }

  release(pointer: number): void {
    if (
      pointer < HEADER ||
      pointer - HEADER >= this.#top ||
      this.#view.getUint32(pointer - 4, true) !== OCCUPIED
    )
      throw new Error('the runtime freed memory that it does not hold')
    const order = this.#view.getUint32(pointer - HEADER, true)
    if (order >= ORDERS) throw new Error('the header of a memory block was overwritten')
    this.#view.setUint32(pointer - HEADER, this.#free[order]!, true)
    this.#view.setUint32(pointer - HEADER + 4, 0, true)
    this.#free[order] = pointer
  }

  #grow(end: number): void {
    this.memory.grow(Math.max(GROW_PAGES, Math.ceil((end - this.bytes.length) / PAGE)))
    this.bytes = Buffer.from(this.memory.buffer)
    this.#view = new DataView(this.memory.buffer)
  }

  /** The bytes at `pointer`; a view. */
  at(pointer: number, length: number): Buffer {
    const end = pointer + length
    if (end > this.bytes.length) throw new RangeError('the runtime pointed outside of its memory')
    return this.bytes.subarray(pointer, end)
  }

  /** The bytes of a packed pointer and length (low and high half); a view. */
  slice(packed: bigint): Buffer {
    return this.at(Number(packed & 0xffffffffn), Number((packed >> 32n) & 0xffffffffn))
  }

  copy(packed: bigint): Uint8Array {
    return Uint8Array.prototype.slice.call(this.slice(packed))
  }

  /** A storage key in the form that `StateView` takes. */
  key(packed: bigint): string {
    return this.slice(packed).toString('latin1')
  }

  /** Allocates and writes; returns the pointer. */
  put(bytes: Uint8Array): number {
    const pointer = this.allocate(bytes.length)
    this.bytes.set(bytes, pointer)
    return pointer
  }

  /** As `put`, but returns packed pointer and length. */
  putPacked(bytes: Uint8Array): bigint {
    return (BigInt(bytes.length) << 32n) | BigInt(this.put(bytes))
  }
}
