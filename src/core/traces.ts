import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Only who worked in a data folder before has these, and they come after the database. */
const TRACES = ['local.db.seal', 'chain', 'index', 'content', 'packages', 'machine.key']

/** What shows that a data folder is not a new user's. Empty folders show nothing. */
export const tracesIn = (dataDir: string): string[] =>
  TRACES.filter((name) => {
    const path = join(dataDir, name)
    return existsSync(path) && !isEmptyFolder(path)
  })

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false
  }
}
