import { and, desc, eq, inArray, like, lt, lte, not, or } from 'drizzle-orm'
import type { TxStatus } from '../../contract/actions.ts'
import type { LocalDb } from '../db/local-db.ts'
import { transactions } from '../db/schema/local/transactions.ts'

/** Statuses from which nothing follows any more. */
export const settled: readonly TxStatus[] = ['finalized', 'failed']

/**
 * How many transactions this machine remembers of each chain. Only what is settled, and has been for a day, is ever
 * forgotten: in flight nothing is, however old. What agents do by themselves, three transactions a task, is also in
 * the index, as bids, work and results.
 */
export const KEPT_TRANSACTIONS = { own: 10_000, agents: 2_000, ms: 86_400_000 } as const

/** Rows are counted with the first of so many that are added. */
export const COUNTED_EVERY = 100

const ofAgents = like(transactions.action, 'tasks.%')

/** Forgets what a chain has beyond that. Nothing where rows may be damaged: they may say settled of what is not. */
export function forgetOld(local: LocalDb, genesisHash: string): void {
  if (local.doubtful) return
  forgetBeyond(local, genesisHash, ofAgents, KEPT_TRANSACTIONS.agents)
  forgetBeyond(local, genesisHash, not(ofAgents), KEPT_TRANSACTIONS.own)
}

function forgetBeyond(local: LocalDb, genesisHash: string, kind: typeof ofAgents, kept: number): void {
  const { id, createdAt, updatedAt, status } = transactions
  const these = and(eq(transactions.genesisHash, genesisHash), kind)
  const last = local.db
    .select({ id, createdAt })
    .from(transactions)
    .where(these)
    .orderBy(desc(createdAt), desc(id))
    .limit(1)
    .offset(kept)
    .get()
  if (!last) return
  const beyond = or(lt(createdAt, last.createdAt), and(eq(createdAt, last.createdAt), lte(id, last.id)))
  const over = and(inArray(status, [...settled]), lt(updatedAt, Date.now() - KEPT_TRANSACTIONS.ms))
  local.transaction((tx) =>
    tx
      .delete(transactions)
      .where(and(these, beyond, over))
      .run(),
  )
}
