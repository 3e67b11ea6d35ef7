import { and, desc, eq, lt, lte, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { LocalDb } from '../../db/local-db.ts'
import { agentLogs, decisions, runs } from '../../db/schema/local/hosting.ts'

/**
 * What this machine remembers of each agent it works for, and for how long. Beyond these: decisions only of tasks that
 * could have been the agent's; transactions as `tx/retention.ts` says; keys and content without end.
 */
export const KEPT = {
  /** Decisions and runs, days. */
  days: 90,
  /** Of these, reasons why it did not bid: the newest. Bids and how they ended are kept all the time. */
  refusals: 1_000,
  runs: 1_000,
  logLines: 2_000,
} as const

/** Rows are counted again each time this many were added. */
export const COUNTED_EVERY = 100
const DAY_MS = 86_400_000

/** Drops what an agent has beyond that on a network. */
export function dropOld(localDb: LocalDb, network: string, did: string): void {
  const before = Date.now() - KEPT.days * DAY_MS
  const ofRuns = and(eq(runs.network, network), eq(runs.did, did))
  const ofLogs = and(eq(agentLogs.network, network), eq(agentLogs.did, did))
  const ofDecisions = and(eq(decisions.network, network), eq(decisions.did, did))
  const refusals = and(ofDecisions, eq(decisions.decision, 'refused'))
  localDb.transaction(() => {
    dropFrom(localDb, decisions, decisions.id, refusals, KEPT.refusals)
    dropFrom(localDb, runs, runs.id, ofRuns, KEPT.runs)
    dropFrom(localDb, agentLogs, agentLogs.id, ofLogs, KEPT.logLines)
    localDb.db
      .delete(decisions)
      .where(and(ofDecisions, lt(decisions.at, before)))
      .run()
    localDb.db
      .delete(runs)
      .where(and(ofRuns, lt(runs.at, before)))
      .run()
  })
}

function dropFrom(
  { db }: LocalDb,
  table: SQLiteTable,
  id: SQLiteColumn,
  own: SQL | undefined,
  kept: number,
): void {
  const last = db.select({ id }).from(table).where(own).orderBy(desc(id)).limit(1).offset(kept).get()
  if (last)
    db.delete(table)
      .where(and(own, lte(id, last.id)))
      .run()
}
