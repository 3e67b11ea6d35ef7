import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'

/** One row once the chain stood still: how far the clock of its deadlines is behind the time of its blocks. */
export const chainClock = sqliteTable('chain_clock', {
  id: integer('id').primaryKey(),
  /** ms */
  stalled: integer('stalled').notNull(),
})
