// The few SCALE encodings that the host side of the runtime interface needs.

/** SCALE compact form of a length or number below 2^32. */
export function compact(n: number): Uint8Array {
  if (n < 64) return Uint8Array.of(n << 2)
  if (n < 0x4000) return Uint8Array.of(((n << 2) | 1) & 255, n >> 6)
  if (n < 0x40000000) return Uint8Array.of(((n << 2) | 2) & 255, (n >> 6) & 255, (n >> 14) & 255, n >>> 22)
  return Uint8Array.of(3, n & 255, (n >> 8) & 255, (n >> 16) & 255, n >>> 24)
}

/** Reads a compact number below 2^32: `[value, offset behind it]`. Throws RangeError on a short or larger one. */
export function readCompact(bytes: Uint8Array, at = 0): [value: number, next: number] {
  const first = bytes[at]
  if (first === undefined) throw new RangeError('compact number expected')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (first & 3) {
    case 0:
      return [first >> 2, at + 1]
    case 1:
      return [view.getUint16(at, true) >> 2, at + 2]
    case 2:
      return [view.getUint32(at, true) >>> 2, at + 4]
  }
  if (first !== 3) throw new RangeError('compact number too large')
  return [view.getUint32(at + 1, true), at + 5]
}

/** As `readCompact`, for numbers up to 2^128 and beyond. */
export function readCompactBig(bytes: Uint8Array, at = 0): [value: bigint, next: number] {
  if ((bytes[at]! & 3) !== 3) {
    const [value, next] = readCompact(bytes, at)
    return [BigInt(value), next]
  }
  const end = at + 1 + (bytes[at]! >> 2) + 4
  if (end > bytes.length) throw new RangeError('compact number is cut short')
  let value = 0n
  for (let i = end - 1; i > at; i--) value = (value << 8n) | BigInt(bytes[i]!)
  return [value, end]
}

export function concat(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Length-prefixed bytes (`Vec<u8>`). */
export const lengthPrefixed = (bytes: Uint8Array): Uint8Array => concat(compact(bytes.length), bytes)

/** Length-prefixed UTF-8. */
export const text = (value: string): Uint8Array => lengthPrefixed(Buffer.from(value))

/** `Option<Vec<u8>>`. */
export function optionBytes(bytes: Uint8Array | null): Uint8Array {
  if (bytes === null) return Uint8Array.of(0)
  const length = compact(bytes.length)
  const out = new Uint8Array(1 + length.length + bytes.length)
  out[0] = 1
  out.set(length, 1)
  out.set(bytes, 1 + length.length)
  return out
}

/** Reads `Vec<Vec<u8>>`; the items share the input's memory. */
export function readByteVectors(bytes: Uint8Array): Uint8Array[] {
  const items: Uint8Array[] = []
  let [count, at] = readCompact(bytes)
  while (count-- > 0) {
    const [length, start] = readCompact(bytes, at)
    at = start + length
    if (at > bytes.length) throw new RangeError('byte vector is cut short')
    items.push(bytes.subarray(start, at))
  }
  return items
}

export function u64(value: number | bigint): Uint8Array {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(BigInt(value))
  return out
}

export const toHex = (bytes: Uint8Array): `0x${string}` =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`

export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.slice(2), 'hex'))

// Storage keys are latin1 strings throughout: comparing them compares the bytes, and maps take them as they are.
export const keyToHex = (key: string): `0x${string}` => `0x${Buffer.from(key, 'latin1').toString('hex')}`
export const keyFromHex = (hex: string): string => Buffer.from(hex.slice(2), 'hex').toString('latin1')
export const keyFromBytes = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

export function u32(value: number): Uint8Array {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(value)
  return out
}
