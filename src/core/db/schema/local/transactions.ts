import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Transaction } from '../../../../contract/actions.ts'

/** Everything this machine signed or sent, with its whole life. */
export const transactions = sqliteTable(
  'transactions',
  {
    id: text('id').primaryKey(),
    /** Genesis hash of the chain it was made for. */
    genesisHash: text('genesis_hash').notNull(),
    network: text('network').notNull(),
    action: text('action').notNull(),
    summary: text('summary').notNull(),
    /** What `summary` says; null for those of older versions. */
    said: text('said', { mode: 'json' }).$type<Transaction['said']>(),
    /** Whose doing it is. */
    from: text('from_address'),
    /** Who signed; null for bare extrinsics. */
    signer: text('signer'),
    status: text('status').$type<Transaction['status']>().notNull(),
    hash: text('hash'),
    /** The call's bytes, 0x-hex: it is looked for by them where the signed bytes were not written down in time. */
    call: text('call'),
    /** The signed bytes, 0x-hex, to send them again after a restart. */
    bytes: text('bytes'),
    nonce: integer('nonce'),
    /** Finalized head when it was begun or signed, and the last block that can include it. */
    signedAt: integer('signed_at'),
    validUntil: integer('valid_until'),
    block: integer('block'),
    blockHash: text('block_hash'),
    fee: text('fee'),
    error: text('error', { mode: 'json' }).$type<Transaction['error']>(),
    created: text('created', { mode: 'json' }).$type<Transaction['created']>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('transactions_created').on(table.createdAt, table.id),
    index('transactions_status').on(table.status),
    index('transactions_from').on(table.from, table.createdAt),
  ],
)
