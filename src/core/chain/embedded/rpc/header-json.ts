import { readCompact, toHex } from '../executor/scale.ts'

const HASH = 32
const ENGINE = 4
const OTHER = 0
const RUNTIME_ENVIRONMENT_UPDATED = 8

/** A SCALE-encoded header in the JSON of a node. */
export function headerJson(header: Uint8Array) {
  const [number, afterNumber] = readCompact(header, HASH)
  const hash = (at: number) => toHex(header.subarray(at, at + HASH))
  const [count, firstItem] = readCompact(header, afterNumber + 2 * HASH)
  const logs: string[] = []
  let at = firstItem
  for (let i = 0; i < count; i++) {
    const start = at
    const kind = header[at++]!
    if (kind !== RUNTIME_ENVIRONMENT_UPDATED) {
      if (kind !== OTHER) at += ENGINE
      const [length, content] = readCompact(header, at)
      at = content + length
    }
    logs.push(toHex(header.subarray(start, at)))
  }
  return {
    parentHash: hash(0),
    number: `0x${number.toString(16)}`,
    stateRoot: hash(afterNumber),
    extrinsicsRoot: hash(afterNumber + HASH),
    digest: { logs },
  }
}
