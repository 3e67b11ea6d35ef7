import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { About, NotificationKind } from '../../../../contract/notifications.ts'
import type { Said } from '../../../../contract/words/said.ts'

/** What was told to the user; a bounded number. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** Genesis hash; null where it is about no network. */
    network: text('network'),
    /** Names what happened, so that it is told once; null where the same can happen again. */
    event: text('event').unique(),
    /** The block it happened in, if any. */
    block: integer('block'),
    kind: text('kind').$type<NotificationKind>().notNull(),
    at: integer('at').notNull(),
    read: integer('read', { mode: 'boolean' }).notNull().default(false),
    bad: integer('bad', { mode: 'boolean' }).notNull(),
    said: text('said', { mode: 'json' }).$type<Said>().notNull(),
    about: text('about', { mode: 'json' }).$type<About>().notNull(),
  },
  (t) => [index('notifications_network').on(t.network, t.id)],
)

/** How far each chain was looked at for what is to be told. */
export const notifiedBlocks = sqliteTable('notified_blocks', {
  /** Genesis hash. */
  network: text('network').primaryKey(),
  block: integer('block').notNull(),
})
