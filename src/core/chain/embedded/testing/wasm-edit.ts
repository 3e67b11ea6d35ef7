// Adds functions and imports to a WASM module, so that tests can ask a real runtime for what it never does.
const TYPE = 1
const IMPORT = 2
const FUNCTION = 3
const EXPORT = 7
const CODE = 10
const HEADER = 8

interface Section {
  readonly id: number
  body: Buffer
}

function leb(value: number): number[] {
  const out: number[] = []
  do {
    const low = value & 127
    value >>>= 7
    out.push(value === 0 ? low : low | 128)
  } while (value !== 0)
  return out
}

function readLeb(bytes: Uint8Array, at: number): [number, number] {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]!
    value |= (byte & 127) << shift
    if (byte < 128) return [value >>> 0, at]
  }
}

const name = (text: string) => [...leb(text.length), ...Buffer.from(text)]

function sections(code: Uint8Array): Section[] {
  const found: Section[] = []
  for (let at = HEADER; at < code.length;) {
    const [size, start] = readLeb(code, at + 1)
    found.push({ id: code[at]!, body: Buffer.from(code.subarray(start, start + size)) })
    at = start + size
  }
  return found
}

const join = (code: Uint8Array, parts: readonly Section[]) =>
  new Uint8Array(
    Buffer.concat([
      code.subarray(0, HEADER),
      ...parts.flatMap(({ id, body }) => [Buffer.from([id, ...leb(body.length)]), body]),
    ]),
  )

/** Appends an entry to a section that is a vector; returns the entry's index. */
function append(parts: Section[], id: number, entry: readonly number[]): number {
  const section = parts.find((part) => part.id === id)!
  const [count, start] = readLeb(section.body, 0)
  section.body = Buffer.concat([
    Buffer.from(leb(count + 1)),
    section.body.subarray(start),
    Buffer.from(entry),
  ])
  return count
}

const I32 = 0x7f
const I64 = 0x7e
/** `loop br 0 end unreachable` */
const LOOP_FOR_EVER = [0, 0x03, 0x40, 0x0c, 0, 0x0b, 0x00, 0x0b]

/** Adds a runtime method that never returns. */
export function withEndlessMethod(code: Uint8Array, method: string): Uint8Array {
  const parts = sections(code)
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(code as Uint8Array<ArrayBuffer>))
  const type = append(parts, TYPE, [0x60, 2, I32, I32, 1, I64])
  const index = append(parts, FUNCTION, leb(type)) + imported.filter(({ kind }) => kind === 'function').length
  append(parts, CODE, [...leb(LOOP_FOR_EVER.length), ...LOOP_FOR_EVER])
  append(parts, EXPORT, [...name(method), 0, ...leb(index)])
  return join(code, parts)
}

/** The section that tells a runtime's version, and where in it `authoring_version` begins: behind two short names. */
function versionSection(code: Uint8Array): { section: Buffer; at: number } {
  const module = new WebAssembly.Module(code as Uint8Array<ArrayBuffer>)
  const section = Buffer.from(WebAssembly.Module.customSections(module, 'runtime_version')[0]!)
  const second = 1 + (section[0]! >> 2)
  return { section, at: second + 1 + (section[second]! >> 2) }
}

export function specVersionOf(code: Uint8Array): number {
  const { section, at } = versionSection(code)
  return section.readUInt32LE(at + 4)
}

/**
 * The runtime that ships as another spec_version (u32), with other texts of the same length in its data. It tells the
 * new version to who asks; its code still compares with the old one, in signatures and in System.LastRuntimeUpgrade.
 */
export function asVersion(
  code: Uint8Array,
  specVersion: number,
  texts: Readonly<Record<string, string>> = {},
): Uint8Array {
  const edited = Buffer.from(code)
  const replaceAll = (from: Uint8Array, to: Uint8Array) => {
    if (from.length !== to.length || edited.indexOf(from) < 0)
      throw new Error(`Cannot put ${String(to)} for ${String(from)}.`)
    for (let at = edited.indexOf(from); at >= 0; at = edited.indexOf(from, at + 1)) edited.set(to, at)
  }
  const withVersionAt = (bytes: Uint8Array, at: number) => {
    const changed = Buffer.from(bytes)
    changed.writeUInt32LE(specVersion, at)
    return changed
  }
  const { section, at } = versionSection(code)
  // As the data hold them: authoring, spec and impl version; then, without the APIs between, transaction and system version.
  const inData = Buffer.concat([section.subarray(at, at + 12), section.subarray(-5)])
  replaceAll(section, withVersionAt(section, at + 4))
  replaceAll(inData, withVersionAt(inData, 4))
  for (const [from, to] of Object.entries(texts)) replaceAll(Buffer.from(from), Buffer.from(to))
  return new Uint8Array(edited)
}

/** A module that does nothing but import one function of the host. */
export function importing(from: string, method: string): Uint8Array {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
  return join(empty, [
    { id: TYPE, body: Buffer.from([1, 0x60, 0, 0]) },
    { id: IMPORT, body: Buffer.from([1, ...name(from), ...name(method), 0, 0]) },
  ])
}
