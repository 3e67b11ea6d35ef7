import { hexToU8a, u8aToBn } from '@polkadot/util'
import type { Transaction } from '../../contract/actions.ts'
import { messageOf } from '../errors.ts'
import { wordsOf } from '../storage-errors.ts'
import type { Log } from '../observability/log.ts'
import { settled, toTransaction, type TransactionRow, type TransactionStore } from './transactions.ts'
import { createBlockReader, type BlockReader } from '../chain/blocks.ts'
import type { ChainClient, ChainSession } from '../chain/client.ts'
import { isRpcFailure, rejected, validityReason } from '../chain/dispatch-errors.ts'
import type { ChainEvent } from '../chain/events.ts'
import { readOutcome, type BlockPosition } from './outcome.ts'
import { neverSent, recognise, wasNeverSent } from './unwritten.ts'
import { createWaiters } from './waiters.ts'

export interface Finalized {
  transaction: Transaction
  /** Events of this extrinsic alone. */
  events: ChainEvent[]
}

/** Follows transactions in flight to their end. */
export interface Follower {
  /** Sends signed bytes and follows them. Rejects with the node's answer when it does not take them. */
  send(session: ChainSession, row: TransactionRow): Promise<void>
  /** Sends again, as they are, bytes of which nobody knows whether they arrived, and follows them; until that is done. */
  resend(session: ChainSession, row: TransactionRow): Promise<void>
  wait(id: string, signal?: AbortSignal): Promise<Finalized>
  start(): void
  stop(): Promise<void>
}

export interface FollowerOptions {
  client: ChainClient
  store: TransactionStore
  log: Log
  /** A transaction can no longer be included. */
  onDead: (row: TransactionRow) => void
  /** Whether a transaction is being signed at this moment. */
  isSigning: (id: string) => boolean
  /** Whether what is kept may be old or wrong: then nothing is sent again by itself, and the blocks say what happened. */
  isDoubtful: () => boolean
}

type Status =
  | 'ready'
  | 'future'
  | 'invalid'
  | 'dropped'
  | { inBlock?: string; retracted?: string; usurped?: string; finalized?: string }

const WATCH = {
  subscribe: 'author_submitAndWatchExtrinsic',
  notification: 'author_extrinsicUpdate',
  unsubscribe: 'author_unwatchExtrinsic',
}
/** What a disk or a node did not let be done is tried again after this time, ms. */
const RETRY_MS = 2_000
/** So often a node that let go of a transaction is asked to take it again. */
const MAX_RESENDS = 3

/**
 * The node's own subscription gives quick news; the truth is looked up in finalized blocks, by the signed bytes. So a
 * restart, a lost connection and a node that forgets are all the same: whatever is in flight is looked for from the
 * block it was signed at to the last one that can include it.
 */
export function createFollower({
  client,
  store,
  log,
  onDead,
  isSigning,
  isDoubtful,
}: FollowerOptions): Follower {
  const waiters = createWaiters()
  const watches = new Map<string, () => void>()
  /** Another transaction may have taken the place of these. */
  const doubtful = new Set<string>()
  const resends = new Map<string, number>()
  /** Those that a node does not take any more, which may be because a block has them. */
  const refusals = new Map<string, { reason: ReturnType<typeof validityReason>; upTo: number }>()
  const stops: (() => void)[] = []
  let scanned: { session: ChainSession; reader: BlockReader; to: number; resumed: boolean } | null = null
  let finalized: number | null = null
  let scanning: Promise<void> | null = null
  let scanAgain = false
  let stopped = false
  let told = ''

  /** The disk or the node may have failed: it is said once in a row, and done when it can be. */
  function tryLater(session: ChainSession, what: string, error: unknown, work: () => void) {
    if (stopped || session.signal.aborted) return
    const words = `${what}: ${wordsOf(error)}`
    if (words !== told) log.warn(words)
    told = words
    setTimeout(() => stopped || session.signal.aborted || work(), RETRY_MS).unref()
  }

  function settle(id: string, change: Partial<TransactionRow>) {
    watches.get(id)?.()
    watches.delete(id)
    doubtful.delete(id)
    resends.delete(id)
    refusals.delete(id)
    const row = store.update(id, change)
    if (row.status === 'failed') onDead(row)
    waiters.wake(id)
  }

  async function send(session: ChainSession, row: TransactionRow) {
    const { id, bytes } = row
    const end = await session.subscribe<Status>(WATCH, [bytes], (status) => {
      onStatus(session, id, status).catch((error: unknown) => {
        if (!session.signal.aborted) log.warn(`Transaction ${id}: ${messageOf(error)}`)
      })
    })
    // It may have been settled before the subscription was known here.
    const now = store.row(id)
    if (settled.includes(now.status)) return end()
    watches.set(id, end)
    try {
      if (now.status === 'signing' || now.status === 'unknown') store.update(id, { status: 'broadcast' })
    } catch (error) {
      // The network has it, and its bytes are kept: to call it failed would be to invite to send it once more.
      log.warn(`Transaction ${id} was sent, but that cannot be written down: ${wordsOf(error)}`)
    }
    if (finalized !== null) scan()
  }

  async function onStatus(session: ChainSession, id: string, status: Status) {
    const row = store.row(id)
    if (settled.includes(row.status)) return
    if (status === 'invalid' || status === 'dropped') return onRefused(session, row)
    if (typeof status === 'string') return
    if (status.usurped) return doubt(id)
    if (status.inBlock) {
      const header = await session.send<{ number: string }>('chain_getHeader', [status.inBlock])
      if (settled.includes(store.row(id).status)) return
      store.update(id, { status: 'in-block', block: Number(header.number), blockHash: status.inBlock })
    } else if (status.retracted) store.update(id, { status: 'retracted', block: null, blockHash: null })
  }

  /** Looks whether the account went on without it, as soon as all blocks were looked at. */
  function doubt(id: string) {
    doubtful.add(id)
    if (finalized !== null) scan()
  }

  /** The node let go of it. Asking again says why; a node that takes it now gets to keep it. */
  async function onRefused(session: ChainSession, row: TransactionRow) {
    const count = (resends.get(row.id) ?? 0) + 1
    resends.set(row.id, count)
    if (count > MAX_RESENDS) return doubt(row.id)
    await resume(session, [row])
  }

  async function resend(session: ChainSession, row: TransactionRow) {
    if (settled.includes(store.row(row.id).status)) return
    store.update(row.id, { status: 'unknown' })
    try {
      await send(session, row)
    } catch (error) {
      if (!isRpcFailure(error)) throw error
      if (settled.includes(store.row(row.id).status)) return
      const reason = validityReason(error)
      if (reason.code === 'already-known') return
      // Its nonce was used, most likely by itself: then a finalized block has it.
      if (reason.code === 'stale-nonce' || reason.code === 'low-priority') return doubt(row.id)
      // One that emptied its account is refused for what it did itself: blocks up to here say whether it did.
      refusals.set(row.id, { reason, upTo: client.status().head ?? finalized ?? 0 })
      if (finalized !== null) scan()
    }
  }

  function scan() {
    if (stopped) return
    if (scanning) {
      scanAgain = true
      return
    }
    scanning = scanBlocks()
      .then(() => void (told = ''))
      .catch((error: unknown) => {
        if (scanned) tryLater(scanned.session, 'Looking for transactions failed', error, scan)
      })
      .finally(() => {
        scanning = null
        if (scanAgain) {
          scanAgain = false
          scan()
        }
      })
  }

  async function scanBlocks() {
    const present = scanned
    if (!present) return
    const { session, reader } = present
    while (!stopped && !session.signal.aborted && finalized !== null) {
      const pending = store
        .pending(session.genesisHash)
        .filter(({ id, bytes }) => bytes !== null || !isSigning(id))
      if (pending.length === 0) return
      const from = Math.min(...pending.map(({ signedAt }) => signedAt ?? Infinity))
      const number = Math.max(present.to, from) + 1
      if (number > finalized) {
        await settleTheRest(session, Math.min(Math.max(present.to, from), finalized), pending)
        // Only now: an account that was emptied begins to count its nonces anew, so that what a block has already
        // could be done a second time.
        if (!present.resumed) void resumeAll(session)
        present.resumed = true
        return
      }
      await lookAt(session, reader, number, pending)
      present.to = number
    }
  }

  async function settleTheRest(session: ChainSession, number: number, pending: TransactionRow[]) {
    await settleSuperseded(session, number, pending)
    for (const { id } of pending) {
      const refused = refusals.get(id)
      if (refused && number >= refused.upTo && !settled.includes(store.row(id).status))
        settle(id, { status: 'failed', error: refused.reason })
    }
    for (const row of pending)
      if (row.bytes === null && (await wasNeverSent(session, number, row, pending))) settle(row.id, neverSent)
  }

  /** No block up to `number` has them: those whose nonce was used by then cannot be included any more. */
  async function settleSuperseded(session: ChainSession, number: number, pending: TransactionRow[]) {
    const rows = pending.filter(({ id, status }) => doubtful.has(id) || status === 'unknown')
    if (rows.length === 0) return
    const hash = await session.send<string | null>('chain_getBlockHash', [number])
    for (const { id, signer, nonce } of rows) {
      if (signer === null || nonce === null || hash === null) continue
      const key = session.api.query.system!.account!.key(signer)
      const value = await session.send<string | null>('state_getStorage', [key, hash])
      // AccountInfo begins with the nonce.
      const next = value === null ? 0 : u8aToBn(hexToU8a(value).subarray(0, 4), { isLe: true }).toNumber()
      if (next <= nonce || settled.includes(store.row(id).status)) continue
      const message = 'Another transaction of this account took its place.'
      settle(id, { status: 'failed', error: { code: 'superseded', message, detail: {} } })
    }
  }

  async function lookAt(
    session: ChainSession,
    reader: BlockReader,
    number: number,
    pending: TransactionRow[],
  ) {
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
        settle(row.id, {
          status: 'failed',
          error: { code: 'expired', message: 'No block took the transaction in time.', detail: {} },
        })
    }
  }

  async function found(reader: BlockReader, row: TransactionRow, position: BlockPosition) {
    const { error, fee, created } = await readOutcome(reader, position)
    const { block, hash: blockHash } = position
    settle(row.id, { status: error ? 'failed' : 'finalized', block, blockHash, fee, error, created })
  }

  /** What was in flight before the connection, or before the start of the core. */
  async function resume(session: ChainSession, rows: readonly TransactionRow[]) {
    for (const row of rows) {
      if (session.signal.aborted || watches.has(row.id)) continue
      try {
        if (row.bytes !== null && !isDoubtful()) await resend(session, row)
        // Whether it was sent is said when the blocks since then were looked at.
        else if (!isSigning(row.id)) store.update(row.id, { status: 'unknown' })
      } catch (error) {
        tryLater(
          session,
          `Transaction ${row.id} is not followed yet`,
          error,
          () => void resume(session, [row]),
        )
      }
    }
  }

  async function resumeAll(session: ChainSession): Promise<void> {
    try {
      await resume(session, store.pending(session.genesisHash))
    } catch (error) {
      tryLater(session, 'Transactions are not followed yet', error, () => void resumeAll(session))
    }
  }

  async function outcomeOf(id: string, signal?: AbortSignal): Promise<Finalized> {
    const row = store.row(id)
    if (row.status === 'failed') {
      const why = row.error ?? { code: 'failed', message: 'The transaction failed.', detail: {} }
      throw rejected(why, row.fee ? 'Only the fee was paid.' : 'Nothing was paid.')
    }
    const session = await client.whenConnected(signal)
    const reader = createBlockReader(session)
    const [block, hash] = [row.block!, row.blockHash!]
    const index = (await reader.extrinsics(hash)).indexOf(row.bytes!)
    const { events } = await readOutcome(reader, { block, hash, index })
    return { transaction: toTransaction(row), events }
  }

  return {
    send,
    resend: (session, row) => resume(session, [row]),
    async wait(id, signal) {
      signal?.throwIfAborted()
      if (!settled.includes(store.row(id).status)) await waiters.wait(id, signal)
      return outcomeOf(id, signal)
    },
    start() {
      stops.push(
        client.onSession((session) => {
          watches.clear()
          finalized = null
          scanned = { session, reader: createBlockReader(session), to: -1, resumed: false }
        }),
        client.onFinalized((block) => {
          finalized = block
          scan()
        }),
      )
    },
    async stop() {
      stopped = true
      for (const stop of stops) stop()
      await scanning
    },
  }
}
