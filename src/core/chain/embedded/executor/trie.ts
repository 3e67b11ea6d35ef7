// Substrate's state trie (base 16, no extension nodes), state version 0 or 1.
import { blake2_256 } from './hash.ts'
import { compact, concat, keyFromBytes } from './scale.ts'

export type TrieEntry = readonly [key: string, value: Uint8Array]

/** In version 1, values longer than this stand in the node as their hash. */
const INLINE_VALUE_MAX = 32
/** Nodes shorter than a hash stand in their parent as they are. */
const INLINE_NODE_MAX = 31

const nibble = (key: string, index: number): number => {
  const byte = key.charCodeAt(index >> 1)
  return index & 1 ? byte & 15 : byte >> 4
}

/** Node header: the kind's prefix bits, then the number of nibbles in `bits` bits, continued by bytes of 255. */
function header(prefix: number, bits: number, nibbles: number): number[] {
  const max = (1 << bits) - 1
  if (nibbles < max) return [prefix | nibbles]
  const out = [prefix | max]
  let rest = nibbles - max
  for (; rest >= 255; rest -= 255) out.push(255)
  out.push(rest)
  return out
}

function partialKey(key: string, from: number, to: number): number[] {
  const out: number[] = []
  let i = from
  if ((to - from) & 1) out.push(nibble(key, i++))
  for (; i < to; i += 2) out.push((nibble(key, i) << 4) | nibble(key, i + 1))
  return out
}

function nodeHeader(leaf: boolean, hasValue: boolean, hashed: boolean, nibbles: number): number[] {
  if (leaf) return hashed ? header(0x20, 5, nibbles) : header(0x40, 6, nibbles)
  if (!hasValue) return header(0x80, 6, nibbles)
  return hashed ? header(0x10, 4, nibbles) : header(0xc0, 6, nibbles)
}

/** Encodes the node over `entries[from..to)`, whose keys agree in their first `depth` nibbles. */
function encodeNode(entries: readonly TrieEntry[], from: number, to: number, depth: number, version: number): Uint8Array {
  const [first, firstValue] = entries[from]!
  const end = first.length * 2
  let at = end
  if (to - from > 1) {
    const last = entries[to - 1]![0]
    at = depth
    while (at < end && nibble(first, at) === nibble(last, at)) at++
  }
  const leaf = to - from === 1
  const hasValue = at === end
  const hashed = hasValue && version === 1 && firstValue.length > INLINE_VALUE_MAX
  const parts: ArrayLike<number>[] = [nodeHeader(leaf, hasValue, hashed, at - depth), partialKey(first, depth, at)]
  const value = !hasValue ? [] : hashed ? [blake2_256(firstValue)] : [compact(firstValue.length), firstValue]
  if (leaf) return concat(...parts, ...value)
  let bitmap = 0
  const children: Uint8Array[] = []
  for (let i = hasValue ? from + 1 : from; i < to; ) {
    const branch = nibble(entries[i]![0], at)
    let next = i + 1
    while (next < to && nibble(entries[next]![0], at) === branch) next++
    const encoded = encodeNode(entries, i, next, at + 1, version)
    const child = encoded.length <= INLINE_NODE_MAX ? encoded : blake2_256(encoded)
    bitmap |= 1 << branch
    children.push(compact(child.length), child)
    i = next
  }
  return concat(...parts, [bitmap & 255, bitmap >> 8], ...value, ...children)
}

/** Root of a trie over entries sorted by key. */
export const trieRoot = (entries: readonly TrieEntry[], version: number): Uint8Array =>
  blake2_256(entries.length === 0 ? Uint8Array.of(0) : encodeNode(entries, 0, entries.length, 0, version))

export const sortEntries = (entries: readonly TrieEntry[]): TrieEntry[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

/** Root of a trie of values under their compact-encoded index (the extrinsics root). */
export const orderedRoot = (values: readonly Uint8Array[], version: number): Uint8Array =>
  trieRoot(sortEntries(values.map((value, index) => [keyFromBytes(compact(index)), value])), version)
