import { plainCode } from './runtime-code.ts'
import { compact, concat, readCompact, toHex } from './scale.ts'

/** Bytes of one API entry: 8 of id, 4 of version. */
const API_BYTES = 12

export interface RuntimeVersion {
  specName: string
  implName: string
  authoringVersion: number
  specVersion: number
  implVersion: number
  apis: [id: `0x${string}`, version: number][]
  transactionVersion: number
  stateVersion: number
}

function section(module: WebAssembly.Module, name: string): Uint8Array | null {
  const found = WebAssembly.Module.customSections(module, name)[0]
  return found ? new Uint8Array(found) : null
}

/** SCALE `RuntimeVersion` from the custom sections of a blob, or null when it is none. */
export function runtimeVersionBytes(code: Uint8Array): Uint8Array | null {
  try {
    const module = new WebAssembly.Module(plainCode(code) as Uint8Array<ArrayBuffer>)
    const version = section(module, 'runtime_version')
    if (!version) return null
    const apis = section(module, 'runtime_apis') ?? new Uint8Array()
    let at = 0
    for (let names = 0; names < 2; names++) {
      const [length, start] = readCompact(version, at)
      at = start + length
    }
    at += 3 * 4
    const [count, start] = readCompact(version, at)
    const rest = version.subarray(start + count * API_BYTES)
    return concat(version.subarray(0, at), compact(apis.length / API_BYTES), apis, rest)
  } catch {
    return null
  }
}

/** Decodes what `runtimeVersionBytes` returns. */
export function decodeRuntimeVersion(bytes: Uint8Array): RuntimeVersion {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const string = () => {
    const [length, start] = readCompact(buffer, at)
    at = start + length
    return buffer.toString('utf8', start, at)
  }
  const u32 = () => buffer.readUInt32LE((at += 4) - 4)
  const specName = string()
  const implName = string()
  const authoringVersion = u32()
  const specVersion = u32()
  const implVersion = u32()
  const apis: RuntimeVersion['apis'] = []
  const [count, start] = readCompact(buffer, at)
  at = start
  for (let i = 0; i < count; i++) {
    const id = toHex(buffer.subarray(at, at + 8))
    at += 8
    apis.push([id, u32()])
  }
  const transactionVersion = u32()
  return {
    specName,
    implName,
    authoringVersion,
    specVersion,
    implVersion,
    apis,
    transactionVersion,
    stateVersion: buffer[at] ?? 0,
  }
}

const stateVersions = new WeakMap<Uint8Array, number>()

/** The version of the state's trie under a runtime. */
export function stateVersionOf(code: Uint8Array): number {
  const known = stateVersions.get(code)
  if (known !== undefined) return known
  const bytes = runtimeVersionBytes(code)
  if (!bytes) throw new Error('the runtime names no version')
  const { stateVersion } = decodeRuntimeVersion(bytes)
  stateVersions.set(code, stateVersion)
  return stateVersion
}
