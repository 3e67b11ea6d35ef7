import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Names for accounts of others. */
export const contacts = sqliteTable('contacts', {
  /** SS58 as this wallet writes it. */
  address: text('address').primaryKey(),
  name: text('name').notNull(),
  createdAt: integer('created_at').notNull(),
})
