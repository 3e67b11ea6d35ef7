import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row for each setting that is not at its default; `value` is JSON. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})
