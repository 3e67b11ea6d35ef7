import type { Database } from 'better-sqlite3'
import { DamagedRowError } from './errors.ts'
import { rowSum } from './executor/hash.ts'
import type { StateView } from './executor/overlay.ts'
import { keyFromBytes } from './executor/scale.ts'
import { CODE, LAST_RUNTIME_UPGRADE, SYSTEM_EVENTS, TIMESTAMP_NOW } from './keys.ts'

/**
 * Old versions are removed this many times within the length of the history, not with every block: that took as long as
 * making the block, because each key's versions lie on a page of their own.
 */
const PRUNINGS = 64

/** An index that is built again from block 0 needs these at every block: what happened, when, and how to decode it. */
const KEPT_FOR_EVER = new Set([SYSTEM_EVENTS, TIMESTAMP_NOW, CODE, LAST_RUNTIME_UPGRADE])
/** Every block but the first writes these: without a row of its own, a block's row was lost. */
const WRITTEN_ALWAYS = new Set([SYSTEM_EVENTS, TIMESTAMP_NOW])

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
type KeyRow = HistoryRow & { readonly key: Buffer }

/** A place between rows of the history, in the order of keys, newest blocks first. */
export interface HistoryPlace {
  readonly key: string
  readonly block: number
}

const ROWS_BEHIND = `
  SELECT * FROM (SELECT * FROM history WHERE key = @key AND block < @block ORDER BY block DESC LIMIT @count)
  UNION ALL
  SELECT * FROM (SELECT * FROM history WHERE key > @key ORDER BY key, block DESC LIMIT @count)
  LIMIT @count`

export const blob = (key: string) => Buffer.from(key, 'latin1')
const isSound = ({ block, key, value, sum }: KeyRow) => rowSum(block, key, value) === sum

/** Every change of the state with its block. For `historyBlocks` back it has the whole state, before that `KEPT_FOR_EVER`. */
export function createHistory(sqlite: Database, historyBlocks: number) {
  const insert = sqlite.prepare('INSERT INTO history VALUES (?, ?, ?, ?)')
  const replace = sqlite.prepare('INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?)')
  const rowAt = sqlite.prepare<[Buffer, number], KeyRow>(
    'SELECT * FROM history WHERE key = ? AND block <= ? ORDER BY block DESC LIMIT 1',
  )
  const keyAfter = sqlite.prepare('SELECT key FROM history WHERE key > ? ORDER BY key LIMIT 1').pluck()
  const rowsBehind = sqlite.prepare<[object], KeyRow>(ROWS_BEHIND)
  const prune = createPruning(sqlite, historyBlocks)

  /** The row that holds the value of a key at a block. @throws {DamagedRowError} */
  function rowOf(key: string, number: number): HistoryRow | undefined {
    const row = rowAt.get(blob(key), number)
    if (row && !isSound(row)) throw new DamagedRowError(row.block)
    if (number > 0 && row?.block !== number && WRITTEN_ALWAYS.has(key)) throw new DamagedRowError(number)
    return row
  }

  return {
    add: (block: number, key: Buffer, value: Uint8Array | null): void =>
      void insert.run(key, block, value, rowSum(block, key, value)),
    prune,
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
      return {
        get,
        next,
        pruned: number < height - historyBlocks,
        keeps: (key) => KEPT_FOR_EVER.has(key),
      }
    },
    /** Whether the whole state of block `number` can be read, of which the chain now has `height`. */
    hasState: (number: number, height: number): boolean => number >= height - historyBlocks,
    /** What the history says, block by block in order; damaged rows are left out. */
    *changes(): Generator<{ block: number; key: string; value: Uint8Array | null }> {
      // Not by the index on blocks: it may be what is damaged.
      const rows = sqlite.prepare<[], KeyRow>('SELECT * FROM history NOT INDEXED ORDER BY block').iterate()
      for (const row of rows)
        if (isSound(row)) yield { block: row.block, key: keyFromBytes(row.key), value: row.value }
    },
    /** Sees to it that the key has this value at block `number`. */
    restore(number: number, key: Buffer, value: Uint8Array): void {
      const row = rowAt.get(key, number)
      if (row?.value && Buffer.compare(row.value, value) === 0 && isSound(row)) return
      replace.run(key, number, value, rowSum(number, key, value))
    },
    /** Blocks of which rows are damaged, among `count` rows of the history behind a place; `next` is null at the end. */
    sweepHistory(place: HistoryPlace, count: number): { next: HistoryPlace | null; damaged: number[] } {
      const rows = rowsBehind.all({ key: blob(place.key), block: place.block, count })
      const last = rows.at(-1)
      return {
        next: last && rows.length === count ? { key: keyFromBytes(last.key), block: last.block } : null,
        damaged: rows.filter((row) => !isSound(row)).map(({ block }) => block),
      }
    },
  }
}

/** Removes, now and then, what was replaced so long ago that no whole state needs it. Told of each block. */
function createPruning(sqlite: Database, historyBlocks: number) {
  // Of several versions of a key the newest: SQLite takes the other columns from the row that has the maximum.
  const changedIn = sqlite.prepare<[number, number], { key: Buffer; block: number; removed: number }>(
    'SELECT key, max(block) AS block, value IS NULL AS removed FROM history WHERE block > ? AND block <= ? GROUP BY key',
  )
  const dropOlder = sqlite.prepare('DELETE FROM history WHERE key = ? AND block < ?')
  const dropRow = sqlite.prepare('DELETE FROM history WHERE key = ? AND block = ?')
  const atOnce = Math.ceil(historyBlocks / PRUNINGS)

  return (height: number): void => {
    // What was replaced up to this block is out of reach once it is itself the oldest whole state.
    const oldest = height - historyBlocks
    if (oldest < 0 || oldest % atOnce !== 0) return
    for (const { key, block, removed } of changedIn.all(oldest - atOnce, oldest)) {
      if (KEPT_FOR_EVER.has(keyFromBytes(key))) continue
      dropOlder.run(key, block)
      if (removed) dropRow.run(key, block)
    }
  }
}
