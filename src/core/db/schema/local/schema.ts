// Every table of local.db. A noun's tables stand in the file of its name; it is added here, then
// `AINUR_DB=local npx drizzle-kit generate` writes the migration.
import type { RunResult } from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import * as hosting from './hosting.ts'
import * as contacts from './contacts.ts'
import * as content from './content.ts'
import * as notifications from './notifications.ts'
import * as settings from './settings.ts'
import * as taskDrafts from './task-drafts.ts'
import * as transactions from './transactions.ts'
import * as wallet from './wallet.ts'

export const localSchema = {
  ...hosting,
  ...contacts,
  ...content,
  ...notifications,
  ...settings,
  ...taskDrafts,
  ...transactions,
  ...wallet,
}
export type LocalSchema = typeof localSchema
export type LocalTx = BaseSQLiteDatabase<'sync', RunResult, LocalSchema>
