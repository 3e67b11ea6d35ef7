import { blake2_256 } from './executor/hash.ts'
import { toHex } from './executor/scale.ts'
import type { Ledger } from './ledger.ts'
import { RpcError } from './rpc/rpc-error.ts'
import { isWhole, type Invalidity } from './runtime-api.ts'

const MAX_TRANSACTIONS = 4_096
const MAX_BYTES = 16 * 1024 * 1024

/** So many waiting transactions are looked at again after a block. */
const CHECKED_AGAIN = 32

/** `author_extrinsicUpdate` in the words of a node. */
export type TransactionStatus =
  | 'ready'
  | 'future'
  | 'invalid'
  | 'dropped'
  | { readonly inBlock: string }
  | { readonly finalized: string }
  | { readonly usurped: string }

type Watcher = (status: TransactionStatus) => void

interface Entry {
  readonly extrinsic: Uint8Array
  readonly hash: `0x${string}`
  priority: bigint
  requires: readonly string[]
  provides: readonly string[]
  readonly watchers: Set<Watcher>
}

const isInvalid = <T extends object>(validity: T | Invalidity): validity is Invalidity => 'words' in validity

const refusal = ({ code, words }: Invalidity) =>
  new RpcError(code, code === 1010 ? 'Invalid Transaction' : 'Unknown Transaction Validity', words)

const tooLow = (old: bigint, next: bigint) =>
  new RpcError(
    1014,
    `Priority is too low: (${old} vs ${next})`,
    'The transaction has too low priority to replace another transaction already in the pool.',
  )

/** Those that can go into a block together: each behind the ones that it requires. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const chosen: Entry[] = []
  const provided = new Set<string>()
  let waiting = entries
  for (let found = true; found;) {
    found = false
    waiting = waiting.filter((entry) => {
      if (!entry.requires.every((tag) => provided.has(tag))) return true
      chosen.push(entry)
      for (const tag of entry.provides) provided.add(tag)
      return !(found = true)
    })
  }
  return chosen
}

/** What the runtime says of a transaction on the newest state. @throws {RpcError} 1001, 1002, 1010 or 1011 */
async function validated(ledger: Ledger, extrinsic: Uint8Array) {
  if (!isWhole(extrinsic))
    throw new RpcError(1001, 'Extrinsic has invalid format: the extrinsic has a wrong length prefix')
  const validity = await ledger.validate(extrinsic).catch((error: Error) => {
    throw new RpcError(1002, 'Verification Error: the runtime cannot execute the extrinsic', error.message)
  })
  if (isInvalid(validity)) throw refusal(validity)
  return validity
}

/** Transactions that wait for a block, in order of arrival, each behind the ones that it requires. */
export function createPool(ledger: Ledger) {
  const entries = new Map<string, Entry>()
  let bytes = 0

  const tell = (entry: Entry, status: TransactionStatus) => {
    for (const watcher of entry.watchers) watcher(status)
  }
  const remove = (entry: Entry) => {
    if (entries.delete(entry.hash)) bytes -= entry.extrinsic.length
  }

  const requireNew = (hash: string) => {
    if (entries.has(hash)) throw new RpcError(1013, 'Transaction Already Imported', hash)
  }

  const ready = () => inOrder([...entries.values()])

  return {
    /** What can go into the next block, in order. */
    ready,
    size: () => entries.size,
    pending: (): `0x${string}`[] => [...entries.values()].map(({ extrinsic }) => toHex(extrinsic)),
    /** Whether a waiting transaction provides a tag (hex). */
    provides: (tag: string) => [...entries.values()].some(({ provides }) => provides.includes(tag)),

    /**
     * Takes a transaction in; returns its hash and how to stop watching. Throws RpcError with a node's codes:
     * 1001 no extrinsic, 1002 unreadable, 1010 / 1011 not valid, 1013 known already, 1014 priority too low, 1016 pool full.
     */
    async submit(
      extrinsic: Uint8Array,
      watcher?: Watcher,
    ): Promise<{ hash: `0x${string}`; unwatch: () => void }> {
      const hash = toHex(blake2_256(extrinsic))
      requireNew(hash)
      const validity = await validated(ledger, extrinsic)
      requireNew(hash)
      const rivals = [...entries.values()].filter(({ provides }) =>
        provides.some((tag) => validity.provides.includes(tag)),
      )
      const better = rivals.find(({ priority }) => priority >= validity.priority)
      if (better) throw tooLow(better.priority, validity.priority)
      if (entries.size - rivals.length >= MAX_TRANSACTIONS || bytes + extrinsic.length > MAX_BYTES)
        throw new RpcError(
          1016,
          'Immediately Dropped',
          "The transaction couldn't enter the pool because of the limit",
        )
      for (const rival of rivals) {
        remove(rival)
        tell(rival, { usurped: hash })
      }
      const entry: Entry = { extrinsic, hash, ...validity, watchers: new Set(watcher && [watcher]) }
      entries.set(hash, entry)
      bytes += extrinsic.length
      tell(entry, ready().includes(entry) ? 'ready' : 'future')
      return { hash, unwatch: () => void (watcher && entry.watchers.delete(watcher)) }
    },

    /** Takes out what a block settled, and checks the rest against the new state. */
    async settle(block: {
      hash: `0x${string}`
      included: readonly Uint8Array[]
      rejected: readonly Uint8Array[]
    }): Promise<void> {
      const named = (extrinsics: readonly Uint8Array[]) =>
        new Set(extrinsics.map((extrinsic) => toHex(blake2_256(extrinsic))))
      const included = named(block.included)
      const rejected = named(block.rejected)
      const provided = new Set<string>()
      for (const entry of [...entries.values()]) {
        if (included.has(entry.hash)) {
          for (const tag of entry.provides) provided.add(tag)
          remove(entry)
          tell(entry, { inBlock: block.hash })
          // A block is final when it is there.
          tell(entry, { finalized: block.hash })
        } else if (rejected.has(entry.hash)) {
          remove(entry)
          tell(entry, 'invalid')
        }
      }
      for (const entry of entries.values())
        entry.requires = entry.requires.filter((tag) => !provided.has(tag))
      // The others prove themselves in the next block; the ones that wait for something may do so in vain.
      const now = new Set(ready())
      const waiting = [...entries.values()].filter((entry) => !now.has(entry))
      for (const entry of waiting.slice(0, CHECKED_AGAIN)) {
        const validity = await validated(ledger, entry.extrinsic).catch(() => null)
        if (!entries.has(entry.hash)) continue
        if (validity) Object.assign(entry, validity)
        else {
          remove(entry)
          tell(entry, 'invalid')
        }
      }
    },
  }
}
export type Pool = ReturnType<typeof createPool>
