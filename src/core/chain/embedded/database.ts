import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { ADD_SUMS, SCHEMA, SCHEMA_VERSION } from './database-schema.ts'
import { DamagedRowError, DataDirLockedError, EmbeddedStartError } from './errors.ts'
import { rowSum } from './executor/hash.ts'
import type { Changes, StateView } from './executor/overlay.ts'
import { keyFromBytes } from './executor/scale.ts'
import type { TrieEntry } from './executor/trie.ts'
import { CODE, LAST_RUNTIME_UPGRADE, SYSTEM_EVENTS, TIMESTAMP_NOW } from './keys.ts'

export const CHAIN_FILE = 'chain.sqlite'

/** For so many blocks back the whole state can be read; older, only what `KEPT_FOR_EVER` names. */
export const STATE_HISTORY_BLOCKS = 4_096

/**
 * The history is cut so often in its own length: versions of a key stand side by side, and to write the page of each with
 * every block took as long as the block itself.
 */
const PRUNINGS = 64

/** An index that is built again from block 0 needs these at every block: what happened, when, and how to decode it. */
const KEPT_FOR_EVER = [SYSTEM_EVENTS, TIMESTAMP_NOW, CODE, LAST_RUNTIME_UPGRADE]
/** Every block but the first writes these: without a row of its own, a block's row was lost. */
const WRITTEN_ALWAYS = new Set([SYSTEM_EVENTS, TIMESTAMP_NOW])

export interface StoredBlock {
  readonly number: number
  readonly hash: Uint8Array
  /** SCALE-encoded header. */
  readonly header: Uint8Array
  /** SCALE-encoded `Vec<Bytes>` of the extrinsics. */
  readonly body: Uint8Array
}

/** The state of a past block; `next` walks what is still there. */
export interface PastState extends StateView {
  /** Whether everything but the keys kept for ever is gone. */
  readonly pruned: boolean
  /** Whether the key is one of those. */
  keeps(key: string): boolean
}

interface HistoryRow {
  readonly block: number
  readonly value: Buffer | null
  readonly sum: number
}
/** A place between rows of the history, in the order of keys, newest blocks first. */
export interface HistoryPlace {
  readonly key: string
  readonly block: number
}
type KeyRow = HistoryRow & { readonly key: Buffer }
type BlockRow = StoredBlock & { readonly sum: number }

const TABLES = {
  blocks: ['number', 'hash', 'header', 'body', 'sum'],
  state: ['key', 'value'],
  history: ['key', 'block', 'value', 'sum'],
}

const ROWS_BEHIND = `
  SELECT * FROM (SELECT * FROM history WHERE key = @key AND block < @block ORDER BY block DESC LIMIT @count)
  UNION ALL
  SELECT * FROM (SELECT * FROM history WHERE key > @key ORDER BY key, block DESC LIMIT @count)
  LIMIT @count`

const LOCKED = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'])
const blob = (key: string) => Buffer.from(key, 'latin1')

/** Whether SQLite finds the file itself broken. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError &&
  (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')

const blockSum = ({ number, hash, header, body }: StoredBlock) => rowSum(number, hash, header, body)

/** Opens the file for this process alone and brings it to the present format. */
function openFile(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: 2_000 })
  try {
    // The operating system gives the lock back when the process dies, however it dies.
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma('journal_mode = WAL')
    // A block that was announced counts as final: it must survive a power cut too, which NORMAL does not promise.
    sqlite.pragma('synchronous = FULL')
    sqlite.function(
      'row_sum',
      { varargs: true, deterministic: true },
      rowSum as (...args: unknown[]) => number,
    )
    sqlite.exec(`BEGIN IMMEDIATE; ${SCHEMA}`)
    sqlite.prepare("INSERT OR IGNORE INTO meta VALUES ('schema', ?)").run(SCHEMA_VERSION)
    const version = sqlite.prepare("SELECT value FROM meta WHERE name = 'schema'").pluck().get()
    if (version === 1) sqlite.exec(ADD_SUMS)
    else if (version !== SCHEMA_VERSION)
      throw new EmbeddedStartError(
        `The chain in ${file} was written by another version of Ainur (format ${String(version)}).`,
      )
    sqlite.exec('COMMIT')
    const faults = sqlite.pragma('quick_check(1)', { simple: true })
    if (faults !== 'ok') throw new Sqlite.SqliteError(String(faults), 'SQLITE_CORRUPT')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

const DAMAGED = `${CHAIN_FILE}.damaged-`
export const damagedName = (): string => `${DAMAGED}${Date.now()}`

/** One damaged file is kept: the newest. */
export function dropDamaged(dataDir: string): void {
  for (const name of readdirSync(dataDir)) if (name.startsWith(DAMAGED)) rmSync(join(dataDir, name))
}

function open(dataDir: string, name: string): Sqlite.Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    return openFile(join(dataDir, name))
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && !isDamage(error)) {
      if (LOCKED.has(error.code)) throw new DataDirLockedError(dataDir)
      throw new EmbeddedStartError(`The chain's database in ${dataDir} cannot be opened: ${error.message}`, {
        cause: error,
      })
    }
    throw error
  }
}

/**
 * Blocks, the state of the last one and the state's history in one SQLite file. Headers and bodies stay for
 * ever, state as `STATE_HISTORY_BLOCKS` says: the file grows with what happened, not with time.
 * @throws {DataDirLockedError} when another connection holds the file
 * @throws {EmbeddedStartError} when the file cannot be used
 * @throws {Sqlite.SqliteError} of which `isDamage` is true, when its structure is broken
 */
export function openDatabase(dataDir: string, historyBlocks = STATE_HISTORY_BLOCKS, name = CHAIN_FILE) {
  const sqlite = open(dataDir, name)
  const insertBlock = sqlite.prepare('INSERT INTO blocks VALUES (@number, @hash, @header, @body, @sum)')
  const setState = sqlite.prepare(
    'INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const clearState = sqlite.prepare('DELETE FROM state WHERE key = ?')
  const addHistory = sqlite.prepare('INSERT INTO history VALUES (?, ?, ?, ?)')
  // Of several versions of a key the newest: SQLite takes the other columns from the row that has the maximum.
  const changedIn = sqlite.prepare(
    'SELECT key, max(block) AS block, value IS NULL AS removed FROM history WHERE block > ? AND block <= ? GROUP BY key',
  )
  const dropOlder = sqlite.prepare('DELETE FROM history WHERE key = ? AND block < ?')
  const dropRow = sqlite.prepare('DELETE FROM history WHERE key = ? AND block = ?')
  const byNumber = sqlite.prepare('SELECT * FROM blocks WHERE number = ?')
  const byHash = sqlite.prepare('SELECT * FROM blocks WHERE hash = ?')
  const highest = sqlite.prepare('SELECT max(number) FROM blocks').pluck()
  const rowAt = sqlite.prepare(
    'SELECT block, value, sum FROM history WHERE key = ? AND block <= ? ORDER BY block DESC LIMIT 1',
  )
  const keyAfter = sqlite.prepare('SELECT key FROM history WHERE key > ? ORDER BY key LIMIT 1').pluck()
  const rowsBehind = sqlite.prepare(ROWS_BEHIND)
  const kept = new Set(KEPT_FOR_EVER)
  const prunedAtOnce = Math.ceil(historyBlocks / PRUNINGS)

  /** What was replaced up to block `oldest` is out of reach once it is itself the oldest whole state. */
  function pruneBehind(oldest: number): void {
    for (const { key, block, removed } of changedIn.all(oldest - prunedAtOnce, oldest) as {
      key: Buffer
      block: number
      removed: number
    }[]) {
      if (kept.has(keyFromBytes(key))) continue
      dropOlder.run(key, block)
      if (removed) dropRow.run(key, block)
    }
  }

  const commit = sqlite.transaction((block: StoredBlock, changes: Changes) => {
    insertBlock.run({ ...block, sum: blockSum(block) })
    for (const [name, value] of changes) {
      const key = blob(name)
      if (value === null) clearState.run(key)
      else setState.run(key, value)
      addHistory.run(key, block.number, value, rowSum(block.number, key, value))
    }
    const oldest = block.number - historyBlocks
    if (oldest >= 0 && oldest % prunedAtOnce === 0) pruneBehind(oldest)
  })

  /** @throws {DamagedRowError} when it is not what was stored */
  function soundBlock(row: BlockRow | undefined): StoredBlock | undefined {
    if (row && blockSum(row) !== row.sum) throw new DamagedRowError(row.number)
    return row
  }

  /** The row that holds the value of a key at a block. @throws {DamagedRowError} */
  function rowOf(key: string, number: number): HistoryRow | undefined {
    const row = rowAt.get(blob(key), number) as HistoryRow | undefined
    if (row && rowSum(row.block, blob(key), row.value) !== row.sum) throw new DamagedRowError(row.block)
    if (number > 0 && row?.block !== number && WRITTEN_ALWAYS.has(key)) throw new DamagedRowError(number)
    return row
  }

  return {
    /** Stores a block and what it changed, in one transaction. When it returns, it is on disk. */
    commit: (block: StoredBlock, changes: Changes): void => void commit(block, changes),
    /** Number of the last block, or null. */
    height: () => highest.get() as number | null,
    /** @throws {DamagedRowError} */
    block: (id: number | Uint8Array) =>
      soundBlock((typeof id === 'number' ? byNumber.get(id) : byHash.get(id)) as BlockRow | undefined),
    /** As it stands there; whether the block is sound `block` says. */
    hash: (number: number) => (byNumber.get(number) as BlockRow | undefined)?.hash,
    /** The state of the last block. */
    *state(): Generator<TrieEntry> {
      const rows = sqlite.prepare('SELECT key, value FROM state').iterate() as Iterable<{
        key: Buffer
        value: Buffer
      }>
      for (const { key, value } of rows) yield [keyFromBytes(key), value]
    },
    /** The state of block `number`, of which the chain now has `height`. `get` throws {DamagedRowError}. */
    stateAt(number: number, height: number): PastState {
      const get = (key: string) => rowOf(key, number)?.value ?? null
      const next = (key: string): string | null => {
        for (let at = keyAfter.get(blob(key)); at !== undefined; at = keyAfter.get(at)) {
          const name = keyFromBytes(at as Buffer)
          if (get(name) !== null) return name
        }
        return null
      }
      return { get, next, pruned: number < height - historyBlocks, keeps: (key) => kept.has(key) }
    },
    /** Whether the whole state of block `number` can be read, of which the chain now has `height`. */
    hasState: (number: number, height: number): boolean => number >= height - historyBlocks,
    /** What the history says, block by block in order; damaged rows are left out. */
    *changes(): Generator<{ block: number; key: string; value: Uint8Array | null }> {
      // Not by the index on blocks: it may be what is damaged.
      const rows = sqlite
        .prepare('SELECT * FROM history NOT INDEXED ORDER BY block')
        .iterate() as Iterable<KeyRow>
      for (const { key, block, value, sum } of rows)
        if (rowSum(block, key, value) === sum) yield { block, key: keyFromBytes(key), value }
    },
    /** Keeps the file as it is, beside it. */
    keepCopy(): void {
      dropDamaged(dataDir)
      sqlite.prepare('VACUUM INTO ?').run(join(dataDir, damagedName()))
    },
    /** Takes over rows of another file as they are; of two with one key the first stays. */
    take: sqlite.transaction(
      (table: 'blocks' | 'state' | 'history', rows: Iterable<Record<string, unknown>>) => {
        const columns = TABLES[table]
        const insert = sqlite.prepare(
          `INSERT OR IGNORE INTO ${table} VALUES (${columns.map((name) => `@${name}`).join()})`,
        )
        for (const row of rows) insert.run(row)
      },
    ),
    /** Makes block `number` the last one again, with this state. */
    rewind: sqlite.transaction((number: number, entries: Iterable<TrieEntry>) => {
      sqlite.prepare('DELETE FROM blocks WHERE number > ?').run(number)
      sqlite.prepare('DELETE FROM history WHERE block > ?').run(number)
      sqlite.exec('DELETE FROM state')
      const restore = sqlite.prepare('INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?)')
      for (const [name, value] of entries) {
        const key = blob(name)
        setState.run(key, value)
        const row = rowAt.get(key, number) as HistoryRow | undefined
        if (row?.value && Buffer.compare(row.value, value) === 0 && rowSum(row.block, key, value) === row.sum)
          continue
        restore.run(key, number, value, rowSum(number, key, value))
      }
    }),
    /** Blocks of which rows are damaged, among `count` rows of the history behind a place; `next` is null at the end. */
    sweepHistory(place: HistoryPlace, count: number): { next: HistoryPlace | null; damaged: number[] } {
      const key = blob(place.key)
      const rows = rowsBehind.all({ key, block: place.block, count }) as KeyRow[]
      const damaged = rows
        .filter((row) => rowSum(row.block, row.key, row.value) !== row.sum)
        .map(({ block }) => block)
      const last = rows.at(-1)
      return {
        next: last && rows.length === count ? { key: keyFromBytes(last.key), block: last.block } : null,
        damaged,
      }
    },
    close: () => void sqlite.close(),
  }
}
export type ChainDatabase = ReturnType<typeof openDatabase>
