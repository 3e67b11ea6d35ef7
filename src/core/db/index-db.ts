import type { RunResult } from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { IndexSchema } from './schema/index/schema.ts'

/** What queries and projections use: drizzle over better-sqlite3, synchronous. */
export type IndexTx = BaseSQLiteDatabase<'sync', RunResult, IndexSchema>

/** The index of the connected chain. Each chain has a file of its own; all of it can be rebuilt from the chain. */
export interface IndexDb {
  /** Take it anew for each query: a switch of the network changes it. @throws {NotReadyError} before a chain is known */
  readonly db: IndexTx
  /** Genesis hash of the chain whose index is open, or null. */
  readonly genesisHash: string | null
  /** Opens the index of a chain, closing the one before. A damaged file is moved aside and begun again. */
  open(genesisHash: string): void
  /** Deletes every row and begins again. */
  reset(): void
  /** Runs `work` in one transaction. */
  transaction<T>(work: (tx: IndexTx) => T): T
  close(): void
}
