import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { folded } from '../../contract/seen.ts'
import { storageTrouble } from '../storage-errors.ts'
import { isNewer, NewerDatabaseError } from './newer.ts'
import { createSealer, examine, type Examined } from './seal.ts'

export interface SqliteOptions<S extends Record<string, unknown>> {
  file: string
  schema: S
  migrationsFolder: string
  /** Nobody else may open the file as long as it is open here. */
  exclusive?: boolean
  /** It holds secrets: what is deleted leaves no trace in the file, and nothing of it goes into temporary files. */
  secret?: boolean
  /** What was written survives a power cut, too. What can be built again does without: it is then slower. */
  durable?: boolean
  /** It can be built again: whatever is wrong with it counts as damage. */
  disposable?: boolean
  /** Told of whatever fails in it, before whoever asked is: no loop in the background can keep it to itself. */
  onTrouble?: (error: unknown) => void
}

/** The files of a database beside the one that has its name. */
export const SIDE_FILES = ['-wal', '-shm', '.seal'] as const

export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError'
}

/**
 * Opens or creates a database, checks it and brings it to the present schema. It is sealed when the caller says so.
 * @throws {DamagedDatabaseError} when SQLite finds it broken @throws {NewerDatabaseError}
 */
export function openSqlite<S extends Record<string, unknown>>(options: SqliteOptions<S>) {
  mkdirSync(dirname(options.file), { recursive: true })
  const sealed = examine(options.file)
  const { faults } = sealed
  // What can be built again goes on from what was sealed: its newest transactions come back by themselves.
  const broken = options.disposable ? faults.filter((fault) => !fault.startsWith('log-')) : []
  if (broken.length > 0) throw new DamagedDatabaseError(`it is not as it was written: ${broken.join(', ')}`)
  if (sealed.strayLog) setLogAside(`${options.file}-wal`, options.disposable === true)
  const timeout = options.exclusive ? 500 : 5_000
  const fits = isProved(sealed) || checkStructure(options.file, timeout, options.disposable === true)
  if (isNewer(options.file, options.migrationsFolder)) {
    if (options.disposable) throw new DamagedDatabaseError('a newer Ainur wrote it')
    throw new NewerDatabaseError(options.file)
  }
  const examined: Examined = fits
    ? sealed
    : { ...sealed, faults: [...new Set([...faults, 'changed' as const])] }
  const sqlite = new Database(options.file, { timeout })
  try {
    if (options.exclusive) sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma(`synchronous = ${options.durable ? 'FULL' : 'NORMAL'}`)
    const sealer = createSealer(sqlite, options.file, examined, options.durable === true)
    // Damage is recorded before a new seal is written, because a seal says that all is well.
    if (examined.faults.length === 0 || options.disposable) sealer.break()
    // The lock of an exclusive database is taken by the first write.
    if (options.exclusive) sqlite.exec('BEGIN IMMEDIATE; COMMIT')
    if (options.secret) sqlite.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY')
    sqlite.function('folded', { deterministic: true }, (text) => folded(String(text)))
    const db = drizzle(sqlite, { schema: options.schema })
    if (!fits) sqlite.exec('REINDEX')
    // A migration may rebuild tables, which foreign keys would forbid.
    sqlite.pragma('foreign_keys = OFF')
    migrate(db, { migrationsFolder: options.migrationsFolder })
    sqlite.pragma('foreign_keys = ON')
    const { onTrouble = () => {} } = options
    reportFailures(sqlite, onTrouble)
    /** All of `work` is in the database when this is over, or nothing of it. */
    const transaction = <T>(work: (tx: typeof db) => T): T =>
      reporting(onTrouble, () => sqlite.transaction(() => work(db))())
    return { db, sqlite, sealer, examined, transaction }
  } catch (error) {
    sqlite.close()
    throw asDamage(error, examined.faults.includes('changed'))
  }
}

/** What is asked outside a transaction. */
function reportFailures(sqlite: Database.Database, onTrouble: (error: unknown) => void): void {
  const prepare = sqlite.prepare.bind(sqlite) as (sql: string) => Database.Statement<unknown[]>
  const reported = (sql: string) => {
    const statement = reporting(onTrouble, () => prepare(sql))
    for (const name of ['run', 'get', 'all'] as const) {
      const ask = statement[name].bind(statement) as (...parameters: unknown[]) => never
      statement[name] = (...parameters: unknown[]) => reporting(onTrouble, () => ask(...parameters))
    }
    return statement
  }
  sqlite.prepare = reported as typeof sqlite.prepare
}

function reporting<T>(onTrouble: (error: unknown) => void, work: () => T): T {
  try {
    return work()
  } catch (error) {
    onTrouble(error)
    throw error
  }
}

/** What was written needs no look at its structure. */
const isProved = ({ sum, faults }: Examined) => sum !== null && faults.length === 0

/**
 * Looks at the structure without changing anything: a connection that may write would move the log into the file when
 * it is closed. Gives whether the indexes of its tables fit, too; that can be put right.
 */
function checkStructure(file: string, timeout: number, isDisposable: boolean): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return true
  const sqlite = new Database(file, { timeout, readonly: true })
  try {
    const faults = sqlite.pragma('quick_check(1)', { simple: true })
    if (faults !== 'ok') throw new DamagedDatabaseError(String(faults))
    return isDisposable || sqlite.pragma('integrity_check(1)', { simple: true }) === 'ok'
  } catch (error) {
    throw asDamage(error, false)
  } finally {
    sqlite.close()
  }
}

function setLogAside(log: string, isWorthless: boolean): void {
  if (isWorthless) rmSync(log, { force: true })
  else if (existsSync(log)) renameSync(log, `${log}.other-${Date.now()}`)
}

/** Kept in the file itself: from when on all that was ever deleted in it is gone. */
const CLEAN = 1

/**
 * Writes a file of before deletions were thorough anew, once. A process that ends in the middle leaves the file as it
 * was, and it is done the next time.
 * @throws {Error} e.g. on a full disk: it takes as much room again as the file
 */
export function cleanOnce(sqlite: Database.Database, scrub: () => void): void {
  if ((sqlite.pragma('user_version', { simple: true }) as number) >= CLEAN) return
  sqlite.exec('VACUUM')
  scrub()
  sqlite.pragma(`user_version = ${CLEAN}`)
}

/** Errors on a file that is known to be changed are reported as damage. */
function asDamage(error: unknown, isChanged: boolean): unknown {
  if (!(error instanceof Error) || error instanceof DamagedDatabaseError) return error
  const trouble = storageTrouble(error)
  if (trouble !== 'damaged' && !(isChanged && trouble === null)) return error
  return new DamagedDatabaseError(error.message, { cause: error })
}

/** Whether the file is held by another process. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
