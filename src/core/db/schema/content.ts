import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// local.db: what only this machine knows.

/** What is known of content beyond its blocks: a CID says nothing of names and media types. */
export const contentInfo = sqliteTable(
  'content_info',
  {
    cid: text().primaryKey(),
    size: integer().notNull(),
    mediaType: text().notNull(),
    name: text(),
    /** blake3 of the bytes, 0x-hex. */
    hash: text().notNull(),
    addedAt: integer().notNull(),
  },
  (t) => [index('content_info_added').on(t.addedAt)],
)

/** Manifests that were read from content, for names and searches. */
export const manifests = sqliteTable('manifests', {
  cid: text().primaryKey(),
  title: text().notNull(),
  description: text().notNull(),
  kind: text().notNull(),
})
