import { chmodSync, lstatSync, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { FaultError } from './errors.ts'
import { say } from './words.ts'

/** What others on this machine might do in a file or folder. */
const OTHERS = 0o077
const ROOT = 0

export class ForeignFolderError extends FaultError {
  constructor(path: string, owner: number) {
    super(say('storage.folder-foreign', { folder: path, owner }))
  }
}

/**
 * Creates a data folder for this user alone, or looks at the one that is there: it and what lies in it must be this
 * user's, and what others may read or write is closed to them. Answers in words what was open until now, for the log.
 * Windows has no such modes; there the profile's folder is the user's alone.
 * @throws {ForeignFolderError} when it or something in it is another user's
 */
export function makePrivate(dataDir: string): string[] {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const own = process.getuid?.()
  if (own === undefined) return []
  const mustBeOurs = (path: string, { uid }: Stats) => {
    if (uid !== own) throw new ForeignFolderError(path, uid)
  }
  const words: string[] = []

  function close(path: string, { mode }: Stats) {
    if ((mode & OTHERS) === 0) return
    const was = (mode & 0o777).toString(8)
    try {
      chmodSync(path, mode & 0o700)
    } catch {
      // The disk cannot be written: what comes next says so.
    }
    words.push(
      (statSync(path).mode & OTHERS) === 0
        ? `Other users of this machine had access to ${path} (mode ${was}). It is yours alone now.`
        : `Other users of this machine may have access to ${path} (mode ${was}): its disk does not keep permissions.`,
    )
  }

  /** A link is followed, and must be this user's itself. */
  function look(path: string): Stats | null {
    const itself = lstatSync(path)
    if (itself.uid !== ROOT) mustBeOurs(path, itself)
    const target = itself.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : itself
    // What root owns, e.g. a disk's "lost+found", cannot be changed by us and is no risk.
    if (!target || target.uid === ROOT) return own === ROOT ? (target ?? null) : null
    mustBeOurs(path, target)
    return target
  }

  mustBeOurs(dataDir, lstatSync(dataDir))
  mustBeOurs(dataDir, statSync(dataDir))
  close(dataDir, statSync(dataDir))
  for (const dir of [dataDir, join(dataDir, 'logs')]) {
    for (const name of readdirIfThere(dir)) {
      const path = join(dir, name)
      const found = look(path)
      if (found) close(path, found)
    }
  }
  return words
}

function readdirIfThere(dir: string): string[] {
  return statSync(dir, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(dir) : []
}
