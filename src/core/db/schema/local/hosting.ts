import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Reason } from '../../../../contract/common.ts'

// local.db: what only this machine knows. `network` is the genesis hash: the same name can exist on two chains.

/** Agents that this machine works for. */
export const hostedAgents = sqliteTable(
  'hosted_agents',
  {
    network: text('network').notNull(),
    did: text('did').notNull(),
    owner: text('owner').notNull(),
    hotKey: text('hot_key').notNull(),
    /** The user's switch. */
    enabled: integer('enabled', { mode: 'boolean' }).notNull(),
    /** Finalized block in which the hot key was first seen to have its rights; null while they are on their way. */
    rightsSeen: integer('rights_seen'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.network, t.did] })],
)

/** Why a hosted agent did or did not bid, and how it ended. One row for each kind of decision on a task. */
export const decisions = sqliteTable(
  'decisions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    network: text('network').notNull(),
    did: text('did').notNull(),
    task: integer('task').notNull(),
    title: text('title').notNull(),
    decision: text('decision', { enum: ['bid', 'refused', 'won', 'lost', 'failed'] }).notNull(),
    price: text('price'),
    reasons: text('reasons', { mode: 'json' }).$type<Reason[]>().notNull(),
    at: integer('at').notNull(),
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
    id: integer('id').primaryKey({ autoIncrement: true }),
    network: text('network').notNull(),
    did: text('did').notNull(),
    task: integer('task').notNull(),
    outcome: text('outcome', { enum: ['ok', 'error', 'trap'] }).notNull(),
    cause: text('cause'),
    fuel: text('fuel').notNull(),
    memoryPeak: integer('memory_peak').notNull(),
    wallMs: integer('wall_ms').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('runs_did').on(t.network, t.did, t.id)],
)

/** The newest log lines of hosted agents; older ones are dropped. */
export const agentLogs = sqliteTable(
  'agent_logs',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    network: text('network').notNull(),
    did: text('did').notNull(),
    level: text('level', { enum: ['debug', 'info', 'warn', 'error'] }).notNull(),
    /** `host`, or the task the agent worked on. */
    source: text('source').notNull(),
    text: text('text').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('agent_logs_did').on(t.network, t.did, t.id)],
)

/** Packages whose manifest and component are in the content store. */
export const publishedPackages = sqliteTable('published_packages', {
  id: text('id').primaryKey(),
  manifestCid: text('manifest_cid').notNull(),
  componentCid: text('component_cid').notNull(),
  publishedAt: integer('published_at').notNull(),
})
