import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every row of every table of the index in a core's folder, in the order of the rows' own values. */
export function dumpIndex(dataDir: string): Record<string, unknown[]> {
  const dir = join(dataDir, 'index')
  const file = readdirSync(dir).find((name) => name.endsWith('.db'))
  if (!file) throw new Error(`there is no index in ${dataDir}`)
  const db = new Database(join(dir, file), { readonly: true })
  try {
    const tables = db
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' and name not like 'sqlite%'",
      )
      .pluck()
      .all() as string[]
    const rows = (table: string) => db.prepare(`select * from "${table}"`).all() as object[]
    const sorted = (table: string) =>
      rows(table).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    return Object.fromEntries(tables.sort().map((table) => [table, sorted(table)]))
  } finally {
    db.close()
  }
}
