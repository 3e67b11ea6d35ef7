import type { HostContext, HostFunction } from './host/context.ts'
import { hostFunctions } from './host/functions.ts'
import { RuntimeMemory } from './memory.ts'

/** A memory that grew beyond this is thrown away after the call instead of being kept. */
const KEEP_MEMORY_BYTES = 256 * 1024 * 1024

type Plain = (...args: (number | bigint)[]) => number | bigint | void
type Entry = (pointer: number, length: number) => bigint

/** One compiled runtime with a linear memory that is used call after call. Calls are synchronous. */
export class RuntimeVm {
  readonly #module: WebAssembly.Module
  readonly #methods: ReadonlySet<string>
  #memory = new RuntimeMemory()
  #imports: WebAssembly.Imports | undefined
  #context: HostContext | undefined

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

  /** Runs one exported method. Throws when it traps; writes are then left in `context.state` and must be dropped. */
  call(method: string, args: Uint8Array, context: Omit<HostContext, 'memory'>): Uint8Array {
    if (!this.has(method)) throw new Error(`the runtime has no ${method}`)
    const memory = this.#memory
    this.#imports ??= this.#link()
    this.#context = { ...context, memory }
    try {
      memory.clear()
      const instance = new WebAssembly.Instance(this.#module, this.#imports)
      const heapBase = instance.exports['__heap_base'] as WebAssembly.Global
      memory.startHeap(heapBase.value as number)
      const entry = instance.exports[method] as Entry
      return memory.copy(entry(memory.put(args), args.length))
    } finally {
      this.#context = undefined
      if (memory.bytes.length > KEEP_MEMORY_BYTES) {
        this.#memory = new RuntimeMemory()
        this.#imports = undefined
      }
    }
  }
}
