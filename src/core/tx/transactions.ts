import { and, desc, eq, inArray, isNotNull, lt, notInArray, or, type SQL } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Transaction, TxStatus } from '../../contract/actions.ts'
import { transactions } from '../db/schema/local/transactions.ts'
import type { LocalDb } from '../db/local-db.ts'
import { InvalidError, NotFoundError } from '../errors.ts'
import type { Changes } from '../system/changes.ts'
import { COUNTED_EVERY, forgetOld, settled } from './retention.ts'
import { reason, say } from '../words.ts'

export type TransactionRow = typeof transactions.$inferSelect
export type NewTransaction = Pick<
  TransactionRow,
  'genesisHash' | 'network' | 'action' | 'summary' | 'said' | 'from' | 'signer'
> &
  Partial<Pick<TransactionRow, 'call' | 'signedAt'>>

const LOST: Transaction['error'] = reason('lost')

export { settled }

export interface TransactionPage {
  items: Transaction[]
  next: string | null
}

/** The transactions of local.db; every change of one is published. */
export interface TransactionStore {
  insert(transaction: NewTransaction): TransactionRow
  update(id: string, change: Partial<TransactionRow>): TransactionRow
  /** @throws {NotFoundError} */
  row(id: string): TransactionRow
  /** Whether these signed bytes are of one of them. */
  has(bytes: string): boolean
  /** Blocks of a chain in which one of them is. */
  blocks(genesisHash: string): { number: number; hash: string }[]
  /** A chain has lost these blocks: what was final in them did not happen. How many of them there were. */
  lose(genesisHash: string, blocks: readonly number[]): number
  /** What is in flight on a chain, oldest first. */
  pending(genesisHash: string): TransactionRow[]
  list(input: { cursor?: string; limit: number; address?: string; status?: TxStatus }): TransactionPage
}

/** A row as the contract shows it: without signed bytes. */
export function toTransaction(row: TransactionRow): Transaction {
  const {
    genesisHash: _g,
    call: _c,
    bytes: _b,
    nonce: _n,
    signedAt: _s,
    validUntil: _v,
    blockHash: _h,
    ...shown
  } = row
  return shown
}

export function createTransactionStore(local: LocalDb, changes: Changes): TransactionStore {
  const byId = (id: string) => eq(transactions.id, id)
  let inserted = 0

  function row(id: string): TransactionRow {
    const found = local.db.select().from(transactions).where(byId(id)).get()
    if (!found) throw new NotFoundError(say('tx.unknown'))
    return found
  }

  return {
    insert(transaction) {
      if (inserted++ % COUNTED_EVERY === 0) forgetOld(local, transaction.genesisHash)
      const now = Date.now()
      const made = local.transaction((tx) =>
        tx
          .insert(transactions)
          .values({ ...transaction, id: randomUUID(), status: 'signing', createdAt: now, updatedAt: now })
          .returning()
          .get(),
      )
      changes.publish({ topic: 'transactions', id: made.id })
      return made
    },
    update(id, change) {
      const made = local.transaction((tx) =>
        tx
          .update(transactions)
          .set({ ...change, updatedAt: Date.now() })
          .where(byId(id))
          .returning()
          .get(),
      )
      changes.publish({ topic: 'transactions', id })
      return made ?? row(id)
    },
    row,
    has: (bytes) =>
      local.db
        .select({ id: transactions.id })
        .from(transactions)
        .where(eq(transactions.bytes, bytes))
        .get() !== undefined,
    blocks: (genesisHash) =>
      local.db
        .selectDistinct({ number: transactions.block, hash: transactions.blockHash })
        .from(transactions)
        .where(and(eq(transactions.genesisHash, genesisHash), isNotNull(transactions.blockHash)))
        .all()
        .flatMap(({ number, hash }) => (number === null || hash === null ? [] : [{ number, hash }])),
    lose(genesisHash, blocks) {
      const undone = loseBlocks(local, genesisHash, blocks)
      changes.publish({ topic: 'transactions' })
      return undone
    },
    pending: (genesisHash) =>
      local.db
        .select()
        .from(transactions)
        .where(
          and(
            eq(transactions.genesisHash, genesisHash),
            inArray(transactions.status, ['signing', 'broadcast', 'in-block', 'retracted', 'unknown']),
          ),
        )
        .orderBy(transactions.createdAt)
        .all(),
    list({ cursor, limit, address, status }) {
      const conditions: (SQL | undefined)[] = []
      if (address) conditions.push(or(eq(transactions.from, address), eq(transactions.signer, address)))
      if (status) conditions.push(eq(transactions.status, status))
      if (cursor !== undefined) {
        const [at, id] = parseCursor(cursor)
        conditions.push(
          or(lt(transactions.createdAt, at), and(eq(transactions.createdAt, at), lt(transactions.id, id))),
        )
      }
      const rows = local.db
        .select()
        .from(transactions)
        .where(and(...conditions))
        .orderBy(desc(transactions.createdAt), desc(transactions.id))
        .limit(limit + 1)
        .all()
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        items: rows.slice(0, limit).map(toTransaction),
        next: last ? `${last.createdAt}.${last.id}` : null,
      }
    },
  }
}

/** @returns how many that were final did not happen */
function loseBlocks(local: LocalDb, genesisHash: string, blocks: readonly number[]): number {
  const gone = and(eq(transactions.genesisHash, genesisHash), inArray(transactions.block, [...blocks]))
  const nowhere = { block: null, blockHash: null, fee: null, created: null, updatedAt: Date.now() }
  return local.transaction((tx) => {
    // Still in flight: it is followed again.
    tx.update(transactions)
      .set({ ...nowhere, status: 'unknown' })
      .where(and(gone, notInArray(transactions.status, [...settled])))
      .run()
    tx.update(transactions)
      .set(nowhere)
      .where(and(gone, eq(transactions.status, 'failed')))
      .run()
    return tx
      .update(transactions)
      .set({ ...nowhere, status: 'failed', error: LOST })
      .where(and(gone, eq(transactions.status, 'finalized')))
      .run().changes
  })
}

function parseCursor(cursor: string): [number, string] {
  const match = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new InvalidError(say('tx.bad-cursor'))
  return [Number(match[1]), match[2]!]
}
