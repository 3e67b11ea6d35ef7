import type { ApiPromise } from '@polkadot/api'
import type { KeyringPair } from '@polkadot/keyring/types'
import PQueue from 'p-queue'
import type { ChainSession } from '../chain/client.ts'
import { bareExtrinsic, nextNonce, signExtrinsic, type Extrinsic, type Signed } from '../chain/sign.ts'
import { LookAgainError } from '../errors.ts'
import { say, type Sentence } from '../words.ts'
import type { TransactionStore } from './transactions.ts'

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

const TRUST_COUNT_MS = 5_000

/** Signs one after the other for one signer. */
export interface Lane {
  readonly queue: PQueue
  /** Next nonce, as counted here since `at` (ms) in this session. */
  next: { session: ChainSession; nonce: number; at: number } | null
}

/** One lane for each signer. */
export function createLanes() {
  const lanes = new Map<string, Lane>()
  return {
    of(key: string): Lane {
      const lane = lanes.get(key) ?? { queue: new PQueue({ concurrency: 1 }), next: null }
      lanes.set(key, lane)
      return lane
    },
    /** The next nonce is asked of the network again. */
    uncount(key: string) {
      const lane = lanes.get(key)
      if (lane) lane.next = null
    },
    drop: (key: string) => lanes.delete(key),
  }
}

/** @throws {LookAgainError} when it is meant for another chain */
export function requireChain(session: ChainSession, { genesisHash }: Submission): void {
  if (session.genesisHash === genesisHash) return
  throw new LookAgainError(say('tx.network-changed'))
}

/** The call of a submission, made with the API of the moment. */
export const callOf = ({ extrinsic }: Submission, { api }: ChainSession): Extrinsic =>
  typeof extrinsic === 'function' ? extrinsic(api) : extrinsic

/** Signs with the next nonce of the lane. `id`: of the transaction that it is for. */
export async function sign(
  store: TransactionStore,
  session: ChainSession,
  submission: Submission,
  id: string,
  lane: Lane,
): Promise<Signed> {
  const { signer } = submission
  requireChain(session, submission)
  const call = callOf(submission, session)
  if (!signer) return bareExtrinsic(session, call)
  const counted = countedNonce(store, session, signer.address, lane, id)
  // A count of some moments ago is right unless somebody else signs for this account, and then it is found out.
  if (counted && Date.now() - counted.at < TRUST_COUNT_MS)
    return signExtrinsic(session, call, signer, counted.nonce)
  const nonce = Math.max(counted?.nonce ?? 0, await nextNonce(session.api, signer.address))
  return signExtrinsic(session, call, signer, nonce)
}

/** The count of this machine matters while something of the account is in flight: one that was emptied begins anew. */
function countedNonce(
  store: TransactionStore,
  session: ChainSession,
  signer: string,
  lane: Lane,
  id: string,
) {
  if (lane.next?.session !== session) return null
  const inFlight = store.pending(session.genesisHash).some((row) => row.signer === signer && row.id !== id)
  return inFlight ? lane.next : null
}
