import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { SCHEMA, SCHEMA_VERSION } from './database-schema.ts'
import { DataDirLockedError, EmbeddedStartError } from './errors.ts'
import type { Changes, StateView } from './executor/overlay.ts'
import { keyFromBytes } from './executor/scale.ts'
import type { TrieEntry } from './executor/trie.ts'
import { CODE, LAST_RUNTIME_UPGRADE, SYSTEM_EVENTS, TIMESTAMP_NOW } from './keys.ts'

/** For so many blocks back the whole state can be read; older, only what `KEPT_FOR_EVER` names. */
export const STATE_HISTORY_BLOCKS = 4_096

/** An index that is built again from block 0 needs these at every block: what happened, when, and how to decode it. */
const KEPT_FOR_EVER = [SYSTEM_EVENTS, TIMESTAMP_NOW, CODE, LAST_RUNTIME_UPGRADE]

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

const LOCKED = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'])
const blob = (key: string) => Buffer.from(key, 'latin1')

function open(dataDir: string): Sqlite.Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    const sqlite = new Sqlite(join(dataDir, 'chain.sqlite'), { timeout: 2_000 })
    // The operating system gives the lock back when the process dies, however it dies.
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma('journal_mode = WAL')
    // A block that was announced counts as final: it must survive a power cut too, which NORMAL does not promise.
    sqlite.pragma('synchronous = FULL')
    sqlite.exec(`BEGIN IMMEDIATE; ${SCHEMA}`)
    sqlite.prepare("INSERT OR IGNORE INTO meta VALUES ('schema', ?)").run(SCHEMA_VERSION)
    sqlite.exec('COMMIT')
    const version = sqlite.prepare("SELECT value FROM meta WHERE name = 'schema'").pluck().get()
    if (version !== SCHEMA_VERSION)
      throw new EmbeddedStartError(`The chain in ${dataDir} was written by another version of Ainur (format ${String(version)}).`)
    return sqlite
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) {
      if (LOCKED.has(error.code)) throw new DataDirLockedError(dataDir)
      throw new EmbeddedStartError(`The chain's database in ${dataDir} cannot be opened: ${error.message}`, { cause: error })
    }
    throw error
  }
}

/**
 * Blocks, the state of the last one and the state's history in one SQLite file. Headers and bodies stay for
 * ever, state as `STATE_HISTORY_BLOCKS` says: the file grows with what happened, not with time.
 * @throws {DataDirLockedError} when another connection holds the file
 * @throws {EmbeddedStartError} when the file cannot be used
 */
export function openDatabase(dataDir: string, historyBlocks = STATE_HISTORY_BLOCKS) {
  const sqlite = open(dataDir)
  const insertBlock = sqlite.prepare('INSERT INTO blocks (number, hash, header, body) VALUES (@number, @hash, @header, @body)')
  const setState = sqlite.prepare('INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  const clearState = sqlite.prepare('DELETE FROM state WHERE key = ?')
  const addHistory = sqlite.prepare('INSERT INTO history VALUES (?, ?, ?)')
  const changedAt = sqlite.prepare('SELECT key, value IS NULL AS removed FROM history WHERE block = ?')
  const dropOlder = sqlite.prepare('DELETE FROM history WHERE key = ? AND block < ?')
  const dropRow = sqlite.prepare('DELETE FROM history WHERE key = ? AND block = ?')
  const byNumber = sqlite.prepare('SELECT * FROM blocks WHERE number = ?')
  const byHash = sqlite.prepare('SELECT * FROM blocks WHERE hash = ?')
  const highest = sqlite.prepare('SELECT * FROM blocks ORDER BY number DESC LIMIT 1')
  const valueAt = sqlite.prepare('SELECT value FROM history WHERE key = ? AND block <= ? ORDER BY block DESC LIMIT 1').pluck()
  const keyAfter = sqlite.prepare('SELECT key FROM history WHERE key > ? ORDER BY key LIMIT 1').pluck()
  const kept = new Set(KEPT_FOR_EVER)

  /** What block `number` replaced is out of reach once it is itself the oldest whole state. */
  function pruneBehind(number: number): void {
    for (const { key, removed } of changedAt.all(number) as { key: Buffer; removed: number }[]) {
      if (kept.has(keyFromBytes(key))) continue
      dropOlder.run(key, number)
      if (removed) dropRow.run(key, number)
    }
  }

  const commit = sqlite.transaction((block: StoredBlock, changes: Changes) => {
    insertBlock.run(block)
    for (const [name, value] of changes) {
      const key = blob(name)
      if (value === null) clearState.run(key)
      else setState.run(key, value)
      addHistory.run(key, block.number, value)
    }
    const oldest = block.number - historyBlocks
    if (oldest >= 0) pruneBehind(oldest)
  })

  return {
    /** Stores a block and what it changed, in one transaction. When it returns, it is on disk. */
    commit: (block: StoredBlock, changes: Changes): void => void commit(block, changes),
    head: () => highest.get() as StoredBlock | undefined,
    block: (id: number | Uint8Array) =>
      (typeof id === 'number' ? byNumber.get(id) : byHash.get(id)) as StoredBlock | undefined,
    /** The state of the last block. */
    *state(): Generator<TrieEntry> {
      const rows = sqlite.prepare('SELECT key, value FROM state').iterate() as Iterable<{ key: Buffer; value: Buffer }>
      for (const { key, value } of rows) yield [keyFromBytes(key), value]
    },
    /** The state of block `number`, of which the chain now has `height`. */
    stateAt(number: number, height: number): PastState {
      const get = (key: string) => (valueAt.get(blob(key), number) as Buffer | null | undefined) ?? null
      const next = (key: string): string | null => {
        for (let at = keyAfter.get(blob(key)); at !== undefined; at = keyAfter.get(at)) {
          const name = keyFromBytes(at as Buffer)
          if (get(name) !== null) return name
        }
        return null
      }
      return { get, next, pruned: number < height - historyBlocks, keeps: (key) => kept.has(key) }
    },
    close: () => void sqlite.close(),
  }
}
export type ChainDatabase = ReturnType<typeof openDatabase>
