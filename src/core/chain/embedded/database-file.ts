import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { whyOf } from '../../storage-errors.ts'
import { say } from '../../words.ts'
import { ADD_SUMS, CHAIN_FILE, SCHEMA, SCHEMA_VERSION } from './database-schema.ts'
import { DataDirLockedError, EmbeddedStartError } from './errors.ts'
import { rowSum } from './executor/hash.ts'

const LOCKED = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'])

/** Whether SQLite finds the file itself broken. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError &&
  (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')

/** Opens the file for this process alone and brings it to the present format. */
function openFile(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: 2_000 })
  try {
    // The operating system gives the lock back when the process dies, however it dies.
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma('journal_mode = WAL')
    // A block that was announced counts as final: it must survive a power cut too, which NORMAL does not promise.
    sqlite.pragma('synchronous = FULL')
    sqlite.function(
      'row_sum',
      { varargs: true, deterministic: true },
      rowSum as (...args: unknown[]) => number,
    )
    sqlite.exec(`BEGIN IMMEDIATE; ${SCHEMA}`)
    sqlite.prepare("INSERT OR IGNORE INTO meta VALUES ('schema', ?)").run(SCHEMA_VERSION)
    const version = sqlite.prepare("SELECT value FROM meta WHERE name = 'schema'").pluck().get()
    if (version === 1) sqlite.exec(ADD_SUMS)
    else if (version !== SCHEMA_VERSION)
      throw new EmbeddedStartError(say('embedded.other-format', { file, format: String(version) }))
    sqlite.exec('COMMIT')
    const faults = sqlite.pragma('quick_check(1)', { simple: true })
    if (faults !== 'ok') throw new Sqlite.SqliteError(String(faults), 'SQLITE_CORRUPT')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

const DAMAGED = `${CHAIN_FILE}.damaged-`
export const damagedName = (): string => `${DAMAGED}${Date.now()}`

/** One damaged file is kept: the newest. */
export function dropDamaged(dataDir: string): void {
  for (const name of readdirSync(dataDir)) if (name.startsWith(DAMAGED)) rmSync(join(dataDir, name))
}

/**
 * Opens the chain's file for this process alone; makes folder and tables where they are missing.
 * @throws {DataDirLockedError} when another connection holds the file
 * @throws {EmbeddedStartError} when the file cannot be used
 * @throws {Sqlite.SqliteError} of which `isDamage` is true, when its structure is broken
 */
export function openChainFile(dataDir: string, name: string): Sqlite.Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    return openFile(join(dataDir, name))
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && !isDamage(error)) {
      if (LOCKED.has(error.code)) throw new DataDirLockedError(dataDir)
      throw new EmbeddedStartError(say('embedded.not-opened', { folder: dataDir, why: whyOf(error) }), {
        cause: error,
      })
    }
    throw error
  }
}
