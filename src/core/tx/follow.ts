import type { Transaction } from '../../contract/actions.ts'
import { createBlockReader } from '../chain/blocks.ts'
import type { ChainClient, ChainSession } from '../chain/client.ts'
import { rejected } from '../chain/dispatch-errors.ts'
import type { ChainEvent } from '../chain/events.ts'
import { coalesced } from '../coalesced.ts'
import type { Log } from '../observability/log.ts'
import { wordsOf } from '../storage-errors.ts'
import { createInFlight } from './in-flight.ts'
import { readOutcome } from './outcome.ts'
import { createScan, type Scan } from './scan.ts'
import { toTransaction, type TransactionRow, type TransactionStore } from './transactions.ts'
import { createWatch } from './watch.ts'
import { reason, say } from '../words.ts'

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

/** What a disk or a node did not let be done is tried again after this time, ms. */
const RETRY_MS = 2_000

/**
 * The node's own subscription gives quick news; the truth is looked up in finalized blocks, by the signed bytes. So a
 * restart, a lost connection and a node that forgets are all the same: whatever is in flight is looked for from the
 * block it was signed at to the last one that can include it.
 */
export function createFollower(options: FollowerOptions): Follower {
  const { client, store, log, onDead, isSigning, isDoubtful } = options
  const stops: (() => void)[] = []
  let present: { session: ChainSession; scan: Scan; resumed: boolean } | null = null
  let finalized: number | null = null
  let stopped = false

  const later = createLater(log, ({ signal }) => stopped || signal.aborted)
  const inFlight = createInFlight({
    store,
    onSettled(row) {
      watch.end(row.id)
      if (row.status === 'failed') onDead(row)
    },
  })
  const watch = createWatch({
    ...{ store, inFlight, log },
    head: () => client.status().head ?? finalized,
    look: () => look(),
    resume: (session, row) => resume(session, [row]),
  })
  const scanning = coalesced(scan, (error) => {
    if (present) later.again(present.session, 'Looking for transactions failed', error, look)
  })

  function look() {
    if (finalized !== null && !stopped) scanning()
  }

  async function scan() {
    const now = present
    if (!now || stopped) return
    const all = await now.scan.upTo(() => (present === now ? finalized : null))
    later.went()
    // Only now: an account that was emptied begins to count its nonces anew, so that what a block has already could be
    // done a second time.
    if (all && !now.resumed) {
      now.resumed = true
      void resumeAll(now.session)
    }
  }

  /** What was in flight before the connection, or before the start of the core. */
  async function resume(session: ChainSession, rows: readonly TransactionRow[]) {
    for (const row of rows) {
      if (session.signal.aborted || watch.has(row.id)) continue
      try {
        if (row.bytes !== null && !isDoubtful()) await watch.resend(session, row)
        // Whether it was sent is said when the blocks since then were looked at.
        else if (!isSigning(row.id)) store.update(row.id, { status: 'unknown' })
      } catch (error) {
        const what = `Transaction ${row.id} is not followed yet`
        later.again(session, what, error, () => void resume(session, [row]))
      }
    }
  }

  async function resumeAll(session: ChainSession): Promise<void> {
    try {
      await resume(session, store.pending(session.genesisHash))
    } catch (error) {
      later.again(session, 'Transactions are not followed yet', error, () => void resumeAll(session))
    }
  }

  return {
    send: (session, row) => watch.send(session, row),
    resend: (session, row) => resume(session, [row]),
    async wait(id, signal) {
      await inFlight.wait(id, signal)
      return outcomeOf(options, id, signal)
    },
    start() {
      stops.push(
        client.onSession((session) => {
          watch.clear()
          finalized = null
          const scan = createScan({ session, store, inFlight, isSigning, isStopped: () => stopped })
          present = { session, scan, resumed: false }
        }),
        client.onFinalized((block) => {
          finalized = block
          look()
        }),
      )
    },
    async stop() {
      stopped = true
      for (const stop of stops) stop()
      await scanning.idle()
    },
  }
}

/** What the disk or the node did not let be done: it is said once in a row, and done when it can be. */
function createLater(log: Log, isOver: (session: ChainSession) => boolean) {
  let told = ''
  return {
    again(session: ChainSession, what: string, error: unknown, work: () => void) {
      if (isOver(session)) return
      const words = `${what}: ${wordsOf(error)}`
      if (words !== told) log.warn(words)
      told = words
      setTimeout(() => isOver(session) || work(), RETRY_MS).unref()
    },
    /** The next failure is news. */
    went() {
      told = ''
    },
  }
}

/** @throws {RejectedError} when it failed, in its block or before */
async function outcomeOf(
  { client, store }: Pick<FollowerOptions, 'client' | 'store'>,
  id: string,
  signal?: AbortSignal,
): Promise<Finalized> {
  const row = store.row(id)
  if (row.status === 'failed') {
    const why = row.error ?? reason('failed')
    throw rejected(why, row.fee ? say('tx.only-fee-paid') : say('tx.nothing-paid'))
  }
  const reader = createBlockReader(await client.whenConnected(signal))
  const [block, hash] = [row.block!, row.blockHash!]
  const index = (await reader.extrinsics(hash)).indexOf(row.bytes!)
  const { events } = await readOutcome(reader, { block, hash, index })
  return { transaction: toTransaction(row), events }
}
