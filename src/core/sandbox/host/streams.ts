import type { Capture } from './capture.ts'

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

/** An event that has happened already: nothing here ever waits. */
class Pollable {
  ready(): boolean {
    return true
  }
  block(): void {
    // There is nothing to wait for.
  }
}

/** Stdin of an agent: at its end from the start. The task comes as an argument. */
class InputStream {
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

/** Resource classes of `wasi:io` for one run. Writing costs fuel by its length. */
export function createStreams(charge: (fuel: number) => void) {
  class OutputStream {
    readonly #capture: Capture
    constructor(capture: Capture) {
      this.#capture = capture
    }
    checkWrite(): bigint {
      return writeRoom
    }
    write(bytes: Uint8Array): void {
      charge(20 + (bytes.length >> 3))
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
  return { InputStream, OutputStream, Pollable }
}
