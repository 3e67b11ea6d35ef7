import type { TransactionRow, TransactionStore } from './transactions.ts'
import { u8aToBn, hexToU8a } from '@polkadot/util'
import type { ChainSession } from '../chain/client.ts'
import type { Codec } from '../chain/signed-call.ts'
import { LIFE_BLOCKS } from '../chain/sign.ts'
import { reason } from '../words.ts'

// Transactions that were begun, and of which nothing says whether they were signed: Ainur was killed, or the disk lost
// what was written. Their signed bytes are written down before they are sent, so they were most likely never sent; but
// that is only said after the blocks since then were searched by account and call.

/** What is kept of one that no block has. */
export const neverSent: Partial<TransactionRow> = {
  status: 'failed',
  error: reason('not-signed'),
}

/** Finds the transaction among a block's: by its signer and call, where its bytes are none that the journal knows. */
export function recognise(
  store: TransactionStore,
  codec: Codec,
  extrinsics: readonly string[],
  row: TransactionRow,
): TransactionRow | null {
  if (row.bytes !== null || row.call === null) return null
  for (const bytes of extrinsics) {
    const read = codec.read(bytes)
    if (read === null || read.call !== row.call || read.signer !== row.signer || store.has(bytes)) continue
    return store.update(row.id, { bytes, hash: read.hash, nonce: read.nonce })
  }
  return null
}

/**
 * Whether it can be said that it was never sent, now that blocks up to `number` do not have it: nothing of the account
 * waits in the network but what the journal knows, or it would be too old by now.
 */
export async function wasNeverSent(
  session: ChainSession,
  number: number,
  { signer, signedAt }: TransactionRow,
  pending: readonly TransactionRow[],
): Promise<boolean> {
  if (signer === null || signedAt === null || number >= signedAt + LIFE_BLOCKS) return true
  const hash = await session.send<string | null>('chain_getBlockHash', [number])
  const key = session.api.query.system!.account!.key(signer)
  const value = await session.send<string | null>('state_getStorage', [key, hash])
  // AccountInfo begins with the nonce.
  const used = value === null ? 0 : u8aToBn(hexToU8a(value).subarray(0, 4), { isLe: true }).toNumber()
  const next = await session.send<number>('system_accountNextIndex', [signer])
  const known = pending.filter((row) => row.signer === signer && row.nonce !== null && row.nonce >= used)
  return next - used <= known.length
}
