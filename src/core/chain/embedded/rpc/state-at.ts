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
