import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../database.ts'
import { CHAIN_FILE } from '../database-schema.ts'
import { rowSum } from '../executor/hash.ts'
import type { Changes } from '../executor/overlay.ts'
import { StateTrie } from '../executor/trie.ts'
import { headerHash, withStateRoot } from '../header.ts'

/** Makes the last block of a chain that nobody has open one that changed this, too. */
export function rewriteHead(dataDir: string, changes: Changes): void {
  const database = openDatabase(dataDir)
  const number = database.height()!
  const { header: old, body } = database.block(number)!
  const header = withStateRoot(old, StateTrie.of(database.state(), 1).with(changes).root())
  database.close()
  const hash = headerHash(header)
  const sqlite = new Sqlite(join(dataDir, CHAIN_FILE))
  sqlite
    .prepare('UPDATE blocks SET hash = ?, header = ?, sum = ? WHERE number = ?')
    .run(hash, header, rowSum(number, hash, header, body), number)
  for (const [name, value] of changes) {
    const key = Buffer.from(name, 'latin1')
    sqlite
      .prepare('INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?)')
      .run(key, number, value, rowSum(number, key, value))
    sqlite.prepare('INSERT OR REPLACE INTO state VALUES (?, ?)').run(key, value)
  }
  sqlite.close()
}
