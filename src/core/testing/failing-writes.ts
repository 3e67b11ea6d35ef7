import Database from 'better-sqlite3'

const opened = new Set<Database.Database>()
const { pragma } = Database.prototype
/** Every database of this process is known from its first pragma on: Ainur sets some when it opens one. */
Database.prototype.pragma = function (this: Database.Database, ...args: Parameters<typeof pragma>) {
  opened.add(this)
  return pragma.apply(this, args)
}

/**
 * SQLite refuses every write to the databases whose paths begin so, as on a disk that the system made read-only. What
 * it gives lets them be written again.
 */
export function failWrites(path: string): () => void {
  const set = (on: boolean) => {
    const concerned = [...opened].filter(({ name, open }) => open && name.startsWith(path))
    if (concerned.length === 0) throw new Error(`no database is open in ${path}`)
    for (const database of concerned) pragma.call(database, `query_only = ${on ? 1 : 0}`)
  }
  set(true)
  return () => set(false)
}
