import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row: which chain the index shows and how far it has come. */
export const syncState = sqliteTable('sync_state', {
  id: integer('id').primaryKey(),
  genesisHash: text('genesis_hash').notNull(),
  /** Names and versions of the projections that made the rows; others mean: build again. */
  projections: text('projections').notNull(),
  /** Last indexed block; -1 before the first. */
  block: integer('block').notNull(),
  /** Its hash, '' before the first. A chain that has another block there was reset. */
  hash: text('hash').notNull(),
  /** Its timestamp, ms. */
  time: integer('time').notNull(),
})
