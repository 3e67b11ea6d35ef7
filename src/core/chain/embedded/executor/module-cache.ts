import { createHash } from 'node:crypto'
import { hostFunctions } from './host/functions.ts'
import { plainCode } from './runtime-code.ts'
import { RuntimeVm } from './vm.ts'

/** The running runtime, an upgrade, and two of the past for queries at old blocks. */
const MAX_RUNTIMES = 4

/** The runtime needs something of its host that this host does not have. */
export class UnknownHostFunctionError extends Error {
  override readonly name = 'UnknownHostFunctionError'
  readonly functions: readonly string[]
  constructor(functions: readonly string[]) {
    super(`The runtime imports what the embedded chain does not offer: ${functions.join(', ')}`)
    this.functions = functions
  }
}

function compile(code: Uint8Array): WebAssembly.Module {
  const module = new WebAssembly.Module(plainCode(code) as Uint8Array<ArrayBuffer>)
  const unknown = WebAssembly.Module.imports(module)
    .filter(({ module: from, name, kind }) => {
      if (from !== 'env') return true
      return kind === 'memory'
        ? name !== 'memory'
        : kind !== 'function' || !Object.hasOwn(hostFunctions, name)
    })
    .map(({ module: from, name }) => (from === 'env' ? name : `${from}.${name}`))
  if (unknown.length > 0) throw new UnknownHostFunctionError(unknown)
  return module
}

const byHash = new Map<string, RuntimeVm>()
const byObject = new WeakMap<Uint8Array, RuntimeVm>()

/**
 * The machine that runs a runtime blob, compiled once.
 * @throws {UnknownHostFunctionError} naming every import that is not known
 * @throws {WebAssembly.CompileError} when the blob is no WASM
 */
export function runtimeFor(code: Uint8Array): RuntimeVm {
  const known = byObject.get(code)
  if (known) return known
  const hash = createHash('sha256').update(code).digest('hex')
  const vm = byHash.get(hash) ?? new RuntimeVm(compile(code))
  byHash.delete(hash)
  byHash.set(hash, vm)
  if (byHash.size > MAX_RUNTIMES) byHash.delete(byHash.keys().next().value!)
  byObject.set(code, vm)
  return vm
}
