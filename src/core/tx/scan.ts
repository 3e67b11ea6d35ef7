import { hexToU8a, u8aToBn } from '@polkadot/util'
import { createBlockReader, type BlockReader } from '../chain/blocks.ts'
import type { ChainSession } from '../chain/client.ts'
import type { InFlight } from './in-flight.ts'
import { readOutcome, type BlockPosition } from './outcome.ts'
import type { TransactionRow, TransactionStore } from './transactions.ts'
import { neverSent, recognise, wasNeverSent } from './unwritten.ts'
import { reason } from '../words.ts'

// What the finalized blocks show of transactions: the truth, whatever a node said before.

/** Looks for what is in flight in the blocks of one connection, from where each was signed to where it can be no more. */
export interface Scan {
  /** Looks at what was finalized since. Resolves with whether all of it was looked at. */
  upTo(finalized: () => number | null): Promise<boolean>
}

export interface ScanOptions {
  session: ChainSession
  store: TransactionStore
  inFlight: InFlight
  /** Whether a transaction is being signed at this moment. */
  isSigning: (id: string) => boolean
  isStopped: () => boolean
}

export function createScan({ session, store, inFlight, isSigning, isStopped }: ScanOptions): Scan {
  const reader = createBlockReader(session)
  /** Last block that was looked at. */
  let seen = -1
  const over = () => isStopped() || session.signal.aborted

  async function lookAt(number: number, pending: readonly TransactionRow[]) {
    const hash = await reader.hash(number)
    if (hash === null) throw new Error(`The chain has no block ${number}.`)
    const extrinsics = await reader.extrinsics(hash)
    const positions = new Map(extrinsics.map((bytes, index) => [bytes, index]))
    const codec = pending.some(({ bytes }) => bytes === null) ? await session.codec() : null
    for (const begun of pending) {
      const row = (codec && recognise(store, codec, extrinsics, begun)) ?? begun
      if (row.bytes === null) continue
      const index = positions.get(row.bytes)
      if (index !== undefined) await found(reader, row, { block: number, hash, index })
      else if (row.validUntil !== null && number >= row.validUntil)
        inFlight.settle(row.id, {
          status: 'failed',
          error: reason('expired/not-taken'),
        })
    }
  }

  async function found(reader: BlockReader, row: TransactionRow, position: BlockPosition) {
    const { error, fee, created } = await readOutcome(reader, position)
    const { block, hash: blockHash } = position
    const status = error ? 'failed' : 'finalized'
    inFlight.settle(row.id, { status, block, blockHash, fee, error, created })
  }

  /** No block up to `number` has them. */
  async function settleTheRest(number: number, pending: readonly TransactionRow[]) {
    await settleSuperseded(number, pending)
    for (const { id } of pending) {
      const error = inFlight.refusal(id, number)
      if (error && !inFlight.isSettled(id)) inFlight.settle(id, { status: 'failed', error })
    }
    for (const row of pending)
      if (row.bytes === null && (await wasNeverSent(session, number, row, pending)))
        inFlight.settle(row.id, neverSent)
  }

  /** Those whose nonce was used cannot be included any more. */
  async function settleSuperseded(number: number, pending: readonly TransactionRow[]) {
    const rows = pending.filter(({ id, status }) => inFlight.isDoubted(id) || status === 'unknown')
    if (rows.length === 0) return
    const hash = await reader.hash(number)
    for (const { id, signer, nonce } of rows) {
      if (signer === null || nonce === null || hash === null) continue
      const key = session.api.query.system!.account!.key(signer)
      const value = await session.send<string | null>('state_getStorage', [key, hash])
      // AccountInfo begins with the nonce.
      const next = value === null ? 0 : u8aToBn(hexToU8a(value).subarray(0, 4), { isLe: true }).toNumber()
      if (next <= nonce || inFlight.isSettled(id)) continue
      inFlight.settle(id, { status: 'failed', error: reason('superseded') })
    }
  }

  return {
    async upTo(finalized) {
      for (let end = finalized(); end !== null && !over(); end = finalized()) {
        const pending = store
          .pending(session.genesisHash)
          .filter(({ id, bytes }) => bytes !== null || !isSigning(id))
        if (pending.length === 0) return false
        const from = Math.min(...pending.map(({ signedAt }) => signedAt ?? Infinity))
        const number = Math.max(seen, from) + 1
        if (number > end) {
          await settleTheRest(Math.min(number - 1, end), pending)
          return true
        }
        await lookAt(number, pending)
        seen = number
      }
      return false
    },
  }
}
