import Database from 'better-sqlite3'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { LOCK_FILE } from './data-dir-id.ts'
import { FaultError } from './errors.ts'
import { openFolder, UnusableFolderError } from './usable-folder.ts'

export class DataDirInUseError extends FaultError {
  constructor(dataDir: string) {
    super({
      message: `Another Ainur already works in ${dataDir}.`,
      remedy: 'Use that one, quit it first, or choose another folder with --data-dir.',
    })
  }
}

/**
 * Takes a data folder for this process, creating it when missing. The lock is the operating system's (SQLite's), so a
 * crash leaves none behind. Answers how to give it back. `warn` is told what others had access to until now.
 * @throws {DataDirInUseError} when another process has it
 * @throws {ForeignFolderError} when it is another user's
 * @throws {UnusableFolderError} when it is not a folder, or cannot be written
 */
export function takeDataDir(dataDir: string, warn: (words: string) => void = () => {}): () => void {
  for (const words of openFolder(dataDir)) warn(words)
  const file = join(dataDir, LOCK_FILE)
  let lock: Database.Database | null = null
  try {
    lock = new Database(file, { timeout: 0 })
    chmodSync(file, 0o600)
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DataDirInUseError(dataDir)
    }
    throw new UnusableFolderError(dataDir, error)
  }
  const held = lock
  return () => void held.close()
}
