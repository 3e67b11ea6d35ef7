import type { StateView } from '../executor/overlay.ts'
import {
  decodeRuntimeVersion,
  runtimeVersionBytes,
  stateVersionOf,
  type RuntimeVersion,
} from '../executor/runtime-version.ts'
import { StateTrie, type TrieEntry } from '../executor/trie.ts'
import { OutOfTimeError, within } from '../executor/within.ts'
import type { Ledger, StateAt } from '../ledger.ts'
import { CODE } from '../keys.ts'
import { toHex } from '../executor/scale.ts'
import { RpcError } from './rpc-error.ts'

/** The code of a node for state that it does not have. */
const CLIENT_ERROR = 4003

/** The value of one key at a block (default: the last). @throws {RpcError} when it is not known any more */
export function valueAt(ledger: Ledger, key: string, hash?: Uint8Array | null): Uint8Array | null {
  const number = numberOf(ledger, hash)
  if (number === ledger.head().number) return ledger.state.get(key)
  const state = ledger.stateAt(number)
  if (state.pruned && !state.keeps(key)) throw discarded(hash!)
  return state.get(key)
}

/** The whole state of a block (default: the last). @throws {RpcError} when it is not known any more */
export function stateAt(ledger: Ledger, hash?: Uint8Array | null): StateAt {
  const number = numberOf(ledger, hash)
  if (number === ledger.head().number) return headState(ledger)
  const state = ledger.stateAt(number)
  if (state.pruned) throw discarded(hash!)
  return { code: codeAt(ledger, hash), get: state.get, next: state.next }
}

/** The runtime of a block, which stays known for ever. */
export function codeAt(ledger: Ledger, hash?: Uint8Array | null): Uint8Array {
  const present = ledger.state.get(CODE)!
  const past = valueAt(ledger, CODE, hash)!
  // The same object as before, so that what is cached by it is found.
  return Buffer.compare(past, present) === 0 ? present : past
}

const versions = new WeakMap<Uint8Array, RuntimeVersion & { systemVersion: number }>()

/** The runtime's version in the JSON of a node. */
export function versionOf(code: Uint8Array) {
  const known = versions.get(code)
  if (known) return known
  const version = { ...decodeRuntimeVersion(runtimeVersionBytes(code)!), systemVersion: 1 }
  versions.set(code, version)
  return version
}

/** Keys of a state that begin with `prefix`, behind `after`, in order. @throws {RpcError} when there are too many */
export function* keysOf(
  state: StateView,
  prefix: string,
  withinMs: number,
  after?: string | null,
  count = Number.POSITIVE_INFINITY,
): Generator<string> {
  const end = performance.now() + withinMs
  const fromPrefix = !after || after < prefix
  let at = fromPrefix && state.get(prefix) !== null ? prefix : state.next(fromPrefix ? prefix : after)
  for (; count-- > 0 && at?.startsWith(prefix); at = state.next(at)) {
    if (performance.now() > end) throw tookTooLong(withinMs)
    yield at
  }
}

const tookTooLong = (ms: number) =>
  new RpcError(CLIENT_ERROR, `Client error: it took more than ${ms / 1_000} s; ask for less at a time`)

/**
 * Asks the state of a block as a trie; that of a past one is put together from its history.
 * @throws {RpcError} when that takes too long, or the state is not known any more
 */
export function askTrie<T>(
  ledger: Ledger,
  hash: Uint8Array | null | undefined,
  ask: (trie: StateTrie) => T,
): T {
  const state = stateAt(ledger, hash)
  if (isHead(ledger, hash)) return ask(ledger.trie())
  const { clientCallMs } = ledger
  const entries = Array.from(keysOf(state, '', clientCallMs), (key): TrieEntry => [key, state.get(key)!])
  try {
    return within(clientCallMs, () => ask(StateTrie.of(entries, stateVersionOf(state.code))))
  } catch (error) {
    throw error instanceof OutOfTimeError ? tookTooLong(clientCallMs) : error
  }
}
const isHead = (ledger: Ledger, hash?: Uint8Array | null) =>
  !hash || Buffer.compare(hash, ledger.head().hash) === 0

const headState = ({ state }: Ledger): StateAt => ({
  code: state.get(CODE)!,
  get: (key) => state.get(key),
  next: (key) => state.next(key),
})

function numberOf(ledger: Ledger, hash?: Uint8Array | null): number {
  if (!hash) return ledger.head().number
  const block = ledger.block(hash)
  if (!block)
    throw new RpcError(
      CLIENT_ERROR,
      `Client error: UnknownBlock: Header was not found in the database: ${toHex(hash)}`,
    )
  return block.number
}

const discarded = (hash: Uint8Array) =>
  new RpcError(CLIENT_ERROR, `Client error: UnknownBlock: State already discarded for ${toHex(hash)}`)
