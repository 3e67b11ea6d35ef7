import { blake2AsHex } from '@polkadot/util-crypto'
import type { TransactionRow, TransactionStore } from './transactions.ts'
import { LIFE_BLOCKS } from '../chain/sign.ts'

/**
 * For a journal whose rows may be damaged: what is in flight is put so that no wrong value of a row makes it count as
 * failed although it is in a block. Each fact is kept twice: the bytes and their hash, the first block and the last.
 */
export function widenSearch(store: TransactionStore, genesisHash: string): void {
  for (const row of store.pending(genesisHash)) {
    const change = { ...bytesThatFit(row), ...blocksThatFit(row) }
    if (Object.keys(change).length > 0) store.update(row.id, change)
  }
}

/** Without bytes it is looked for by account and call. */
function bytesThatFit({ bytes, hash }: TransactionRow): Partial<TransactionRow> {
  return bytes === null || hashOf(bytes) === hash ? {} : { bytes: null }
}

function hashOf(bytes: string): string | null {
  return /^0x([0-9a-f]{2})+$/.test(bytes) ? blake2AsHex(bytes, 256) : null
}

function blocksThatFit({ signedAt, validUntil }: TransactionRow): Partial<TransactionRow> {
  if (signedAt === null || validUntil === null || validUntil - signedAt === LIFE_BLOCKS) return {}
  return {
    signedAt: Math.max(0, Math.min(signedAt, validUntil - LIFE_BLOCKS)),
    validUntil: Math.max(validUntil, signedAt + LIFE_BLOCKS),
  }
}
