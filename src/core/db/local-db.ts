import type { RunResult } from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { FaultError, messageOf, NotReadyError } from '../errors.ts'
import { localSchema, type LocalSchema } from './schema/local/schema.ts'
import { cleanOnce, DamagedDatabaseError, isBusy, openSqlite, scrub } from './sqlite.ts'

export type LocalTx = BaseSQLiteDatabase<'sync', RunResult, LocalSchema>

/** What only this machine knows: settings, keys' ciphertext, transactions, hosted agents. Never deleted by Ainur. */
export interface LocalDb {
  /** @throws {NotReadyError} before `open` */
  readonly db: LocalTx
  /** @throws {FaultError} when the file is damaged or in use; it is left as it is */
  open(): void
  transaction<T>(work: (tx: LocalTx) => T): T
  /** After secrets were deleted or replaced: nothing of them is left in any file. Where that fails `onTidied` is told. */
  scrub(): void
  /** Removes what older versions left of deleted secrets, once. Where that fails it is tried again at the next start. */
  cleanOnce(): void
  close(): void
}

export interface LocalDbOptions {
  file: string
  migrationsFolder: string
  /** How a removal of deleted secrets ended, `new` ones or those of an `old` version: null for well. */
  onTidied?: (secrets: 'new' | 'old', error: FaultError | null) => void
}

/** Opens `file` for this process alone. */
export function createLocalDb(options: LocalDbOptions): LocalDb {
  let opened: ReturnType<typeof openFile> | null = null
  const openFile = () =>
    openSqlite({ ...options, schema: localSchema, exclusive: true, durable: true, secret: true })

  const need = () => {
    if (!opened) throw new NotReadyError()
    return opened
  }

  /** The deletion itself is done, so a failure here is no failure of what was asked for. */
  function tidy(secrets: 'new' | 'old', work: typeof scrub) {
    const { sqlite } = need()
    try {
      work(sqlite)
      options.onTidied?.(secrets, null)
    } catch (error) {
      options.onTidied?.(secrets, untidy(error, options.file))
    }
  }

  return {
    get db() {
      return need().db
    },
    open() {
      try {
        opened ??= openFile()
        // The process before may have ended between a deletion and this.
        tidy('new', scrub)
      } catch (error) {
        throw explain(error, options.file)
      }
    },
    transaction: (work) => {
      const { db, sqlite } = need()
      return sqlite.transaction(() => work(db))()
    },
    scrub: () => tidy('new', scrub),
    cleanOnce: () => tidy('old', cleanOnce),
    close() {
      opened?.sqlite.close()
      opened = null
    },
  }
}

const untidy = (error: unknown, file: string) =>
  new FaultError({
    message: 'What was deleted could not be removed from the disk for good.',
    consequence:
      'The change itself is done. Encrypted keys that were deleted or replaced may still be in the files of the database.',
    remedy: 'Make room on the disk and start Ainur again: it tries again at every start.',
    detail: `${file}: ${messageOf(error)}`,
    cause: error,
  })

function explain(error: unknown, file: string): FaultError {
  if (isBusy(error))
    return new FaultError({
      message: 'Another Ainur is already running with this data folder.',
      remedy: 'Use that one, close it, or start this one with another data folder.',
      detail: file,
      cause: error,
    })
  if (error instanceof DamagedDatabaseError)
    return new FaultError({
      message: 'The database with your keys and settings is damaged.',
      consequence: 'Ainur has not touched it. Coins and tasks on the chain are safe.',
      remedy:
        'Restore the file from a backup, or move it away and import your accounts from their recovery phrases.',
      detail: `${file}: ${error.message}`,
      cause: error,
    })
  return new FaultError({
    message: 'The database with your keys and settings cannot be opened.',
    remedy: 'Check that the disk is not full and that the data folder can be written.',
    detail: `${file}: ${messageOf(error)}`,
    cause: error,
  })
}
