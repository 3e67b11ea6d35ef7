import type { IndexTx } from '../db/index-db.ts'
import type { Change } from '../system/changes.ts'
import type { ChainEvent } from './events.ts'

/**
 * Turns events of finalized blocks into rows. A pure function of the events and the rows it made before: no clock,
 * no network, no wallet, so that a rebuild from zero gives the same index.
 */
export interface Projection {
  readonly name: string
  /** Raise it when `apply` or the tables change: indexes built by another version are rebuilt. */
  readonly version: number
  /** Pallets whose events it gets, as in ChainEvent.pallet. */
  readonly pallets: readonly string[]
  /** Rows and cursor commit together; the changes are published after that. Throwing stops the sync. */
  apply(event: ChainEvent, tx: IndexTx): Change[]
}

export interface SyncStatus {
  /** Last indexed block, or null before the first. */
  readonly indexed: number | null
  readonly finalized: number | null
  /** Blocks a second over the last minute. */
  readonly rate: number
  readonly error: string | null
}

/** Follows the finalized head and keeps the index up to it. */
export interface Sync {
  status(): SyncStatus
  /** Resolves when `block` is indexed. */
  waitFor(block: number, signal?: AbortSignal): Promise<void>
  /** Deletes the index and builds it again from the first block. Resolves when the work has begun. */
  rebuild(): Promise<void>
  stop(): Promise<void>
}
