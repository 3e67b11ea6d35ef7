import { and, count, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { LogLine as LogLineSchema, Run as RunSchema } from '../../../contract/agents.ts'
import { agentLogs, runs } from '../../db/schema/local/hosting.ts'
import type { Notes, NotesOptions } from './notes.ts'

export type Run = z.infer<typeof RunSchema>
export type LogLine = z.infer<typeof LogLineSchema>

/** Runs of hosted agents and what was logged of them. */
export interface Runs {
  addRun(did: string, run: Run): void
  runsOf(did: string, limit: number): Run[]
  runCounts(did: string): { ok: number; failed: number }
  log(did: string, level: LogLine['level'], source: string, text: string): void
  logsOf(did: string, limit: number): LogLine[]
}

/** Characters of one line that are kept. */
const KEPT = 4_000
const cut = (text: string): string =>
  text.length <= KEPT ? text : `${text.slice(0, KEPT)}… (${text.length - KEPT} more characters)`

export function createRuns({ localDb, network }: NotesOptions, { need, tell, tidy, note }: Notes): Runs {
  return {
    addRun(did, run) {
      note(() => {
        const { lastInsertRowid } = localDb.db
          .insert(runs)
          .values({ ...run, wallMs: Math.round(run.wallMs), did, network: need() })
          .run()
        tidy(did, lastInsertRowid)
      })
      tell(did)
    },
    runsOf: (did, limit) =>
      localDb.db
        .select()
        .from(runs)
        .where(and(eq(runs.network, need()), eq(runs.did, did)))
        .orderBy(desc(runs.id))
        .limit(limit)
        .all()
        .map(({ id: _id, network: _network, did: _did, ...run }) => run),
    runCounts(did) {
      const rows = localDb.db
        .select({ outcome: runs.outcome, n: count() })
        .from(runs)
        .where(and(eq(runs.network, need()), eq(runs.did, did)))
        .groupBy(runs.outcome)
        .all()
      const ok = rows.find(({ outcome }) => outcome === 'ok')?.n ?? 0
      return { ok, failed: rows.reduce((all, { n }) => all + n, 0) - ok }
    },
    log(did, level, source, text) {
      const connected = network()
      if (connected === null) return
      note(() => {
        const { lastInsertRowid } = localDb.db
          .insert(agentLogs)
          .values({ network: connected, did, level, source, text: cut(text), at: Date.now() })
          .run()
        tidy(did, lastInsertRowid)
      })
      tell(did)
    },
    logsOf: (did, limit) =>
      localDb.db
        .select()
        .from(agentLogs)
        .where(and(eq(agentLogs.network, need()), eq(agentLogs.did, did)))
        .orderBy(desc(agentLogs.id))
        .limit(limit)
        .all()
        .reverse()
        .map(({ at, level, source, text }) => ({ at, level, source, text })),
  }
}
