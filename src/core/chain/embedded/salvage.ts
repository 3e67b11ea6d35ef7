import { closeSync, copyFileSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { keepNames } from '../../durable-files.ts'
import { openDatabase, type ChainDatabase } from './database.ts'
import { damagedName, dropDamaged, isDamage } from './database-file.ts'
import { CHAIN_FILE } from './database-schema.ts'
import { noSoundState } from './errors.ts'
import { openSoundState } from './sound-state.ts'

const LOG = '-wal'
const SIDES = ['', LOG, '-shm']
/** Whole and sound, to take the place of the chain's file. */
const SALVAGED = 'chain.sqlite.salvaged'
/** How a database of SQLite in pages of 4,096 bytes with a log begins. */
const FIRST_BYTES = Buffer.concat([
  Buffer.from('SQLite format 3\0'),
  Buffer.from([16, 0, 2, 2, 0, 64, 32, 32]),
])

/**
 * Opens the chain's database. Where SQLite finds the file broken, it is written anew from all rows that can still be
 * read, if they make a sound chain; the broken file is kept beside it.
 * @throws {EmbeddedStartError} when they do not; everything is then left as it was
 */
export function openOrSalvage(
  dataDir: string,
  historyBlocks?: number,
): { database: ChainDatabase; salvaged: boolean } {
  // A process that ended while it exchanged the files left this.
  const left = existsSync(join(dataDir, SALVAGED))
  if (left) exchange(dataDir)
  try {
    return { database: openDatabase(dataDir, historyBlocks), salvaged: left }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  salvage(dataDir, historyBlocks)
  return { database: openDatabase(dataDir, historyBlocks), salvaged: true }
}

function salvage(dataDir: string, historyBlocks: number | undefined): void {
  const [copy, fresh] = ['chain.sqlite.salvage', 'chain.sqlite.new']
  const place = (name: string) => join(dataDir, name)
  const clear = () => {
    for (const name of [copy, fresh]) for (const side of SIDES) rmSync(place(name + side), { force: true })
  }
  clear()
  try {
    for (const side of ['', LOG])
      if (existsSync(place(CHAIN_FILE + side))) copyFileSync(place(CHAIN_FILE + side), place(copy + side))
    const database = openDatabase(dataDir, historyBlocks, fresh)
    try {
      readRows(place(copy), database)
      if (openSoundState(database, () => {}) === null) throw noSoundState(null)
    } finally {
      database.close()
    }
    renameSync(place(fresh), place(SALVAGED))
    exchange(dataDir)
  } finally {
    clear()
  }
}

/** Puts what was salvaged in the place of the broken file, which is kept. Each step can be the last one of a process. */
function exchange(dataDir: string): void {
  const file = join(dataDir, CHAIN_FILE)
  if (existsSync(file)) {
    dropDamaged(dataDir)
    const name = join(dataDir, damagedName())
    // The log first: it would be taken for one of the new file.
    for (const side of [LOG, '']) if (existsSync(file + side)) renameSync(file + side, name + side)
  }
  for (const side of [LOG, '-shm']) rmSync(file + side, { force: true })
  renameSync(join(dataDir, SALVAGED), file)
  keepNames(dataDir)
}

function openDamaged(file: string): Sqlite.Database {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, FIRST_BYTES, 0, FIRST_BYTES.length, 0)
  closeSync(descriptor)
  return new Sqlite(file)
}

/** Copies what can be read, in as many ways as there are: a broken page hides different rows from each. */
function readRows(file: string, into: ChainDatabase): void {
  const from = openDamaged(file)
  try {
    const rows = (sql: string) =>
      readable(() => from.prepare(sql).iterate() as Iterator<Record<string, unknown>>)
    const both = function* (table: string, key: string) {
      yield* rows(`SELECT * FROM ${table} ORDER BY ${key}`)
      yield* rows(`SELECT * FROM ${table} ORDER BY ${key} DESC`)
    }
    into.take('blocks', both('blocks', 'number'))
    into.take('state', both('state', 'key'))
    into.take('history', both('history NOT INDEXED', 'key, block'))
    const height = into.height() ?? -1
    for (const table of ['blocks', 'history'] as const) {
      const column = table === 'blocks' ? 'number' : 'block'
      const hidden = function* () {
        for (let number = 0; number <= height; number++)
          yield* rows(`SELECT * FROM ${table} WHERE ${column} = ${number}`)
      }
      into.take(table, hidden())
    }
  } finally {
    from.close()
  }
}

/** Rows up to the first that cannot be read. */
function* readable(open: () => Iterator<Record<string, unknown>>): Generator<Record<string, unknown>> {
  let rows: Iterator<Record<string, unknown>> | undefined
  for (;;) {
    let row: IteratorResult<Record<string, unknown>>
    try {
      rows ??= open()
      row = rows.next()
    } catch (error) {
      if (isDamage(error) || error instanceof Sqlite.SqliteError) return
      throw error
    }
    if (row.done) return
    yield row.value
  }
}
