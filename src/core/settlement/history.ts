import { and, desc, eq, gte, inArray, isNull, lt, lte, ne, or, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import type { HistoryKind } from '../../contract/money.ts'
import type { IndexDb } from '../db/index-db.ts'
import { movements } from '../db/schema/index/settlement.ts'
import { tasks } from '../db/schema/index/tasks.ts'
import { numberCursor, pageOf } from '../paging.ts'
import type { AccountMove } from './account-moves.ts'

export interface HistoryFilter {
  address: string
  cursor?: string
  limit: number
  kind?: HistoryKind[]
  since?: number
  until?: number
}

/** What these take was held of who gives it. */
const FROM_HELD: readonly HistoryKind[] = ['payout', 'protocol-fee', 'bond-slashed', 'dispute-bond-paid']

/** What a movement did to what an account has free, and to what is held or reserved of it, planck. */
export function effectOn(
  address: string,
  { kind, from, to, amount }: Pick<AccountMove, 'kind' | 'from' | 'to' | 'amount'>,
): { free: bigint; held: bigint } {
  const moved = BigInt(amount)
  let [free, held] = [0n, 0n]
  if (from === address) {
    if (FROM_HELD.includes(kind)) held -= moved
    else free -= moved
    if (kind.endsWith('-held')) held += moved
  }
  if (to === address) {
    free += moved
    if (from === null) held -= moved
  }
  return { free, held }
}

/** Movements of an account, newest first, each once. */
export function readHistory({ db }: IndexDb, { address, kind, since, until, cursor, limit }: HistoryFilter) {
  const conditions: (SQL | undefined)[] = []
  if (kind?.length) conditions.push(inArray(movements.kind, kind))
  if (since !== undefined) conditions.push(gte(movements.at, since))
  if (until !== undefined) conditions.push(lte(movements.at, until))
  const before = numberCursor(cursor)
  if (before !== undefined) conditions.push(lt(movements.position, before))
  const { position, id, at, block, agent, from, to, amount } = movements
  const columns = { position, id, kind: movements.kind, at, block, agent, from, to, amount }
  const where = (side: SQL | undefined) =>
    db
      .select({ ...columns, task: movements.task, title: tasks.title })
      .from(movements)
      .leftJoin(tasks, eq(tasks.id, movements.task))
      .where(and(side, ...conditions))
  // Two halves, each in the order of its index: a condition with OR would sort all of the account's movements.
  const rows = unionAll(
    where(eq(from, address)),
    where(and(eq(to, address), or(isNull(from), ne(from, address)))),
  )
    .orderBy(desc(position))
    .limit(limit + 1)
    .all()
  return pageOf(
    rows,
    limit,
    (row) => String(row.position),
    ({ position: _position, from, to, amount, ...row }) => {
      const { free, held } = effectOn(address, { kind: row.kind, from, to, amount })
      const counterparty = from === address ? to : from
      return { ...row, counterparty, free: free.toString(), held: held.toString() }
    },
  )
}
