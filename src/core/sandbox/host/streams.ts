import type { Capture } from './capture.ts'
import { GuestFault } from './faults.ts'

/** The error case of a WIT result: the glue code hands `payload` to the guest. */
export class WasiFailure extends Error {
  override readonly name = 'WasiFailure'
  readonly payload: unknown

  constructor(payload: unknown) {
    super('the host refused')
    this.payload = payload
  }
}

/** What an output stream takes at once. */
const writeRoom = 64n * 1024n

/** Streams and events that one run may hold at once. */
const handleLimit = 1_024

/** Resource classes of `wasi:io` for one run. Writing costs fuel by its length. */
export function createStreams(charge: (fuel: number) => void) {
  let handles = 0

  /** Something the guest holds until it drops it: counted, for it lives in this process' memory, not the guest's. */
  class Held {
    constructor() {
      if (++handles > handleLimit) throw new GuestFault(`more than ${handleLimit} streams and events at once`)
    }
    [Symbol.dispose](): void {
      handles--
    }
  }

  /** An event that has happened already: nothing here ever waits. */
  class Pollable extends Held {
    ready(): boolean {
      return true
    }
    block(): void {
      // There is nothing to wait for.
    }
  }

  /** Stdin of an agent: at its end from the start. The task comes as an argument. */
  class InputStream extends Held {
    read(): never {
      throw new WasiFailure({ tag: 'closed' })
    }
    blockingRead(): never {
      return this.read()
    }
    skip(): never {
      return this.read()
    }
    blockingSkip(): never {
      return this.read()
    }
    subscribe(): Pollable {
      return new Pollable()
    }
  }

  class OutputStream extends Held {
    readonly #capture: Capture
    constructor(capture: Capture) {
      super()
      this.#capture = capture
    }
    checkWrite(): bigint {
      return writeRoom
    }
    write(bytes: Uint8Array): void {
      charge(bytes.length >> 3)
      this.#capture.write(bytes)
    }
    writeZeroes(length: bigint): void {
      this.write(new Uint8Array(Number(length < writeRoom ? length : writeRoom)))
    }
    blockingWriteAndFlush(bytes: Uint8Array): void {
      this.write(bytes)
    }
    blockingWriteZeroesAndFlush(length: bigint): void {
      this.writeZeroes(length)
    }
    flush(): void {
      // Everything is taken at once.
    }
    blockingFlush(): void {
      // Everything is taken at once.
    }
    splice(): bigint {
      return 0n
    }
    blockingSplice(): bigint {
      return 0n
    }
    subscribe(): Pollable {
      return new Pollable()
    }
  }

  /** A network on which nothing can be reached: sockets and addresses are denied to whoever holds it. */
  class Network extends Held {}

  const poll = (list: readonly Pollable[]) => {
    charge(50 * list.length)
    return Uint32Array.from(list.keys())
  }
  return { InputStream, Network, OutputStream, Pollable, poll }
}
