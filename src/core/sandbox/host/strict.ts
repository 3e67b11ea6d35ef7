import { foreignHandle, GuestFault, MemoryLimit } from './faults.ts'

/**
 * What a guest may pass to the host in one call, with what the host needs to hold it. A value of overlapping parts is
 * many times as large here as in the guest's memory.
 */
const liftLimit = 256 * 1024 * 1024
/** Weight of one number, bytes: what is made of it may be an object with entries in several tables. */
const numberWeight = 256
/** Fuel for one number, either way. */
const numberFuel = 50
/** Weight of one text or list beside its length, bytes. */
const partWeight = 512

/** How the values of a run are paid for. */
interface Lifting {
  /** Takes fuel. */
  charge: (fuel: number) => void
}

/**
 * Makes this thread's JavaScript as strict as the component model where values leave a guest. The glue code reads
 * memories with what the language has: text that is not UTF-8 would be repaired, lists that end outside of the memory
 * cut, handles that stand for nothing taken, and all pass for a result. Its only ways are these, so that none is missed.
 */
export function createStrictness() {
  let charge: Lifting['charge'] = () => undefined
  let lifted = 0

  function lift(weight: number, fuel: number): void {
    lifted += weight
    charge(fuel)
    if (lifted > liftLimit) throw new MemoryLimit('The agent passed too much to the host at once.')
  }

  const Decoder = TextDecoder
  const View = DataView as new (buffer: ArrayBuffer) => DataView
  class StrictDecoder {
    readonly #decoder = new Decoder('utf-8', { fatal: true, ignoreBOM: true })
    decode(bytes: Uint8Array<ArrayBuffer>): string {
      lift(partWeight + 2 * bytes.byteLength, 32 + (bytes.byteLength >> 2))
      try {
        return this.#decoder.decode(bytes)
      } catch {
        throw new GuestFault('The agent passed a text that is not UTF-8.')
      }
    }
  }

  class StrictView extends View {}
  for (const [name, size] of Object.entries(accesses)) {
    for (const way of ['get', 'set'] as const) {
      const method = Reflect.get(View.prototype, way + name) as (
        this: DataView,
        ...values: unknown[]
      ) => unknown
      const strict = function (this: DataView, at: number, ...values: unknown[]) {
        if (at < 0 || at + size > this.byteLength) throw new GuestFault(outside)
        if (at % size !== 0) throw new GuestFault('The agent passed a pointer that is not aligned.')
        lift(way === 'get' ? numberWeight : 0, numberFuel)
        return method.call(this, at, ...values)
      }
      Object.defineProperty(StrictView.prototype, way + name, { value: strict })
    }
  }

  const slice = Reflect.get(ArrayBuffer.prototype, 'slice') as ArrayBuffer['slice']
  function strictSlice(this: ArrayBuffer, from: number, to: number): ArrayBuffer {
    if (!(from >= 0 && from <= to && to <= this.byteLength)) throw new GuestFault(outside)
    lift(partWeight + to - from, 32 + ((to - from) >> 4))
    return slice.call(this, from, to)
  }

  return {
    /** From now on, for all that runs in this thread. */
    install(): void {
      Object.assign(globalThis, { TextDecoder: StrictDecoder, DataView: StrictView })
      Object.assign(ArrayBuffer.prototype, { slice: strictSlice })
      Object.assign(Object, { create: createNothing })
    },
    begin(lifting: Lifting): void {
      ;({ charge } = lifting)
      lifted = 0
    },
    /** What was passed in earlier calls is gone. */
    call: () => (lifted = 0),
  }
}

const create = Object.create as (prototype: null) => object

/** The glue code makes an object up for a handle that stands for none. Agents have no resources but the host's. */
function createNothing(prototype: object | null): object {
  if (prototype !== null) throw new GuestFault(foreignHandle)
  return create(null)
}

const outside = 'The agent passed a value that is not in its memory.'

/** What a view reads and writes, and how many bytes each has. */
const accesses = {
  Int8: 1,
  Uint8: 1,
  Int16: 2,
  Uint16: 2,
  Int32: 4,
  Uint32: 4,
  Float32: 4,
  Float64: 8,
  BigInt64: 8,
  BigUint64: 8,
}
