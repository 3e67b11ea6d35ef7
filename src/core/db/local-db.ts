import type { RunResult } from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { LocalSchema } from './schema/local/schema.ts'

export type LocalTx = BaseSQLiteDatabase<'sync', RunResult, LocalSchema>

/** What only this machine knows: settings, keys' ciphertext, transactions, hosted agents. Never deleted by Ainur. */
export interface LocalDb {
  /** @throws {NotReadyError} before `open` */
  readonly db: LocalTx
  /** @throws {FaultError} when the file is damaged; it is left as it is */
  open(): void
  transaction<T>(work: (tx: LocalTx) => T): T
  close(): void
}
