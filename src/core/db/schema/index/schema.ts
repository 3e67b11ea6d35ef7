// Every table of index.db. A noun's tables stand in the file of its name; it is added here, then
// `AINUR_DB=index npx drizzle-kit generate` writes the migration.
import * as tasks from './tasks.ts'
import * as settlement from './settlement.ts'
import * as clock from './clock.ts'
import * as agents from './agents.ts'
import * as sync from './sync.ts'

export const indexSchema = { ...tasks, ...settlement, ...agents, ...clock, ...sync }
export type IndexSchema = typeof indexSchema
