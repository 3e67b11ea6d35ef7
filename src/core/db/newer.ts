import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { statSync } from 'node:fs'
import { FaultError } from '../errors.ts'
import { say } from '../words.ts'

/** A newer Ainur has changed the tables: what this one would read and write there is not what it means. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError'
}

/** The data folder is one of a newer Ainur. */
export class NewerFolderError extends FaultError {
  constructor(folder: string) {
    super(say('storage.newer', { folder }))
  }
}

/** Whether a migration was applied that `migrationsFolder` does not have. Changes nothing. @throws what SQLite finds */
export function isNewer(file: string, migrationsFolder: string): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return false
  const sqlite = new Database(file, { readonly: true })
  try {
    const known = Math.max(
      ...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis),
    )
    const { count } = sqlite
      .prepare("SELECT count(*) AS count FROM sqlite_master WHERE name = '__drizzle_migrations'")
      .get() as { count: number }
    const last = count > 0 && sqlite.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get()
    return Number(last) > known
  } finally {
    sqlite.close()
  }
}
