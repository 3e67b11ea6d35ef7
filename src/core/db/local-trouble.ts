import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FaultError, messageOf } from '../errors.ts'
import { storageTrouble } from '../storage-errors.ts'
import { tracesIn } from '../traces.ts'
import { say } from '../words.ts'
import { isNewer, NewerDatabaseError, NewerFolderError } from './newer.ts'
import { DamagedDatabaseError, isBusy } from './sqlite.ts'

/**
 * Looks at what only this machine knows before anything is served from the data folder, and changes nothing. What a
 * look does not show is found when it is opened.
 * @throws {FaultError} when it is missing, empty, no database, not to be read, or of a newer Ainur
 */
export function lookAtLocalDb(dataDir: string, resourcesDir: string): void {
  const file = join(dataDir, 'local.db')
  refuseIfGone(file, tracesIn(dataDir))
  let newer = false
  try {
    newer = isNewer(file, join(resourcesDir, 'migrations', 'local'))
  } catch (error) {
    if (!isBusy(error)) throw explain(error, file)
  }
  if (newer) throw new NewerFolderError(dataDir)
}

/** A missing database means a new user only if nothing else shows that the folder was used before. */
export function refuseIfGone(file: string, traces: readonly string[]): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 0 || traces.length === 0) return
  throw new FaultError({
    ...say(existsSync(file) ? 'storage.keys-empty' : 'storage.keys-missing', { traces }),
    detail: file,
  })
}

/** Why the database cannot be opened, in words. */
export function explain(error: unknown, file: string): FaultError {
  if (error instanceof NewerDatabaseError) return new NewerFolderError(dirname(file))
  if (isBusy(error)) return new FaultError({ ...say('storage.running-already'), detail: file, cause: error })
  if (error instanceof DamagedDatabaseError || storageTrouble(error) === 'damaged')
    return new FaultError({
      ...say('storage.keys-damaged'),
      detail: `${file}: ${messageOf(error)}`,
      cause: error,
    })
  return new FaultError({
    ...say('storage.keys-unopened'),
    detail: `${file}: ${messageOf(error)}`,
    cause: error,
  })
}
