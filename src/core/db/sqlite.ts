import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

export interface SqliteOptions<S extends Record<string, unknown>> {
  file: string
  schema: S
  migrationsFolder: string
  /** Nobody else may open the file as long as it is open here. */
  exclusive?: boolean
  /** What was written survives a power cut, too. What can be built again does without: it is then slower. */
  durable?: boolean
}

export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError'
}

/**
 * Opens or creates a database, checks it and brings it to the present schema.
 * @throws {DamagedDatabaseError} when SQLite finds it broken
 */
export function openSqlite<S extends Record<string, unknown>>(options: SqliteOptions<S>) {
  mkdirSync(dirname(options.file), { recursive: true })
  const sqlite = new Database(options.file, { timeout: options.exclusive ? 500 : 5_000 })
  try {
    if (options.exclusive) sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma(`synchronous = ${options.durable ? 'FULL' : 'NORMAL'}`)
    const faults = sqlite.pragma('quick_check', { simple: true })
    if (faults !== 'ok') throw new DamagedDatabaseError(String(faults))
    // The lock of an exclusive database is taken by the first write.
    if (options.exclusive) sqlite.exec('BEGIN IMMEDIATE; COMMIT')
    const db = drizzle(sqlite, { schema: options.schema })
    // A migration may rebuild tables, which foreign keys would forbid.
    sqlite.pragma('foreign_keys = OFF')
    migrate(db, { migrationsFolder: options.migrationsFolder })
    sqlite.pragma('foreign_keys = ON')
    return { db, sqlite }
  } catch (error) {
    sqlite.close()
    throw asDamage(error)
  }
}

const DAMAGE = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_CORRUPT_VTAB', 'SQLITE_CORRUPT_INDEX'])

function asDamage(error: unknown): unknown {
  if (error instanceof Database.SqliteError && DAMAGE.has(error.code))
    return new DamagedDatabaseError(error.message, { cause: error })
  return error
}

/** Whether the file is held by another process. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
