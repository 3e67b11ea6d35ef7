import { AinurError, FaultError, messageOf, type ErrorText } from './errors.ts'

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

/** What happened and what to do, without what it means for the thing that was tried. */
export const storageWords: Readonly<Record<StorageTrouble, Pick<ErrorText, 'message' | 'remedy'>>> = {
  full: {
    message: 'The disk is full.',
    remedy: 'Make room on the disk with the data folder. Ainur goes on by itself.',
  },
  'read-only': {
    message: 'Ainur may not write to its data folder.',
    remedy: 'Check who owns the folder and whether its disk is mounted read-only.',
  },
  failing: {
    message: 'The disk failed to read or write.',
    remedy: "Check the disk and the system's log. Copy the data folder to a safe place before anything else.",
  },
  gone: {
    message: 'A file of Ainur is not where it was.',
    remedy:
      'Check that the data folder was not moved, and that its disk is connected. Then start Ainur again.',
  },
  damaged: {
    message: 'A database of Ainur is damaged.',
    remedy: 'Restore the data folder from a backup. Coins and tasks on a chain are safe.',
  },
  'in-use': {
    message: 'Another program uses the files of Ainur.',
    remedy: 'Close other programs that have the data folder open, such as a backup, and try again.',
  },
  'too-many-files': {
    message: 'This machine has too many files open.',
    remedy: 'Close other programs, or raise the limit of open files, and try again.',
  },
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

/** Words for a line of the log or of a list: those of the disk's trouble where it is that. */
export const wordsOf = (error: unknown): string => explainStorage(error)?.message ?? messageOf(error)

/** The error in words where it is one of files or databases; null for any other, and for those that have words. */
export function explainStorage(error: unknown, consequence?: string): FaultError | null {
  const trouble = error instanceof AinurError ? null : storageTrouble(error)
  if (trouble === null) return null
  return new FaultError({
    ...storageWords[trouble],
    ...(consequence !== undefined && { consequence }),
    detail: messageOf(error),
    cause: error,
  })
}
