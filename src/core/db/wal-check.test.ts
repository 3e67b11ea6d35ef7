import Database from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { logLength, readWal } from './wal-check.ts'

const folder = makeFolder()
afterAll(() => folder.remove())

/** Rows of a table after SQLite read this log, each of a transaction of its own. */
function rowsWith(log: Buffer): number {
  const file = join(folder.path, 'copy.db')
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  copyFileSync(join(folder.path, 'made.db'), file)
  writeFileSync(`${file}-wal`, log)
  const copy = new Database(file)
  try {
    return copy.prepare('select count(*) from rows').pluck().get() as number
  } finally {
    copy.close()
  }
}

/** A log of `rows` transactions of one to three pages; `open`: with pages of another that never ended. */
function makeLog(rows: number, open: boolean): { log: Buffer; frames: number } {
  const file = join(folder.path, 'made.db')
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  const made = new Database(file)
  made.pragma('journal_mode = WAL')
  made.exec('create table rows (id integer primary key, text)')
  made.pragma('wal_autocheckpoint = 0')
  made.pragma('wal_checkpoint(TRUNCATE)')
  const insert = made.prepare('insert into rows (text) values (?)')
  for (let n = 0; n < rows; n++) insert.run('x'.repeat((n % 3) * 4_000))
  const [{ log: frames }] = made.pragma('wal_checkpoint(NOOP)') as [{ log: number }]
  if (open) {
    made.pragma('cache_size = 2')
    made.exec('begin')
    for (let n = 0; n < 20; n++) insert.run('y'.repeat(9_000))
  }
  const log = readFileSync(`${file}-wal`)
  if (open) made.exec('rollback')
  // A close would move the log into the file.
  const kept = readFileSync(file)
  made.close()
  writeFileSync(file, kept)
  return { log, frames }
}

test.each([false, true])(
  'a sound log is read as SQLite reads it (with an unfinished transaction: %s)',
  (open) => {
    const { log, frames } = makeLog(12, open)
    const end = logLength(frames, 4_096)
    expect(readWal(log)).toEqual({ salt: log.toString('hex', 16, 24), committed: end, lost: false })
    expect(log.length > end).toBe(open)
    expect(rowsWith(log)).toBe(12)
  },
)

test('wherever a bit is flipped: what SQLite does not find any more is known', () => {
  const ROWS = 12
  const { log, frames } = makeLog(ROWS, true)
  const end = logLength(frames, 4_096)
  const salt = log.toString('hex', 16, 24)
  const frame = 24 + 4_096
  const places = fc.oneof(
    fc.nat(31),
    fc.tuple(fc.nat(frames - 1), fc.nat(23)).map(([n, at]) => 32 + n * frame + at),
    fc.tuple(fc.nat(frames - 1), fc.nat(4_095)).map(([n, at]) => 32 + n * frame + 24 + at),
    fc.nat(log.length - 1),
  )
  fc.assert(
    fc.property(places, fc.nat(7), (at, bit) => {
      const hurt = Buffer.from(log)
      hurt[at]! ^= 1 << bit
      const { committed, lost } = readWal(hurt, salt)
      const found = rowsWith(hurt)
      expect(committed < end || lost).toBe(found < ROWS || at < 32)
      if (at >= end) expect({ committed, lost }).toEqual({ committed: end, lost: false })
    }),
    { seed: 11, numRuns: 300 },
  )
})

test('wherever it is cut off: it ends with the last transaction that is whole', () => {
  const { log, frames } = makeLog(12, false)
  fc.assert(
    fc.property(fc.nat(log.length), (length) => {
      const { committed, lost } = readWal(log.subarray(0, length))
      expect(committed).toBeLessThanOrEqual(length)
      expect(lost).toBe(false)
      expect(committed === logLength(frames, 4_096)).toBe(length === log.length)
    }),
    { seed: 12, numRuns: 100 },
  )
})

test('what is no log has nothing', () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.alloc(10),
    Buffer.alloc(5_000),
    Buffer.from('x'.repeat(5_000)),
  ])
    expect(readWal(bytes)).toEqual({ salt: null, committed: 0, lost: false })
})
