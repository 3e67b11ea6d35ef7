import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Tasks that are being written, and templates of tasks. */
export const taskDrafts = sqliteTable(
  'task_drafts',
  {
    /** Genesis hash of the network a draft is for; `template` for what has a name. */
    scope: text('scope').notNull(),
    name: text('name').notNull(),
    draft: text('draft', { mode: 'json' }).notNull(),
    /** The transaction that posts it. */
    sent: text('sent'),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.name] }), index('task_drafts_updated').on(t.scope, t.updatedAt)],
)
