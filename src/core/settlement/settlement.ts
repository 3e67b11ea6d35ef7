import { and, desc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import type { IndexDb } from '../db/index-db.ts'
import { movements, settlementTotals } from '../db/schema/index/settlement.ts'
import { tasks } from '../db/schema/index/tasks.ts'
import { numberCursor, pageOf } from '../paging.ts'
import type { MovementKind } from '../../contract/money.ts'
import { readHistory, type HistoryFilter } from './history.ts'
import { EVERYONE } from './projection.ts'

export interface MovementFilter {
  cursor?: string
  limit: number
  kind?: MovementKind[]
  address?: string
  agent?: string
  task?: number
  since?: number
}

/** What moved, what is held, and the sums. */
export function createSettlement({ indexDb }: { indexDb: IndexDb }) {
  return {
    /** Those of tasks, newest first. */
    movements({ kind, address, agent, task, since, cursor, limit }: MovementFilter) {
      const conditions: (SQL | undefined)[] = []
      if (kind?.length) conditions.push(inArray(movements.kind, kind))
      if (address !== undefined) conditions.push(or(eq(movements.from, address), eq(movements.to, address)))
      if (agent !== undefined) conditions.push(eq(movements.agent, agent))
      if (task !== undefined) conditions.push(eq(movements.task, task))
      if (since !== undefined) conditions.push(gte(movements.at, since))
      const before = numberCursor(cursor)
      if (before !== undefined) conditions.push(lt(movements.position, before))
      const rows = indexDb.db
        .select({ movement: movements, task: tasks.id, title: tasks.title })
        .from(movements)
        .innerJoin(tasks, eq(tasks.id, movements.task))
        .where(and(...conditions))
        .orderBy(desc(movements.position))
        .limit(limit + 1)
        .all()
      return pageOf(
        rows,
        limit,
        ({ movement }) => String(movement.position),
        ({ movement: { position: _position, event: _event, ...movement }, task, title }) => ({
          ...movement,
          kind: movement.kind as MovementKind,
          task,
          title,
        }),
      )
    },

    /** What came into an account and what went out of it. */
    history: (filter: HistoryFilter) => readHistory(indexDb, filter),

    /** Escrows held now, newest task first. */
    escrows({ address, cursor, limit }: { address?: string; cursor?: string; limit: number }) {
      const conditions: SQL[] = [eq(tasks.open, true)]
      if (address !== undefined) conditions.push(eq(tasks.submitter, address))
      const before = numberCursor(cursor)
      if (before !== undefined) conditions.push(lt(tasks.id, before))
      const rows = indexDb.db
        .select()
        .from(tasks)
        .where(and(...conditions))
        .orderBy(desc(tasks.id))
        .limit(limit + 1)
        .all()
      return pageOf(
        rows,
        limit,
        ({ id }) => String(id),
        ({ id, title, submitter, escrow, state, deadline }) => ({
          task: id,
          title,
          submitter,
          amount: escrow,
          state,
          // A delivered result is paid when its time passes; before that, the time brings the money back.
          returnsAt: state === 'verifying' || state === 'disputed' ? null : deadline,
        }),
      )
    },

    /** Sums over all movements, or over those that touch one account. */
    totals({ address = EVERYONE }: { address?: string }) {
      const row = indexDb.db
        .select()
        .from(settlementTotals)
        .where(eq(settlementTotals.address, address))
        .get()
      const { inEscrow = '0', paidOut = '0', refunded = '0', fees = '0', slashed = '0' } = row ?? {}
      return { inEscrow, paidOut, refunded, fees, slashed, tasks: row?.tasks ?? 0 }
    },
  }
}
export type Settlement = ReturnType<typeof createSettlement>
