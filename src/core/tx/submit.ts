import type { Transaction } from '../../contract/actions.ts'
import { messageOf, OfflineError } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import { explainStorage, whyOf } from '../storage-errors.ts'
import { settled, toTransaction, type TransactionRow, type TransactionStore } from './transactions.ts'
import type { ChainClient, ChainSession } from '../chain/client.ts'
import { isRpcFailure, rejected, validityReason } from '../chain/dispatch-errors.ts'
import { createFollower, type Finalized, type Follower } from './follow.ts'
import { widenSearch } from './in-doubt.ts'
import { callOf, createLanes, requireChain, sign, type Lane, type Submission } from './lanes.ts'
import { reason, say, saidOf } from '../words.ts'

/** Signs with a queue of nonces for each signer, sends, follows to the end and keeps the whole life in local.db. */
export interface Submitter {
  /**
   * Resolves when the network has taken the transaction (status `broadcast` or later).
   * @throws {RejectedError} when the network refuses it; the transaction is then kept as `failed`
   * @throws {OfflineError}
   */
  submit(submission: Submission): Promise<Transaction>
  /**
   * Resolves when the transaction is finalized and did what it should.
   * @throws {RejectedError} when it failed in its block or can no longer be included
   */
  waitFinalized(id: string, signal?: AbortSignal): Promise<Finalized>
  get(id: string): Transaction
  /** Whether something that the account itself signed for the connected chain is not in its state at `block` yet, and may come. */
  awaits(from: string, block: number): boolean
  /** Follows what is in flight, from now on and from before a restart. */
  start(): void
  stop(): Promise<void>
}

export interface SubmitterOptions {
  client: ChainClient
  store: TransactionStore
  log: Log
  /** Whether what is kept of transactions may be old or wrong. */
  isDoubtful?: () => boolean
}

/** Signed bytes left this machine, and nobody knows what became of them. */
class LostAnswerError extends Error {
  override readonly name = 'LostAnswerError'
  constructor(cause: unknown) {
    super(messageOf(cause), { cause })
  }
}

const NOT_SENT = say('tx.not-paid')
/** Answers after which a fresh nonce helps: somebody else signed for the same account. */
const NONCE_CODES = new Set(['stale-nonce', 'low-priority', 'future-nonce'])
const ATTEMPTS = 3

/** Builds the submitter; nothing is followed before `start`. */
export function createSubmitter({
  client,
  store,
  log,
  isDoubtful = () => false,
}: SubmitterOptions): Submitter {
  const lanes = createLanes()
  const signing = new Set<string>()
  const stopped = new AbortController()
  let endWidening = () => {}
  const follower: Follower = createFollower({
    client,
    store,
    log,
    onDead: ({ signer }) => signer !== null && lanes.uncount(signer),
    isSigning: (id) => signing.has(id),
    isDoubtful,
  })

  async function send(session: ChainSession, submission: Submission, row: TransactionRow, lane: Lane) {
    for (let attempt = 1; ; attempt++) {
      stopped.signal.throwIfAborted()
      submission.signal?.throwIfAborted()
      const signed = await sign(store, session, submission, row.id, lane)
      store.update(row.id, signed)
      signing.delete(row.id)
      try {
        await follower.send(session, { ...row, ...signed })
        if (signed.nonce !== null) lane.next = { session, nonce: signed.nonce + 1, at: Date.now() }
        return
      } catch (error) {
        lane.next = null
        const retry = isRpcFailure(error) && NONCE_CODES.has(validityReason(error).code)
        if (!isRpcFailure(error)) throw new LostAnswerError(error)
        if (!retry || !submission.signer || attempt === ATTEMPTS) throw error
        log.debug(`Transaction ${row.id} is signed again: ${messageOf(error)}`)
      }
    }
  }

  async function submit(submission: Submission): Promise<Transaction> {
    const { signer } = submission
    const session = client.session()
    if (!session) throw new OfflineError()
    requireChain(session, submission)
    const row = begun(client, store, session, submission)
    signing.add(row.id)
    const lane = lanes.of(signer?.address ?? row.id)
    try {
      await lane.queue.add(() => send(session, submission, row, lane))
    } catch (error) {
      throw refuse(row, session, error)
    } finally {
      signing.delete(row.id)
      if (!signer) lanes.drop(row.id)
    }
    return toTransaction(store.row(row.id))
  }

  /** Records why a transaction was not taken. One whose answer was lost may have been taken: it is followed. */
  function refuse(row: TransactionRow, session: ChainSession, error: unknown): unknown {
    if (error instanceof LostAnswerError) {
      const sent = store.row(row.id)
      if (!settled.includes(sent.status)) writeDown(store, log, row, { status: 'unknown' })
      void follower.resend(session, sent)
      return new OfflineError({ ...say('tx.no-answer'), detail: messageOf(error.cause), cause: error.cause })
    }
    const refusal = isRpcFailure(error) ? validityReason(error) : reason('not-sent', { why: whyOf(error) })
    writeDown(store, log, row, { status: 'failed', error: refusal })
    return isRpcFailure(error)
      ? rejected(refusal, NOT_SENT, error)
      : (explainStorage(error, NOT_SENT) ?? error)
  }

  return {
    submit,
    waitFinalized: (id, signal) => follower.wait(id, signal),
    get: (id) => toTransaction(store.row(id)),
    awaits: (from, block) => awaits(client, store, from, block),
    start() {
      endWidening = client.onSession(({ genesisHash }) => {
        if (isDoubtful()) widenSearch(store, genesisHash)
      })
      follower.start()
    },
    async stop() {
      endWidening()
      stopped.abort(new OfflineError(say('chain.closing')))
      await follower.stop()
    },
  }
}

/** Written down before it is signed. */
function begun(
  client: ChainClient,
  store: TransactionStore,
  session: ChainSession,
  submission: Submission,
): TransactionRow {
  const { signer, action, summary, from } = submission
  return store.insert({
    call: callOf(submission, session).method.toHex(),
    signedAt: client.status().finalized,
    genesisHash: session.genesisHash,
    network: client.status().name,
    action,
    summary: summary.message,
    said: saidOf(summary),
    from,
    signer: signer?.address ?? null,
  })
}

/** Where that fails it stays as begun, and the blocks are searched for it. */
function writeDown(
  store: TransactionStore,
  log: Log,
  { id }: TransactionRow,
  change: Partial<TransactionRow>,
) {
  try {
    store.update(id, change)
  } catch (failure) {
    log.error(`Transaction ${id} cannot be written down: ${messageOf(failure)}`)
  }
}

/** See `Submitter.awaits`. */
function awaits(client: ChainClient, store: TransactionStore, from: string, block: number): boolean {
  const session = client.session()
  if (!session) return true
  if (store.pending(session.genesisHash).some((row) => row.signer === from)) return true
  // A node that lags shows the state before a block that was finalized elsewhere.
  const { items } = store.list({ address: from, status: 'finalized', limit: 20 })
  return items.some(
    (row) =>
      row.signer === from && row.block !== null && row.block > block && row.network === client.status().name,
  )
}
