import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { LocalDb } from '../../db/local-db.ts'
import { settings } from '../../db/schema/local/settings.ts'

const KEY = 'installedPackages'
const Ids = z.array(z.string())

/** Which packages the user installed, so that one that is gone is missed. */
export function createInstalled(localDb: LocalDb) {
  function read(): string[] | null {
    const row = localDb.db.select().from(settings).where(eq(settings.key, KEY)).get()
    try {
      return row ? Ids.parse(JSON.parse(row.value)) : null
    } catch {
      return null
    }
  }

  function write(ids: readonly string[]): void {
    const value = JSON.stringify([...new Set(ids)].sort())
    localDb.db
      .insert(settings)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run()
  }

  return {
    add: (id: string) => write([...(read() ?? []), id]),
    remove: (id: string) => write((read() ?? []).filter((each) => each !== id)),
    /** Those that are not among `here`. They are missed once; a version before this one wrote nothing down. */
    missing(here: readonly string[]): string[] {
      const known = read()
      const missing = (known ?? []).filter((id) => !here.includes(id))
      if (missing.length > 0 || (known === null && here.length > 0)) write(here)
      return missing
    },
  }
}
