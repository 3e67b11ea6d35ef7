import { z } from 'zod'
import { blake2_256 } from '../executor/hash.ts'
import { keyToHex, toHex } from '../executor/scale.ts'
import type { Ledger } from '../ledger.ts'
import { hex, key } from './params.ts'
import { askTrie, keysOf, stateAt } from './state-at.ts'

const PAGE = 1_000

const item = z.object({
  key,
  type: z.enum(['value', 'hash', 'closestDescendantMerkleValue', 'descendantsValues', 'descendantsHashes']),
  paginationStartKey: key.nullish(),
})
export const itemsOf = z.array(item).max(PAGE)
export const childTrie = hex(1_024).nullish()

export type StorageItem = Readonly<Record<string, string>>

/** What `chainHead_v1_storage` and `archive_v1_storage` ask for; the chain has no child tries. @throws {RpcError} */
export function* storageItems(
  ledger: Ledger,
  hash: Uint8Array,
  items: z.infer<typeof itemsOf>,
  child: Uint8Array | null | undefined,
): Generator<StorageItem> {
  if (child) return
  const state = stateAt(ledger, hash)
  for (const { key: wanted, type, paginationStartKey } of items) {
    if (type === 'closestDescendantMerkleValue') {
      const merkleValue = askTrie(ledger, hash, (trie) => trie.merkleValue(wanted))
      if (merkleValue) yield { key: keyToHex(wanted), closestDescendantMerkleValue: toHex(merkleValue) }
      continue
    }
    const names = type.startsWith('descendants')
      ? keysOf(state, wanted, ledger.clientCallMs, paginationStartKey)
      : [wanted]
    const hashed = type === 'hash' || type === 'descendantsHashes'
    for (const name of names) {
      const value = state.get(name)
      if (value === null) continue
      yield hashed
        ? { key: keyToHex(name), hash: toHex(blake2_256(value)) }
        : { key: keyToHex(name), value: toHex(value) }
    }
  }
}

export function pagesOf(items: Iterable<StorageItem>): StorageItem[][] {
  const all = [...items]
  return Array.from({ length: Math.ceil(all.length / PAGE) }, (_, i) => all.slice(i * PAGE, (i + 1) * PAGE))
}
