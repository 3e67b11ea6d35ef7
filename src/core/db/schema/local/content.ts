import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// local.db: what only this machine knows.

/** What is known of content beyond its blocks: a CID says nothing of names and media types. */
export const contentInfo = sqliteTable(
  'content_info',
  {
    cid: text('cid').primaryKey(),
    size: integer('size').notNull(),
    mediaType: text('media_type').notNull(),
    name: text('name'),
    /** blake3 of the bytes, 0x-hex. */
    hash: text('hash').notNull(),
    addedAt: integer('added_at').notNull(),
  },
  (t) => [index('content_info_added').on(t.addedAt)],
)

/** Manifests that were read from content, for names and searches. */
export const manifests = sqliteTable('manifests', {
  cid: text('cid').primaryKey(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  kind: text('kind').notNull(),
})
