import Database from 'better-sqlite3'
import { chmodSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { LOCK_FILE } from './data-dir-id.ts'
import { isBusy } from './db/sqlite.ts'
import { FaultError } from './errors.ts'
import { storageTrouble } from './storage-errors.ts'
import { openFolder, UnusableFolderError } from './usable-folder.ts'
import { say } from './words.ts'

export class DataDirInUseError extends FaultError {
  constructor(dataDir: string) {
    super(say('storage.folder-in-use', { folder: dataDir }))
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
  try {
    const held = lock(file)
    return () => void held.close()
  } catch (error) {
    if (isBusy(error)) throw new DataDirInUseError(dataDir)
    throw new UnusableFolderError(dataDir, error)
  }
}

function lock(file: string): Database.Database {
  const held = new Database(file, { timeout: 0 })
  try {
    chmodSync(file, 0o600)
    held.pragma('locking_mode = EXCLUSIVE')
    held.exec('BEGIN EXCLUSIVE')
    return held
  } catch (error) {
    held.close()
    if (storageTrouble(error) !== 'damaged') throw error
    // Nothing is kept in it, and nobody holds it: that would have been found first.
    truncateSync(file)
    return lock(file)
  }
}
