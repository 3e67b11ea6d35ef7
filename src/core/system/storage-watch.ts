import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { identifyDataDir } from '../data-dir-id.ts'
import { storageTrouble } from '../storage-errors.ts'
import type { Notices } from './notices.ts'
import { say } from '../words.ts'

const LOOK_EVERY_MS = 2_000
const WAITS = say('system.waits')
const GONE =
  'The data folder is gone or was replaced by another one, so Ainur stops before it writes into the wrong place. Connect its disk or move it back, then start Ainur again. Money on the chain is safe.'

/** Knows whether the data folder can be written, and is still the one that Ainur began with. */
export interface StorageWatch {
  /** Told by whoever met an error: where it is one of the disk, the page shows it until writing works again. */
  report(error: unknown): boolean
  /** Looks now; also done every two seconds. */
  look(): void
  start(): void
  stop(): void
}

export function createStorageWatch(options: {
  dataDir: string
  notices: Notices
  /** Ends the process that holds the core, with these words. Called once. */
  end: (words: string) => void
}): StorageWatch {
  const { dataDir, notices, end } = options
  let known = ''
  let troubled = false
  let timer: NodeJS.Timeout | null = null

  function look(): void {
    if (known !== '' && identifyDataDir(dataDir) !== known) {
      known = ''
      end(GONE)
      return
    }
    if (!troubled) return
    try {
      probeWriting(dataDir)
      troubled = false
      notices.set('storage', null)
    } catch (error) {
      report(error)
    }
  }

  function report(error: unknown): boolean {
    const trouble = storageTrouble(error)
    // A file that is not there, or that somebody else has open, says nothing about the disk.
    if (trouble === null || trouble === 'gone' || trouble === 'in-use') return false
    if (!troubled) notices.set('storage', { ...say(`storage.${trouble}`), means: WAITS })
    troubled = true
    return true
  }

  return {
    report,
    look,
    start() {
      known = identifyDataDir(dataDir)
      timer = setInterval(look, LOOK_EVERY_MS)
      timer.unref()
    },
    stop() {
      if (timer) clearInterval(timer)
    },
  }
}

/** Writes more than a page of a database and takes it away again. @throws where the folder cannot be written */
export function probeWriting(dataDir: string): void {
  const file = join(dataDir, '.write-probe')
  try {
    const descriptor = openSync(file, 'w', 0o600)
    try {
      writeSync(descriptor, Buffer.alloc(64 * 1024))
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } finally {
    rmSync(file, { force: true })
  }
}
