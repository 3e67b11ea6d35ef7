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
