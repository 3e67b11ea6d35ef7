import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { LocalTx } from './schema/local/schema.ts'
import { settings } from './schema/local/settings.ts'
import type { Fault } from './seal.ts'
import { say } from '../words.ts'

const KEY = 'doubt'

/** What is kept is not, or may not be, what was written; until the user says that they looked at it. */
const Doubt = z.object({
  faults: z.array(z.enum(['changed', 'log-lost', 'log-other', 'seal-missing', 'seal-damaged'])),
  /** Entries since then may be missing, ms; null where that is not known. */
  since: z.int().nullable(),
})
export type Doubt = z.infer<typeof Doubt>

export function readDoubt(db: LocalTx): Doubt | null {
  const row = db.select().from(settings).where(eq(settings.key, KEY)).get()
  if (!row) return null
  try {
    return Doubt.parse(JSON.parse(row.value))
  } catch {
    return { faults: ['changed'], since: null }
  }
}

/** Null: there is none any more. */
export function writeDoubt(db: LocalTx, doubt: Doubt | null): void {
  const value = JSON.stringify(doubt)
  if (doubt === null) db.delete(settings).where(eq(settings.key, KEY)).run()
  else
    db.insert(settings)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run()
}

/** With what was found before and not been looked at yet. */
export const joinDoubts = (before: Doubt | null, faults: readonly Fault[], since: number | null): Doubt => ({
  faults: [...new Set([...(before?.faults ?? []), ...faults])],
  since: before ? (before.since === null || since === null ? null : Math.min(before.since, since)) : since,
})

export function doubtText({ faults, since }: Doubt) {
  const lost = faults.includes('log-lost') || faults.includes('log-other')
  return say(
    faults.includes('changed')
      ? 'storage.doubt-changed'
      : lost
        ? 'storage.doubt-lost'
        : 'storage.doubt-unknown',
    { since },
  )
}
