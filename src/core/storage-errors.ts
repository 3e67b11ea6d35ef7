import type { Fact } from '../contract/words/said.ts'
import { AinurError, FaultError, messageOf, why } from './errors.ts'
import { say, type Sentence } from './words.ts'

/** What failed, by the code of the operating system or of SQLite. */
export type StorageTrouble =
  'full' | 'read-only' | 'failing' | 'gone' | 'damaged' | 'in-use' | 'too-many-files'

const CODES: Readonly<Record<string, StorageTrouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  SQLITE_FULL: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_AUTH: 'read-only',
  EIO: 'failing',
  EFBIG: 'failing',
  SQLITE_IOERR: 'failing',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENXIO: 'gone',
  ENODEV: 'gone',
  ESTALE: 'gone',
  SQLITE_CANTOPEN: 'gone',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  EBUSY: 'in-use',
  SQLITE_BUSY: 'in-use',
  SQLITE_LOCKED: 'in-use',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
}

/** What trouble with files or databases an error speaks of, also through its causes; null for any other error. */
export function storageTrouble(error: unknown): StorageTrouble | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at ? String(at.code) : ''
    // Extended codes of SQLite say more after the code itself: SQLITE_IOERR_WRITE.
    const found = CODES[code] ?? CODES[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? '']
    if (found) return found
  }
  return null
}

/** Why something did not work, as a fact of something else that is said. */
export const whyOf = (error: unknown): Fact => why(explainStorage(error) ?? error)

/** Words for a line of the log or of a list: those of the disk's trouble where it is that. */
export const wordsOf = (error: unknown): string => explainStorage(error)?.message ?? messageOf(error)

/** The error in words where it is one of files or databases; null for any other, and for those that have words. */
export function explainStorage(error: unknown, means?: Sentence): FaultError | null {
  const trouble = error instanceof AinurError ? null : storageTrouble(error)
  if (trouble === null) return null
  return new FaultError({
    ...say(`storage.${trouble}`),
    means,
    detail: messageOf(error),
    cause: error,
  })
}
