import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AinurError, FaultError, messageOf } from './errors.ts'
import { makePrivate } from './private-folder.ts'
import { storageTrouble } from './storage-errors.ts'
import { say } from './words.ts'

/** The code with which every shell ends when its data folder cannot be used. */
export const FOLDER_EXIT_CODE = 3

/** As much as opening a new set of databases takes. */
const NEEDED_BYTES = 2 * 1024 * 1024
/** What else has to be a folder where it is there. */
const FOLDERS = ['cache', 'chain', 'content', 'index', 'logs', 'packages']

/** The data folder cannot be used as it is: read-only, full, not a folder, on a disk that fails. */
export class UnusableFolderError extends FaultError {
  constructor(dataDir: string, cause: unknown) {
    const trouble = storageTrouble(cause)
    const text =
      trouble === null || trouble === 'gone'
        ? say('storage.folder-unusable', { folder: dataDir })
        : say('storage.folder-trouble', { folder: dataDir, why: say(`storage.${trouble}`) })
    super({ ...text, detail: messageOf(cause), cause })
  }
}

/**
 * Creates the data folder or looks whether the one that is there can be used: it is this user's and takes what is
 * written. Answers in words what others had access to.
 * @throws {UnusableFolderError} @throws {ForeignFolderError} when it is another user's
 */
export function openFolder(dataDir: string): string[] {
  try {
    makeFolder(dataDir)
    const remarks = makePrivate(dataDir)
    requireFolders(dataDir)
    tryToWrite(join(dataDir, '.try'))
    return remarks
  } catch (error) {
    throw error instanceof AinurError ? error : new UnusableFolderError(dataDir, error)
  }
}

/** Folder by folder: asked for all at once, Node tries for ever where the system answers ENOENT, as in /proc. */
function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || existsSync(dir)) return
    if (code !== 'ENOENT' || existsSync(dirname(dir))) throw error
    makeFolder(dirname(dir))
    mkdirSync(dir, { mode: 0o700 })
  }
}

/** @throws {UnusableFolderError} naming what is no folder */
function requireFolders(dataDir: string): void {
  for (const folder of FOLDERS.map((name) => join(dataDir, name))) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new UnusableFolderError(folder, new Error(`${folder} is no folder`))
  }
}

/** Only a write that reached the disk shows that there is room and that the disk works. */
function tryToWrite(file: string): void {
  try {
    writeFileSync(file, new Uint8Array(NEEDED_BYTES), { mode: 0o600, flush: true })
  } finally {
    rmSync(file, { force: true })
  }
}
