import { messageOf } from '../errors.ts'
import type { ChainSession } from '../chain/client.ts'
import { isRpcFailure, validityReason } from '../chain/dispatch-errors.ts'
import type { Log } from '../observability/log.ts'
import { wordsOf } from '../storage-errors.ts'
import type { InFlight } from './in-flight.ts'
import type { TransactionRow, TransactionStore } from './transactions.ts'

// What the node says of a transaction: quick news, which the finalized blocks confirm or not.

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
/** So often a node that let go of a transaction is asked to take it again. */
const MAX_RESENDS = 3

export interface Watch {
  /** Sends signed bytes and listens. Rejects with the node's answer when it does not take them. */
  send(session: ChainSession, row: TransactionRow): Promise<void>
  /** Sends again, as they are, bytes of which nobody knows whether they arrived. */
  resend(session: ChainSession, row: TransactionRow): Promise<void>
  has(id: string): boolean
  /** It is over. */
  end(id: string): void
  /** Subscriptions end with their connection. */
  clear(): void
}

export interface WatchOptions {
  store: TransactionStore
  inFlight: InFlight
  log: Log
  /** Newest block that the network may have, or null. */
  head: () => number | null
  /** The finalized blocks have to say more. */
  look: () => void
  /** The node let go of it: it is asked to take it again. */
  resume: (session: ChainSession, row: TransactionRow) => Promise<void>
}

export function createWatch({ store, inFlight, log, head, look, resume }: WatchOptions): Watch {
  const watches = new Map<string, () => void>()

  async function send(session: ChainSession, row: TransactionRow) {
    const { id, bytes } = row
    const end = await session.subscribe<Status>(WATCH, [bytes], (status) => {
      onStatus(session, id, status).catch((error: unknown) => {
        if (!session.signal.aborted) log.warn(`Transaction ${id}: ${messageOf(error)}`)
      })
    })
    // It may have been settled before the subscription was known here.
    if (inFlight.isSettled(id)) return end()
    watches.set(id, end)
    try {
      const { status } = store.row(id)
      if (status === 'signing' || status === 'unknown') store.update(id, { status: 'broadcast' })
    } catch (error) {
      // The network has it, and its bytes are kept: to call it failed would be to invite to send it once more.
      log.warn(`Transaction ${id} was sent, but that cannot be written down: ${wordsOf(error)}`)
    }
    look()
  }

  async function onStatus(session: ChainSession, id: string, status: Status) {
    if (inFlight.isSettled(id)) return
    if (status === 'invalid' || status === 'dropped') return onRefused(session, id)
    if (typeof status === 'string') return
    if (status.usurped) return doubt(id)
    if (status.inBlock) {
      const { number } = await session.send<{ number: string }>('chain_getHeader', [status.inBlock])
      if (inFlight.isSettled(id)) return
      store.update(id, { status: 'in-block', block: Number(number), blockHash: status.inBlock })
    } else if (status.retracted) store.update(id, { status: 'retracted', block: null, blockHash: null })
  }

  /** Whether the account went on without it is seen as soon as all blocks were looked at. */
  function doubt(id: string) {
    inFlight.doubt(id)
    look()
  }

  /** Asking again says why the node let go of it; a node that takes it now gets to keep it. */
  async function onRefused(session: ChainSession, id: string) {
    if (inFlight.letGo(id) > MAX_RESENDS) return doubt(id)
    await resume(session, store.row(id))
  }

  return {
    send,
    async resend(session, { id, ...row }) {
      if (inFlight.isSettled(id)) return
      store.update(id, { status: 'unknown' })
      try {
        await send(session, { id, ...row })
      } catch (error) {
        if (!isRpcFailure(error)) throw error
        if (inFlight.isSettled(id)) return
        const reason = validityReason(error)
        if (reason.code === 'already-known') return
        // Its nonce was used, most likely by itself: then a finalized block has it.
        if (reason.code === 'stale-nonce' || reason.code === 'low-priority') return doubt(id)
        // One that emptied its account is refused for what it did itself: blocks up to here say whether it did.
        inFlight.refuse(id, reason, head() ?? 0)
        look()
      }
    },
    has: (id) => watches.has(id),
    end(id) {
      watches.get(id)?.()
      watches.delete(id)
    },
    clear: () => watches.clear(),
  }
}
