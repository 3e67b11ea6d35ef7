import type { ApiPromise } from '@polkadot/api'
import type { KeyringPair } from '@polkadot/keyring/types'
import PQueue from 'p-queue'
import type { Transaction } from '../../contract/actions.ts'
import { LookAgainError, messageOf, OfflineError } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import { explainStorage, whyOf } from '../storage-errors.ts'
import { settled, toTransaction, type TransactionRow, type TransactionStore } from './transactions.ts'
import type { ChainClient, ChainSession } from '../chain/client.ts'
import { isRpcFailure, rejected, validityReason } from '../chain/dispatch-errors.ts'
import { createFollower, type Finalized, type Follower } from './follow.ts'
import { widenSearch } from './in-doubt.ts'
import { bareExtrinsic, nextNonce, signExtrinsic, type Extrinsic, type Signed } from '../chain/sign.ts'
import { reason, say, saidOf, type Sentence } from '../words.ts'

export interface Submission {
  /** The call, or how to make it with the API of the moment. */
  extrinsic: Extrinsic | ((api: ApiPromise) => Extrinsic)
  /** The chain that it is meant for: on another one it is not signed. */
  genesisHash: string
  /** Null: bare, without a signature. */
  signer: KeyringPair | null
  /** The contract's action type, e.g. `task.post`, or an agent's `tasks.bid`. */
  action: string
  /** In words, as the preview showed it. */
  summary: Sentence
  /** Whose doing it is: the account itself, or the owner for whom a hot key signs. Null: nobody's. */
  from: string | null
  signal?: AbortSignal
}

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
const TRUST_COUNT_MS = 5_000

interface Lane {
  readonly queue: PQueue
  /** Next nonce, as counted here since `at` (ms) in this session. */
  next: { session: ChainSession; nonce: number; at: number } | null
}

function requireChain(session: ChainSession, { genesisHash }: Submission): void {
  if (session.genesisHash === genesisHash) return
  throw new LookAgainError(say('tx.network-changed'))
}

/** Builds the submitter; nothing is followed before `start`. */
export function createSubmitter({
  client,
  store,
  log,
  isDoubtful = () => false,
}: SubmitterOptions): Submitter {
  const lanes = new Map<string, Lane>()
  const signing = new Set<string>()
  const stopped = new AbortController()
  let endWidening = () => {}
  const follower: Follower = createFollower({
    client,
    store,
    log,
    onDead: ({ signer }) => {
      const lane = signer === null ? undefined : lanes.get(signer)
      if (lane) lane.next = null
    },
    isSigning: (id) => signing.has(id),
    isDoubtful,
  })

  const laneOf = (key: string): Lane => {
    const lane = lanes.get(key) ?? { queue: new PQueue({ concurrency: 1 }), next: null }
    lanes.set(key, lane)
    return lane
  }

  /** The count of this machine matters while something of the account is in flight: one that was emptied begins anew. */
  function countedNonce(session: ChainSession, signer: string, lane: Lane, id: string) {
    if (lane.next?.session !== session) return null
    const inFlight = store.pending(session.genesisHash).some((row) => row.signer === signer && row.id !== id)
    return inFlight ? lane.next : null
  }

  async function sign(
    session: ChainSession,
    submission: Submission,
    id: string,
    lane: Lane,
  ): Promise<Signed> {
    const { extrinsic, signer } = submission
    requireChain(session, submission)
    const call = typeof extrinsic === 'function' ? extrinsic(session.api) : extrinsic
    if (!signer) return bareExtrinsic(session, call)
    const counted = countedNonce(session, signer.address, lane, id)
    // A count of some moments ago is right unless somebody else signs for this account, and then it is found out.
    if (counted && Date.now() - counted.at < TRUST_COUNT_MS)
      return signExtrinsic(session, call, signer, counted.nonce)
    const nonce = Math.max(counted?.nonce ?? 0, await nextNonce(session.api, signer.address))
    return signExtrinsic(session, call, signer, nonce)
  }

  async function send(session: ChainSession, submission: Submission, row: TransactionRow, lane: Lane) {
    for (let attempt = 1; ; attempt++) {
      stopped.signal.throwIfAborted()
      submission.signal?.throwIfAborted()
      const signed = await sign(session, submission, row.id, lane)
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
    const { signer, action, summary, from } = submission
    const session = client.session()
    if (!session) throw new OfflineError()
    requireChain(session, submission)
    const { extrinsic } = submission
    const call = typeof extrinsic === 'function' ? extrinsic(session.api) : extrinsic
    const row = store.insert({
      call: call.method.toHex(),
      signedAt: client.status().finalized,
      genesisHash: session.genesisHash,
      network: client.status().name,
      action,
      summary: summary.message,
      said: saidOf(summary),
      from,
      signer: signer?.address ?? null,
    })
    signing.add(row.id)
    const lane = laneOf(signer?.address ?? row.id)
    try {
      await lane.queue.add(() => send(session, submission, row, lane))
    } catch (error) {
      throw refuse(row, session, error)
    } finally {
      signing.delete(row.id)
      if (!signer) lanes.delete(row.id)
    }
    return toTransaction(store.row(row.id))
  }

  /** Records why a transaction was not taken. One whose answer was lost may have been taken: it is followed. */
  function refuse(row: TransactionRow, session: ChainSession, error: unknown): unknown {
    if (error instanceof LostAnswerError) {
      const sent = store.row(row.id)
      if (!settled.includes(sent.status)) writeDown(row, { status: 'unknown' })
      void follower.resend(session, sent)
      return new OfflineError({ ...say('tx.no-answer'), detail: messageOf(error.cause), cause: error.cause })
    }
    const refusal = isRpcFailure(error) ? validityReason(error) : reason('not-sent', { why: whyOf(error) })
    writeDown(row, { status: 'failed', error: refusal })
    return isRpcFailure(error)
      ? rejected(refusal, NOT_SENT, error)
      : (explainStorage(error, NOT_SENT) ?? error)
  }

  /** Where that fails it stays as begun, and the blocks are searched for it. */
  function writeDown({ id }: TransactionRow, change: Partial<TransactionRow>) {
    try {
      store.update(id, change)
    } catch (failure) {
      log.error(`Transaction ${id} cannot be written down: ${messageOf(failure)}`)
    }
  }

  return {
    submit,
    waitFinalized: (id, signal) => follower.wait(id, signal),
    get: (id) => toTransaction(store.row(id)),
    awaits(from, block) {
      const session = client.session()
      if (!session) return true
      if (store.pending(session.genesisHash).some((row) => row.signer === from)) return true
      // A node that lags shows the state before a block that was finalized elsewhere.
      const { items } = store.list({ address: from, status: 'finalized', limit: 20 })
      return items.some(
        (row) =>
          row.signer === from &&
          row.block !== null &&
          row.block > block &&
          row.network === client.status().name,
      )
    },
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
