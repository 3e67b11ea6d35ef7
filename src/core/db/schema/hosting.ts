import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Reason } from '../../../contract/common.ts'

// local.db: what only this machine knows. `network` is the genesis hash: the same name can exist on two chains.

/** Agents that this machine works for. */
export const hostedAgents = sqliteTable(
  'hosted_agents',
  {
    network: text().notNull(),
    did: text().notNull(),
    owner: text().notNull(),
    hotKey: text().notNull(),
    packageId: text().notNull(),
    /** The user's switch. */
    enabled: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.network, t.did] })],
)

/** Why a hosted agent did or did not bid, and how it ended. One row for each kind of decision on a task. */
export const decisions = sqliteTable(
  'decisions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    network: text().notNull(),
    did: text().notNull(),
    task: integer().notNull(),
    title: text().notNull(),
    decision: text({ enum: ['bid', 'refused', 'won', 'lost', 'failed'] }).notNull(),
    price: text(),
    reasons: text({ mode: 'json' }).$type<Reason[]>().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    index('decisions_did').on(t.network, t.did, t.id),
    index('decisions_task').on(t.network, t.task, t.id),
  ],
)

/** Every run of an agent in the sandbox. */
export const runs = sqliteTable(
  'runs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    network: text().notNull(),
    did: text().notNull(),
    task: integer().notNull(),
    outcome: text({ enum: ['ok', 'error', 'trap'] }).notNull(),
    cause: text(),
    fuel: text().notNull(),
    memoryPeak: integer().notNull(),
    wallMs: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('runs_did').on(t.network, t.did, t.id)],
)

/** The newest log lines of hosted agents; older ones are dropped. */
export const agentLogs = sqliteTable(
  'agent_logs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    network: text().notNull(),
    did: text().notNull(),
    level: text({ enum: ['debug', 'info', 'warn', 'error'] }).notNull(),
    /** `host`, or the task the agent worked on. */
    source: text().notNull(),
    text: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('agent_logs_did').on(t.network, t.did, t.id)],
)

/** Packages whose manifest and component are in the content store. */
export const publishedPackages = sqliteTable('published_packages', {
  id: text().primaryKey(),
  manifestCid: text().notNull(),
  componentCid: text().notNull(),
  publishedAt: integer().notNull(),
})
