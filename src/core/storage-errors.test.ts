import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { NotFoundError } from './errors.ts'
import { explainStorage, storageTrouble } from './storage-errors.ts'
import { say } from './words.ts'

const failure = (code: string, cause?: unknown) => Object.assign(new Error('no', { cause }), { code })

it.each([
  ['ENOSPC', 'full'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR_WRITE', 'failing'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['EROFS', 'read-only'],
  ['SQLITE_CANTOPEN_ISDIR', 'gone'],
  ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ['ECONNREFUSED', null],
  ['SQLITE_CONSTRAINT_UNIQUE', null],
])('%s is %s', (code, trouble) => {
  expect(storageTrouble(failure(code))).toBe(trouble)
  expect(storageTrouble(new Error('Failed query', { cause: failure(code) }))).toBe(trouble)
})

it('real errors of SQLite are put into words', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ainur-storage-'))
  try {
    const file = join(dir, 'no.db')
    writeFileSync(file, 'no database '.repeat(1_000))
    const open = (path: string) => {
      try {
        return new Database(path).prepare('select * from sqlite_master').all()
      } catch (error) {
        return explainStorage(error, say('tx.not-paid'))
      }
    }
    expect(open(file)).toMatchObject({
      message: 'A database of Ainur is damaged.',
      consequence: 'Nothing was sent and nothing was paid.',
    })
    expect(open(dir)).toMatchObject({ message: 'A file of Ainur is not where it was.' })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

it('what is no error of storage, or has words, is left as it is', () => {
  expect(explainStorage(new TypeError('x is not a function'))).toBeNull()
  expect(
    explainStorage(new NotFoundError({ ...say('content.missing'), cause: failure('ENOENT') })),
  ).toBeNull()
})
