/** A constant or a result of WebAssembly's own tests. */
export interface Constant {
  type: string
  lane_type?: string
  value?: string | string[]
}

const codes: Record<string, number> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b }
const stores: Record<string, number[]> = {
  i32: [0x36, 2],
  i64: [0x37, 3],
  f32: [0x38, 2],
  f64: [0x39, 3],
  v128: [0xfd, 11, 4],
}
const slot = 16

function leb(value: bigint, signed: boolean): number[] {
  const bytes: number[] = []
  for (;;) {
    const byte = Number(value & 0x7fn)
    value >>= 7n
    if (signed ? (value === 0n && byte < 64) || (value === -1n && byte >= 64) : value === 0n)
      return [...bytes, byte]
    bytes.push(byte | 0x80)
  }
}
const vector = (items: number[][]) => [...leb(BigInt(items.length), false), ...items.flat()]
const section = (id: number, body: number[]) => [id, ...leb(BigInt(body.length), false), ...body]
const name = (text: string) => vector([...new TextEncoder().encode(text)].map((byte) => [byte]))

function bytesOf(value: string, bits: number): number[] {
  // What stands for any not-a-number is only expected, never given.
  const number = BigInt.asUintN(bits, BigInt(value))
  return Array.from({ length: bits / 8 }, (_, i) => Number((number >> BigInt(8 * i)) & 255n))
}

function constant({ type, value, lane_type: lane }: Constant): number[] | undefined {
  if (type === 'i32' || type === 'i64') {
    const bits = type === 'i32' ? 32 : 64
    return [bits === 32 ? 0x41 : 0x42, ...leb(BigInt.asIntN(bits, BigInt(value as string)), true)]
  }
  if (type === 'f32' || type === 'f64') {
    const bits = type === 'f32' ? 32 : 64
    return [bits === 32 ? 0x43 : 0x44, ...bytesOf(value as string, bits)]
  }
  if (type === 'v128') {
    const bits = Number(lane?.slice(1))
    return [0xfd, 12, ...(value as string[]).flatMap((part) => bytesOf(part, bits))]
  }
  return undefined
}

/**
 * A module that calls `f` with constants and stores its results in its memory, 16 bytes each: JavaScript can neither
 * pass vectors nor keep the bits of every number. `undefined` where there are other types.
 */
export function caller(args: Constant[], results: string[]): Uint8Array<ArrayBuffer> | undefined {
  const given = args.map(constant)
  const types = args.map(({ type }) => codes[type])
  const returned = results.map((type) => codes[type])
  if ([...types, ...returned, ...given].includes(undefined)) return undefined
  const one = (list: (number | undefined)[]) => vector(list.map((code) => [code ?? 0]))
  const save = results.map((type, i) => [
    ...[0x41, ...leb(BigInt(slot * i), true)],
    ...[0x20, ...leb(BigInt(i), false)],
    ...(stores[type] ?? []),
    0,
  ])
  const body = [
    ...vector(returned.map((code) => [1, code ?? 0])),
    ...given.flatMap((bytes) => bytes ?? []),
    ...[0x10, 0],
    ...results.flatMap((_, i) => [0x21, ...leb(BigInt(results.length - 1 - i), false)]),
    ...save.flat(),
    0x0b,
  ]
  return new Uint8Array([
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...section(
      1,
      vector([
        [0x60, ...one(types), ...one(returned)],
        [0x60, 0, 0],
      ]),
    ),
    ...section(2, vector([[...name('m'), ...name('f'), 0, 0]])),
    ...section(3, vector([[1]])),
    ...section(5, vector([[0, 1]])),
    ...section(
      7,
      vector([
        [...name('call'), 0, 1],
        [...name('memory'), 2, 0],
      ]),
    ),
    ...section(10, vector([[...leb(BigInt(body.length), false), ...body]])),
  ])
}

/** Whether two runs gave the same bits, or the second the canonical not-a-number where the first had another. */
export function alike(plain: Uint8Array, metered: Uint8Array, types: string[]): boolean {
  return types.every((type, i) => {
    const [a, b] = [plain, metered].map((bytes) => bytes.slice(i * slot, (i + 1) * slot)) as [
      Uint8Array,
      Uint8Array,
    ]
    const lanes = (size: 4 | 8) =>
      Array.from({ length: slot / size }, (_, lane) => lane * size).every((at) => sameNumber(a, b, at, size))
    if (a.every((byte, at) => byte === b[at])) return true
    if (type === 'f32') return lanes(4)
    if (type === 'f64') return lanes(8)
    return type === 'v128' && (lanes(4) || lanes(8))
  })
}

function sameNumber(a: Uint8Array, b: Uint8Array, at: number, size: 4 | 8): boolean {
  const read = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    return size === 4
      ? { bits: BigInt(view.getUint32(at, true)), nan: Number.isNaN(view.getFloat32(at, true)) }
      : { bits: view.getBigUint64(at, true), nan: Number.isNaN(view.getFloat64(at, true)) }
  }
  const [one, other] = [read(a), read(b)]
  const canonical = size === 4 ? 0x7fc0_0000n : 0x7ff8_0000_0000_0000n
  return one.bits === other.bits || (one.nan && other.bits === canonical)
}
