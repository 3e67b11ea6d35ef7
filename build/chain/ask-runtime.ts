import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'

/** The token as wallets show it: part of what the metadata hash covers. */
const token = { decimals: 12, tokenSymbol: 'AINU' }

interface RuntimeExports {
  __heap_base: WebAssembly.Global
  [call: string]: unknown
}

/**
 * Calls a runtime API on an empty state: the host gives it memory to allocate and storage without entries, and any
 * other host function fails by its name. Returns the SCALE-encoded answer.
 */
async function ask(wasm: Uint8Array, call: string, input: Uint8Array): Promise<Uint8Array> {
  const memory = new WebAssembly.Memory({ initial: 256 })
  const module = await WebAssembly.compile(Uint8Array.from(wasm))
  let top = 0
  const allocate = (size: number): number => {
    // The runtime looks at the eight bytes before what it gets, and expects zeros there.
    const start = top + 8
    top = (start + size + 7) & ~7
    const missing = top - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / 65_536))
    return start
  }
  const text = (span: bigint): string => Buffer.from(slice(span)).toString()
  const slice = (span: bigint): Uint8Array => {
    const offset = Number(span & 0xffff_ffffn)
    return new Uint8Array(memory.buffer).slice(offset, offset + Number(span >> 32n))
  }
  const imports: WebAssembly.Imports = { env: { memory } }
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== 'function') continue
    const refuse = (): never => {
      throw new Error(`${call} called ${name}`)
    }
    const known: Record<string, (...args: number[]) => unknown> = {
      // Storage is empty, so keys may hash to anything: 16 zero bytes.
      ext_hashing_twox_128_version_1: () => allocate(16),
      ext_hashing_blake2_128_version_1: () => allocate(16),
      ext_storage_get_version_1: () => (1n << 32n) | BigInt(allocate(1)),
      ext_allocator_malloc_version_1: allocate,
      ext_allocator_free_version_1: () => undefined,
      ext_logging_max_level_version_1: () => 0,
      // Nothing but a panic is logged.
      ext_logging_log_version_1: (_level, _target, message) => {
        throw new Error(`${call}: ${text(BigInt.asUintN(64, BigInt(message ?? 0)))}`)
      },
    }
    imports[from] = { ...imports[from], [name]: known[name] ?? refuse }
  }
  const instance = await WebAssembly.instantiate(module, imports)
  const exports = instance.exports as unknown as RuntimeExports
  top = Number(exports.__heap_base.value)
  const at = allocate(input.length)
  new Uint8Array(memory.buffer).set(input, at)
  const run = exports[call] as (at: number, length: number) => bigint
  return slice(BigInt.asUintN(64, run(at, input.length)))
}

/** Length of a SCALE compact number at `at` and its value; big ones do not occur in what is read here. */
function compact(bytes: Uint8Array, at: number): { value: number; size: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const mode = view.getUint8(at) & 3
  if (mode === 0) return { value: view.getUint8(at) >> 2, size: 1 }
  if (mode === 1) return { value: view.getUint16(at, true) >> 2, size: 2 }
  if (mode === 2) return { value: view.getUint32(at, true) >>> 2, size: 4 }
  throw new Error('a length beyond 1 GiB')
}

/** `spec_version` of a plain WASM runtime. */
export async function specVersion(wasm: Uint8Array): Promise<number> {
  const answer = await ask(wasm, 'Core_version', new Uint8Array())
  // spec_name and impl_name are text, authoring_version is a u32.
  let at = 0
  for (let text = 0; text < 2; text++) {
    const { value, size } = compact(answer, at)
    at += size + value
  }
  return new DataView(answer.buffer).getUint32(at + 4, true)
}

/** A runtime's metadata of version 15, SCALE-encoded: what the app ships and encodes with. */
export async function metadata(wasm: Uint8Array): Promise<Uint8Array> {
  const answer = await ask(wasm, 'Metadata_metadata_at_version', Uint8Array.of(15, 0, 0, 0))
  if (answer[0] !== 1) throw new Error('the runtime has no metadata of version 15')
  const { value, size } = compact(answer, 1)
  return answer.subarray(1 + size, 1 + size + value)
}

/** Hash of a runtime's metadata as RFC 78 defines it, 64 hex digits: the chain checks it in every signature. */
export async function metadataHash(wasm: Uint8Array): Promise<string> {
  return Buffer.from(merkleizeMetadata(await metadata(wasm), token).digest()).toString('hex')
}
