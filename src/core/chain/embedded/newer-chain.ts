import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { NewerFolderError } from '../../db/newer.ts'
import { CHAIN_FILE, SCHEMA_VERSION } from './database-schema.ts'

/**
 * Looks at the file of the embedded chain before anything is served, and changes nothing. Whatever else is wrong with
 * it is found when it is opened: then the page can offer to begin a new one.
 * @throws {NewerFolderError} when a newer Ainur wrote it
 */
export function refuseNewerChain(dataDir: string): void {
  if (formatOf(join(dataDir, 'chain', CHAIN_FILE)) > SCHEMA_VERSION) throw new NewerFolderError(dataDir)
}

function formatOf(file: string): number {
  if (!existsSync(file)) return 0
  try {
    const sqlite = new Sqlite(file, { readonly: true })
    try {
      return Number(sqlite.prepare("SELECT value FROM meta WHERE name = 'schema'").pluck().get() ?? 0)
    } finally {
      sqlite.close()
    }
  } catch {
    return 0
  }
}
