// Substrate's state trie (base 16, no extension nodes), state version 0 or 1.
import { blake2_256 } from './hash.ts'
import type { Changes, StateView } from './overlay.ts'
import { compact, concat, keyFromBytes, keyFromHex } from './scale.ts'

export type TrieEntry = readonly [key: string, value: Uint8Array]

/** In version 1, values longer than this stand in the node as their hash. */
const INLINE_VALUE_MAX = 32
/** Nodes shorter than a hash stand in their parent as they are. */
const INLINE_NODE_MAX = 31
const DIGITS = 16

/** Nodes are never changed, so that a trie shares with the one before whatever a block left alone. */
interface Node {
  /** Hex digits between the parent's branch and this node. */
  readonly path: string
  readonly value: Uint8Array | null
  /** One place for each next digit, or null: a leaf. */
  readonly children: readonly (Node | null)[] | null
  /** What stands for it in its parent, once it was computed. */
  reference: Uint8Array | null
}

const pathOf = (key: string): string => Buffer.from(key, 'latin1').toString('hex')
const digitAt = (path: string, at: number): number => Number.parseInt(path[at]!, DIGITS)
const node = (path: string, value: Node['value'], children: Node['children']): Node => ({
  path,
  value,
  children,
  reference: null,
})
const noChildren = (): (Node | null)[] => Array<Node | null>(DIGITS).fill(null)

function shared(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let at = 0
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

function put(at: Node | null, path: string, value: Uint8Array): Node {
  if (!at) return node(path, value, null)
  const same = shared(at.path, path)
  const children = same === at.path.length && at.children ? [...at.children] : noChildren()
  if (same < at.path.length) {
    children[digitAt(at.path, same)] = node(at.path.slice(same + 1), at.value, at.children)
    if (same === path.length) return node(path, value, children)
    children[digitAt(path, same)] = node(path.slice(same + 1), value, null)
    return node(path.slice(0, same), null, children)
  }
  if (same === path.length) return node(path, value, at.children)
  const digit = digitAt(path, same)
  children[digit] = put(children[digit]!, path.slice(same + 1), value)
  return node(at.path, at.value, children)
}

function remove(at: Node | null, path: string): Node | null {
  if (!at || !path.startsWith(at.path)) return at
  if (path.length === at.path.length) return at.value === null ? at : joined(at.path, null, at.children)
  if (!at.children) return at
  const digit = digitAt(path, at.path.length)
  const child = at.children[digit]!
  const rest = remove(child, path.slice(at.path.length + 1))
  return rest === child ? at : joined(at.path, at.value, at.children.with(digit, rest))
}

/** A node after something went: without a value and with less than two children there is none. */
function joined(path: string, value: Uint8Array | null, children: Node['children']): Node | null {
  const [first, second] = [...(children?.keys() ?? [])].filter((digit) => children![digit] !== null)
  if (first === undefined) return value === null ? null : node(path, value, null)
  if (value !== null || second !== undefined) return node(path, value, children)
  const only = children![first]!
  return node(path + first.toString(DIGITS) + only.path, only.value, only.children)
}

function find(root: Node | null, path: string): Uint8Array | null {
  let at = root
  for (let depth = 0; at && path.startsWith(at.path, depth);) {
    depth += at.path.length
    if (depth === path.length) return at.value
    at = at.children?.[digitAt(path, depth++)] ?? null
  }
  return null
}

/** The smallest path below `at`, whose own path begins behind `before`. */
function first(at: Node, before: string): string {
  const path = before + at.path
  if (at.value !== null) return path
  const digit = at.children!.findIndex((child) => child !== null)
  return first(at.children![digit]!, path + digit.toString(DIGITS))
}

/** The smallest path below `at` that is greater than `before + path`. */
function after(at: Node, before: string, path: string): string | null {
  const same = shared(at.path, path)
  if (same < at.path.length)
    return same === path.length || at.path[same]! > path[same]! ? first(at, before) : null
  if (!at.children) return null
  const own = before + at.path
  const from = same === path.length ? -1 : digitAt(path, same)
  const within = from < 0 ? null : at.children[from]
  const found = within ? after(within, own + from.toString(DIGITS), path.slice(same + 1)) : null
  if (found !== null) return found
  const digit = at.children.findIndex((child, i) => i > from && child !== null)
  return digit < 0 ? null : first(at.children[digit]!, own + digit.toString(DIGITS))
}

function* walk(at: Node | null, before: string): Generator<TrieEntry> {
  if (!at) return
  const path = before + at.path
  if (at.value !== null) yield [keyFromHex(`0x${path}`), at.value]
  for (const [digit, child] of at.children?.entries() ?? [])
    if (child) yield* walk(child, path + digit.toString(DIGITS))
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

function nodeHeader(leaf: boolean, hasValue: boolean, hashed: boolean, nibbles: number): number[] {
  if (leaf) return hashed ? header(0x20, 5, nibbles) : header(0x40, 6, nibbles)
  if (!hasValue) return header(0x80, 6, nibbles)
  return hashed ? header(0x10, 4, nibbles) : header(0xc0, 6, nibbles)
}

function encode({ path, value, children }: Node, version: number): Uint8Array {
  const hashed = value !== null && version === 1 && value.length > INLINE_VALUE_MAX
  const parts: ArrayLike<number>[] = [
    nodeHeader(!children, value !== null, hashed, path.length),
    Buffer.from(path.length & 1 ? `0${path}` : path, 'hex'),
  ]
  let bitmap = 0
  const references: ArrayLike<number>[] = []
  for (const [digit, child] of children?.entries() ?? []) {
    if (!child) continue
    const reference = (child.reference ??= refer(encode(child, version)))
    bitmap |= 1 << digit
    references.push(compact(reference.length), reference)
  }
  if (children) parts.push([bitmap & 255, bitmap >> 8])
  if (value) parts.push(...(hashed ? [blake2_256(value)] : [compact(value.length), value]))
  return concat(...parts, ...references)
}

const refer = (encoded: Uint8Array) => (encoded.length <= INLINE_NODE_MAX ? encoded : blake2_256(encoded))

/** What proves what is at `path`: the nodes on the way that stand in their parent as a hash, and a value that does. */
function* prove(at: Node, path: string, version: number): Generator<Uint8Array> {
  const encoded = encode(at, version)
  if (encoded.length > INLINE_NODE_MAX) yield encoded
  if (!path.startsWith(at.path)) return
  if (path.length === at.path.length) {
    if (version === 1 && at.value && at.value.length > INLINE_VALUE_MAX) yield at.value
    return
  }
  const child = at.children?.[digitAt(path, at.path.length)]
  if (child) yield* prove(child, path.slice(at.path.length + 1), version)
}

/** What stands for the uppermost node whose path begins with `path`. */
function reference(at: Node, path: string, version: number): Uint8Array | null {
  if (at.path.startsWith(path)) return (at.reference ??= refer(encode(at, version)))
  if (!path.startsWith(at.path)) return null
  const child = at.children?.[digitAt(path, at.path.length)]
  return child ? reference(child, path.slice(at.path.length + 1), version) : null
}

/** A whole state with its root. `with` costs what changed; the trie that it is called on stays as it is. */
export class StateTrie implements StateView {
  readonly #root: Node | null
  readonly #version: number
  #hash: Uint8Array | null = null

  private constructor(root: Node | null, version: number) {
    this.#root = root
    this.#version = version
  }

  static of(entries: Iterable<TrieEntry>, version: number): StateTrie {
    return new StateTrie(null, version).with(entries)
  }

  with(changes: Changes | Iterable<readonly [string, Uint8Array | null]>): StateTrie {
    let root = this.#root
    for (const [key, value] of changes)
      root = value === null ? remove(root, pathOf(key)) : put(root, pathOf(key), value)
    return new StateTrie(root, this.#version)
  }

  /** The same entries in another version of the state. */
  inVersion(version: number): StateTrie {
    return version === this.#version ? this : StateTrie.of(this.entries(), version)
  }

  root(): Uint8Array {
    return (this.#hash ??= blake2_256(this.#root ? encode(this.#root, this.#version) : Uint8Array.of(0)))
  }

  get(key: string): Uint8Array | null {
    return find(this.#root, pathOf(key))
  }

  next(key: string): string | null {
    const path = this.#root && after(this.#root, '', pathOf(key))
    return path === null ? null : keyFromHex(`0x${path}`)
  }

  /** The Merkle value of the key, or of the nearest that begins with it; null where there is none. */
  merkleValue(key: string): Uint8Array | null {
    return this.#root && reference(this.#root, pathOf(key), this.#version)
  }

  /** Nodes that prove, with the root, which value each key has or that it has none; each node once, in order of bytes. */
  proof(keys: readonly string[]): Uint8Array[] {
    const root = this.#root
    if (!root) return [Uint8Array.of(0)]
    const nodes = keys.flatMap((key) => [...prove(root, pathOf(key), this.#version)])
    const proof = new Map([encode(root, this.#version), ...nodes].map((each) => [keyFromBytes(each), each]))
    return [...proof.values()].sort((a, b) => Buffer.compare(a, b))
  }

  /** In the order of their keys. */
  entries(): Generator<TrieEntry> {
    return walk(this.#root, '')
  }
}

/** Root of a trie of values under their compact-encoded index (the extrinsics root). */
export const orderedRoot = (values: readonly Uint8Array[], version: number): Uint8Array =>
  StateTrie.of(
    values.map((value, index) => [keyFromBytes(compact(index)), value]),
    version,
  ).root()
