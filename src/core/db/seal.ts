import type Database from 'better-sqlite3'
import { createHash, randomInt } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { z } from 'zod'
import { writeWhole } from '../durable-files.ts'
import { logLength, readWal, saltOf } from './wal-check.ts'

// SQLite sees whether its file is built rightly, not whether what is in it is what was written. Beside a database lies
// a seal: the sum of the file at its last checkpoint, which log goes with it, and how long that is. With a log, the
// file changes at checkpoints alone, and these happen here: so the seal holds at every moment, also after a kill.

/** What is wrong with a database beyond its structure. */
export type Fault =
  /** The file is not the one that was sealed. */
  | 'changed'
  /** Transactions that were committed are not in the log any more. */
  | 'log-lost'
  /** The log belongs to another state of the file. */
  | 'log-other'
  | 'seal-missing'
  | 'seal-damaged'

export interface Examined {
  readonly faults: readonly Fault[]
  /** Sum of the file where it is proved to be the one that was sealed. */
  readonly sum: string | null
  /** When it was sealed, ms; null where that is not known. */
  readonly since: number | null
  /** The log beside it belongs to another state of the file: SQLite would write its pages over this one. */
  readonly strayLog: boolean
}

const Seal = z.strictObject({
  version: z.literal(1),
  /** SHA-256 of the file. */
  sum: z.string().regex(/^[0-9a-f]{64}$/),
  /** Which state of the file it is, also where a byte of it is damaged. */
  state: z.int(),
  /** Of the log that goes with it; null where it was closed and has none. */
  salt: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  at: z.int().min(0),
})
type Seal = z.infer<typeof Seal>

/** SQLite's `application_id`: here another number for each sealed state of the file, and 0 for one that never was. */
const STATE_AT = 68
const newState = () => randomInt(1, 2 ** 31)
/** In the place of the log's length: the file is about to change. */
const BROKEN = '-'.repeat(16)
const LEAST_PAGES = 1_000
/** When a seal that could not be written is tried again, ms: it reads the whole file. */
const SEAL_AGAIN_MS = 30_000

export const sealOf = (file: string): string => `${file}.seal`

/** Looks at a database that nobody has open. Changes nothing. */
export function examine(file: string): Examined {
  const found = readSeal(sealOf(file))
  const unknown = { sum: null, since: null, strayLog: false }
  if (found === 'damaged') return { ...unknown, faults: ['seal-damaged'] }
  if (found === 'missing') return { ...unknown, faults: stateOf(file) === 0 ? [] : ['seal-missing'] }
  if (found.length === null) return { ...unknown, faults: [] }
  const sum = existsSync(file) ? sumOf(file) : null
  const isSame = sum === found.sum
  const log = lookAtLog(`${file}-wal`, found.salt, found.length)
  return {
    faults: [...(isSame ? [] : ['changed' as const]), ...(log ? [log] : [])],
    sum: isSame ? sum : null,
    since: found.at,
    strayLog: log === 'log-other' ? isSame : stateOf(file) !== found.state,
  }
}

function lookAtLog(file: string, salt: string | null, length: number): Fault | null {
  const log = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  if (salt === null) return log.length === 0 ? null : 'log-other'
  const read = readWal(log, salt)
  if (read.salt !== null && read.salt !== salt) return read.lost ? 'log-lost' : 'log-other'
  return read.lost || read.committed < length ? 'log-lost' : null
}

function stateOf(file: string): number {
  const bytes = Buffer.alloc(4)
  if (existsSync(file)) withFile(file, 'r', (handle) => readSync(handle, bytes, 0, 4, STATE_AT))
  return bytes.readInt32BE()
}

/** `length`: of the log at least, bytes; null while the file changes. */
function readSeal(file: string): (Seal & { length: number | null }) | 'missing' | 'damaged' {
  if (!existsSync(file)) return 'missing'
  const [mark = '', body = '', check] = readFileSync(file, 'latin1').split('\n')
  if (check !== checkOf(body) || !(mark === BROKEN || /^\d{16}$/.test(mark))) return 'damaged'
  const seal = Seal.safeParse(JSON.parse(body))
  return seal.success ? { ...seal.data, length: mark === BROKEN ? null : Number(mark) } : 'damaged'
}

const checkOf = (body: string) => createHash('sha256').update(body).digest('hex').slice(0, 16)

export interface Sealer {
  /** Says that the file is about to change: until it is sealed again nothing is known of it. Needs no room on the disk. */
  break(): void
  /** Moves the log into the file and seals it. @throws {Error} when that could not be done: then it has no seal */
  seal(): void
  /** After something was written: keeps the log's length in mind, and the log short. */
  note(): void
  /** Like `seal`, for a database that is closed next. */
  sealClosed(): void
  /** Takes the seal away, so that it is missed at the next start. */
  lift(): void
}

/** Takes the place of SQLite's own checkpoints. `durable`: what was committed is never lost, so a shorter log is damage. */
export function createSealer(
  sqlite: Database.Database,
  file: string,
  { sum: proved }: Examined,
  durable: boolean,
): Sealer {
  sqlite.pragma('wal_autocheckpoint = 0')
  const pageSize = sqlite.pragma('page_size', { simple: true }) as number
  let sum = proved
  let state = sqlite.pragma('application_id', { simple: true }) as number
  let length: number | null = null
  let brokenAt = 0
  let isLifted = false

  const frames = () => (sqlite.pragma('wal_checkpoint(NOOP)') as { log: number }[])[0]!.log

  const mark = (text: string, sync: boolean) =>
    withFile(sealOf(file), 'r+', (handle) => {
      writeSync(handle, text, 0, 'latin1')
      if (sync) fsyncSync(handle)
    })

  function write(salt: string | null, now: number | null): void {
    const body = JSON.stringify({
      version: 1,
      sum: sum ?? '0'.repeat(64),
      state,
      salt,
      at: Date.now(),
    } satisfies Seal)
    writeWhole(sealOf(file), Buffer.from(`${markOf(now)}\n${body}\n${checkOf(body)}\n`))
    length = now
  }

  function breakSeal(): void {
    length = null
    brokenAt = performance.now()
    if (existsSync(sealOf(file))) mark(BROKEN, true)
    else write(null, null)
  }

  function checkpoint(): void {
    breakSeal()
    if (frames() === 0 && sum !== null) return
    state = newState()
    sqlite.pragma(`application_id = ${state}`)
    const [done] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (done?.busy !== 0) throw new Error('the log of the database is in use')
    sum = sumOf(file)
  }

  function seal(): void {
    checkpoint()
    // Begins the log, so that the seal can say which one it is.
    sqlite.pragma(`application_id = ${state}`)
    write(readSalt(`${file}-wal`), logLength(frames(), pageSize))
  }

  return {
    break: breakSeal,
    seal,
    note() {
      if (sqlite.inTransaction || isLifted) return
      if (length === null) {
        if (performance.now() - brokenAt > SEAL_AGAIN_MS) seal()
        return
      }
      const written = frames()
      if (written > Math.max(LEAST_PAGES, statSync(file).size / pageSize / 4)) return seal()
      const now = logLength(written, pageSize)
      if (!durable || now === length) return
      // Not flushed: a length that is too small can only hide the newest transactions.
      mark(markOf(now), false)
      length = now
    },
    sealClosed() {
      checkpoint()
      write(null, 0)
    },
    lift() {
      length = null
      isLifted = true
      rmSync(sealOf(file), { force: true })
    },
  }
}

const markOf = (length: number | null) => (length === null ? BROKEN : String(length).padStart(16, '0'))

function readSalt(log: string): string {
  const header = Buffer.alloc(32)
  withFile(log, 'r', (handle) => readSync(handle, header, 0, 32, 0))
  return saltOf(header)
}

function sumOf(file: string): string {
  const hash = createHash('sha256')
  const part = Buffer.alloc(1024 * 1024)
  withFile(file, 'r', (handle) => {
    for (;;) {
      const read = readSync(handle, part, 0, part.length, null)
      if (read === 0) return
      hash.update(part.subarray(0, read))
    }
  })
  return hash.digest('hex')
}

function withFile(file: string, flags: 'r' | 'r+', work: (handle: number) => void): void {
  const handle = openSync(file, flags)
  try {
    work(handle)
  } finally {
    closeSync(handle)
  }
}
