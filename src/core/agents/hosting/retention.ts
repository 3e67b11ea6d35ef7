import { and, desc, eq, lt, lte, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { LocalDb } from '../../db/local-db.ts'
import { agentLogs, decisions, runs } from '../../db/schema/local/hosting.ts'

/**
 * What this machine remembers of each agent it works for, and for how long. Beyond these: decisions only of tasks that
 * could have been the agent's; transactions as `tx/retention.ts` says; keys and content without end.
 */
export const KEPT = {
  /** Decisions, days; and of whatever age the newest, since a clock may jump and a bid must not be forgotten while it stands. */
  days: 90,
  decisions: 5_000,
  /** Of these, reasons why it did not bid: the newest. Bids and how they ended are kept all the time. */
  refusals: 1_000,
  runs: 1_000,
  logLines: 2_000,
} as const

/** Rows are counted again each time this many were added. */
export const COUNTED_EVERY = 100
const DAY_MS = 86_400_000

/** Drops what an agent has beyond that on a network. Nothing where rows may be damaged: they may be of other tasks. */
export function dropOld(localDb: LocalDb, network: string, did: string): void {
  if (localDb.doubtful) return
  const before = Date.now() - KEPT.days * DAY_MS
  const of = (table: typeof decisions | typeof runs | typeof agentLogs) =>
    and(eq(table.network, network), eq(table.did, did))
  const refusals = and(of(decisions), eq(decisions.decision, 'refused'))
  localDb.transaction(() => {
    dropBeyond(localDb, decisions, refusals, KEPT.refusals)
    dropBeyond(localDb, decisions, of(decisions), KEPT.decisions, lt(decisions.at, before))
    dropBeyond(localDb, runs, of(runs), KEPT.runs)
    dropBeyond(localDb, agentLogs, of(agentLogs), KEPT.logLines)
  })
}

/** Deletes rows beyond the newest `kept`, of these only those that are `over`. */
function dropBeyond(
  { db }: LocalDb,
  table: SQLiteTable & { id: SQLiteColumn },
  own: SQL | undefined,
  kept: number,
  over?: SQL,
): void {
  const { id } = table
  const last = db.select({ id }).from(table).where(own).orderBy(desc(id)).limit(1).offset(kept).get()
  if (!last) return
  db.delete(table)
    .where(and(own, lte(id, last.id), over))
    .run()
}
