import { and, desc, eq, lt, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Decision as DecisionSchema } from '../../../contract/agents.ts'
import { decisions } from '../../db/schema/local/hosting.ts'
import type { Notes, NotesOptions } from './notes.ts'

export type Decision = z.infer<typeof DecisionSchema>

/** What hosted agents decided on tasks, and why. */
export interface Decisions {
  /** Keeps a decision unless it says the same as the last one on this task. @throws when it cannot be written */
  decide(decision: Omit<Decision, 'at'>): void
  /** Like `decide`, for decisions on which nothing depends: one that cannot be written is told of and dropped. */
  explain(decision: Omit<Decision, 'at'>): void
  /** Whether this machine has bid for the agent: another one of its owner may have, too. */
  hasBid(did: string, task: number): boolean
  lastDecision(filter: { did: string; task?: number }): Decision | null
  decisionsOf(filter: {
    did?: string
    task?: number
    before?: number
    limit: number
  }): (Decision & { id: number })[]
}

export function createDecisions(
  { localDb, changes }: NotesOptions,
  { need, tell, tidy, note }: Notes,
): Decisions {
  function decisionsOf({ did, task, before, limit }: Parameters<Decisions['decisionsOf']>[0]) {
    const conditions: SQL[] = [eq(decisions.network, need())]
    if (did !== undefined) conditions.push(eq(decisions.did, did))
    if (task !== undefined) conditions.push(eq(decisions.task, task))
    if (before !== undefined) conditions.push(lt(decisions.id, before))
    const rows = localDb.db
      .select()
      .from(decisions)
      .where(and(...conditions))
      .orderBy(desc(decisions.id))
      .limit(limit)
      .all()
    return rows.map(({ network: _network, ...decision }) => decision)
  }

  function lastDecision({ did, task }: { did: string; task?: number }): Decision | null {
    const [last] = decisionsOf({ did, task, limit: 1 })
    if (!last) return null
    const { id: _id, ...decision } = last
    return decision
  }

  function decide(decision: Parameters<Decisions['decide']>[0]): void {
    const last = lastDecision(decision)
    if (last && sameDecision(last, decision)) return
    const { lastInsertRowid } = localDb.db
      .insert(decisions)
      .values({ ...decision, network: need(), at: Date.now() })
      .run()
    tidy(decision.did, lastInsertRowid)
    tell(decision.did)
    changes.publish({ topic: 'tasks', id: String(decision.task) })
  }

  return {
    explain(decision) {
      note(() => decide(decision))
    },
    decide,
    hasBid: (did, task) =>
      localDb.db
        .select({ id: decisions.id })
        .from(decisions)
        .where(
          and(
            eq(decisions.network, need()),
            eq(decisions.did, did),
            eq(decisions.task, task),
            eq(decisions.decision, 'bid'),
          ),
        )
        .limit(1)
        .get() !== undefined,
    lastDecision,
    decisionsOf,
  }
}

const sameDecision = (a: Omit<Decision, 'at'>, b: Omit<Decision, 'at'>): boolean =>
  a.decision === b.decision &&
  a.reasons.map(({ code }) => code).join() === b.reasons.map(({ code }) => code).join()
