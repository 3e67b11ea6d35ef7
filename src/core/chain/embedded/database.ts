import { join } from 'node:path'
import { createBlocks, type StoredBlock } from './database-blocks.ts'
import { damagedName, dropDamaged, openChainFile } from './database-file.ts'
import { CHAIN_FILE } from './database-schema.ts'
import { blob, createHistory } from './database-history.ts'
import type { Changes } from './executor/overlay.ts'
import { keyFromBytes } from './executor/scale.ts'
import type { TrieEntry } from './executor/trie.ts'

/** For so many blocks back the whole state can be read; older, only what the history keeps for ever. */
export const STATE_HISTORY_BLOCKS = 4_096

const COLUMNS = {
  blocks: ['number', 'hash', 'header', 'body', 'sum'],
  state: ['key', 'value'],
  history: ['key', 'block', 'value', 'sum'],
}

/**
 * Blocks, the state of the last one and the state's history in one SQLite file. Headers and bodies stay for
 * ever, state as `STATE_HISTORY_BLOCKS` says: the file grows with what happened, not with time.
 * @throws what `openChainFile` throws
 */
export function openDatabase(dataDir: string, historyBlocks = STATE_HISTORY_BLOCKS, name = CHAIN_FILE) {
  const sqlite = openChainFile(dataDir, name)
  const { add: addBlock, ...blocks } = createBlocks(sqlite)
  const { add: addHistory, prune, restore, ...history } = createHistory(sqlite, historyBlocks)
  const setState = sqlite.prepare(
    'INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const clearState = sqlite.prepare('DELETE FROM state WHERE key = ?')

  const commit = sqlite.transaction((block: StoredBlock, changes: Changes) => {
    addBlock(block)
    for (const [name, value] of changes) {
      const key = blob(name)
      if (value === null) clearState.run(key)
      else setState.run(key, value)
      addHistory(block.number, key, value)
    }
    prune(block.number)
  })

  return {
    ...blocks,
    ...history,
    /** Stores a block and what it changed, in one transaction. When it returns, it is on disk. */
    commit: (block: StoredBlock, changes: Changes): void => void commit(block, changes),
    /** The state of the last block. */
    *state(): Generator<TrieEntry> {
      const rows = sqlite.prepare<[], { key: Buffer; value: Buffer }>('SELECT key, value FROM state')
      for (const { key, value } of rows.iterate()) yield [keyFromBytes(key), value]
    },
    /** Keeps the file as it is, beside it. */
    keepCopy(): void {
      dropDamaged(dataDir)
      sqlite.prepare('VACUUM INTO ?').run(join(dataDir, damagedName()))
    },
    /** Takes over rows of another file as they are; of two with one key the first stays. */
    take: sqlite.transaction((table: keyof typeof COLUMNS, rows: Iterable<Record<string, unknown>>) => {
      const values = COLUMNS[table].map((column) => `@${column}`).join()
      const insert = sqlite.prepare(`INSERT OR IGNORE INTO ${table} VALUES (${values})`)
      for (const row of rows) insert.run(row)
    }),
    /** Makes block `number` the last one again, with this state. */
    rewind: sqlite.transaction((number: number, entries: Iterable<TrieEntry>) => {
      sqlite.prepare('DELETE FROM blocks WHERE number > ?').run(number)
      sqlite.prepare('DELETE FROM history WHERE block > ?').run(number)
      sqlite.exec('DELETE FROM state')
      for (const [name, value] of entries) {
        setState.run(blob(name), value)
        restore(number, blob(name), value)
      }
    }),
    close: () => void sqlite.close(),
  }
}
export type ChainDatabase = ReturnType<typeof openDatabase>
