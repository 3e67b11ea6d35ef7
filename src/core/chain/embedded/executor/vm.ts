import type { HostContext, HostFunction } from './host/context.ts'
import { hostFunctions } from './host/functions.ts'
import { RuntimeMemory } from './memory.ts'

/** A memory that grew beyond this is thrown away after the call instead of being kept. */
const KEEP_MEMORY_BYTES = 256 * 1024 * 1024

type Plain = (...args: (number | bigint)[]) => number | bigint | void
type Entry = (pointer: number, length: number) => bigint

/** An instance that a call left as it found it, but for its memory; that is set to `image` before the next one. */
interface Ready {
  readonly exports: WebAssembly.Exports
  readonly heapBase: number
  /** The memory below the heap, as it was instantiated. */
  readonly image: Uint8Array
}

/** One compiled runtime with a linear memory that is used call after call. Calls are synchronous. */
export class RuntimeVm {
  readonly #module: WebAssembly.Module
  readonly #methods: ReadonlySet<string>
  #memory = new RuntimeMemory()
  #imports: WebAssembly.Imports | undefined
  #context: HostContext | undefined
  #ready: Ready | undefined

  constructor(module: WebAssembly.Module) {
    this.#module = module
    this.#methods = new Set(
      WebAssembly.Module.exports(module)
        .filter(({ kind }) => kind === 'function')
        .map(({ name }) => name),
    )
  }

  has(method: string): boolean {
    return this.#methods.has(method)
  }

  #link(): WebAssembly.Imports {
    const bind = (call: HostFunction): Plain => {
      const plain = call as (context: HostContext, ...args: (number | bigint)[]) => number | bigint | void
      return (...args) => plain(this.#context!, ...args)
    }
    const functions = WebAssembly.Module.imports(this.#module)
      .filter(({ kind }) => kind === 'function')
      .map(({ name }) => [name, bind(hostFunctions[name]!)] as const)
    return { env: { memory: this.#memory.memory, ...Object.fromEntries(functions) } }
  }

  #instantiate(): Ready {
    this.#memory.clear()
    this.#imports ??= this.#link()
    const { exports } = new WebAssembly.Instance(this.#module, this.#imports)
    const heapBase = (exports['__heap_base'] as WebAssembly.Global).value as number
    return { exports, heapBase, image: this.#memory.image(heapBase) }
  }

  /** Runs one exported method. Throws when it traps; writes are then left in `context.state` and must be dropped. */
  call(method: string, args: Uint8Array, context: Omit<HostContext, 'memory'>): Uint8Array {
    if (!this.has(method)) throw new Error(`the runtime has no ${method}`)
    const memory = this.#memory
    // A call that traps, or is ended from outside, leaves the instance in the middle of something: it is not used again.
    const kept = this.#ready
    this.#ready = undefined
    this.#context = { ...context, memory }
    try {
      const ready = kept ?? this.#instantiate()
      memory.clear(ready.image)
      memory.startHeap(ready.heapBase)
      const entry = ready.exports[method] as Entry
      const result = memory.copy(entry(memory.put(args), args.length))
      this.#ready = ready
      return result
    } finally {
      this.#context = undefined
      if (memory.bytes.length > KEEP_MEMORY_BYTES) {
        this.#memory = new RuntimeMemory()
        this.#imports = undefined
        this.#ready = undefined
      }
    }
  }
}
