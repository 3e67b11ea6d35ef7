import type { ApiPromise } from '@polkadot/api'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { Transaction } from '../../contract/actions.ts'
import type { ChainEvent } from './events.ts'

export type Extrinsic = SubmittableExtrinsic<'promise'>

export interface Submission {
  /** The call, or how to make it once the API of the moment is known. */
  extrinsic: Extrinsic | ((api: ApiPromise) => Extrinsic)
  /** Null: bare, without a signature. */
  signer: KeyringPair | null
  /** The contract's action type, e.g. `task.post`, or an agent's `tasks.bid`. */
  action: string
  /** In words, as the preview showed it. */
  summary: string
  /** Whose doing it is: the account itself, or the owner for whom a hot key signs. Null: nobody's. */
  from: string | null
  signal?: AbortSignal
}

export interface Finalized {
  transaction: Transaction
  /** Events of this extrinsic alone. */
  events: ChainEvent[]
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
  /** Follows again what was in flight when the core stopped. */
  resume(): void
  stop(): Promise<void>
}
