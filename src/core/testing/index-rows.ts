import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

function open(dataDir: string, options: Database.Options): Database.Database {
  const dir = join(dataDir, 'index')
  const files = readdirSync(dir).filter((name) => name.endsWith('.db'))
  if (files.length !== 1) throw new Error(`one index expected, found ${files.join(', ') || 'none'}`)
  return new Database(join(dir, files[0]!), options)
}

function tablesIn(db: Database.Database): string[] {
  const all = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
  return db.prepare(all).pluck().all() as string[]
}

/** Puts a mark into the index that only its deletion removes. */
export function markIndex(dataDir: string): void {
  const db = open(dataDir, { timeout: 5_000 })
  db.exec('CREATE TABLE mark (id INTEGER)')
  db.close()
}

/** Whether the mark is still there; true as well while there is no index to look at. */
export function isMarked(dataDir: string): boolean {
  try {
    const db = open(dataDir, { readonly: true, fileMustExist: true })
    try {
      const tables = tablesIn(db)
      return tables.length === 0 || tables.includes('mark')
    } finally {
      db.close()
    }
  } catch {
    return true
  }
}

/** Every row of every table of the index in a data folder, in an order that does not depend on how they came. */
export function indexRows(dataDir: string): Record<string, unknown[]> {
  const db = open(dataDir, { readonly: true })
  try {
    return Object.fromEntries(
      tablesIn(db).map((table) => {
        const rows = db.prepare(`SELECT * FROM "${table}"`).all()
        return [table, rows.map((row) => JSON.stringify(row)).sort()]
      }),
    )
  } finally {
    db.close()
  }
}
