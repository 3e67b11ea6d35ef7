import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// index.db: a view of the chain. Amounts are planck as decimal text, times are ms since the epoch.

/** Every agent ever registered, with its standing kept up to date by events. */
export const agents = sqliteTable(
  'agents',
  {
    did: text('did').primaryKey(),
    owner: text('owner').notNull(),
    status: text('status', { enum: ['active', 'paused', 'retired'] }).notNull(),
    capabilities: text('capabilities', { mode: 'json' }).$type<string[]>().notNull(),
    price: text('price').notNull(),
    manifestCid: text('manifest_cid').notNull(),
    stake: text('stake').notNull(),
    /** Unstaked, not yet withdrawn. */
    unbonding: text('unbonding').notNull().default('0'),
    score: integer('score').notNull().default(0),
    completed: integer('completed').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    disputed: integer('disputed').notNull().default(0),
    value: text('value').notNull().default('0'),
    earned: text('earned').notNull().default('0'),
    tasksOpen: integer('tasks_open').notNull().default(0),
    tasksDone: integer('tasks_done').notNull().default(0),
    registeredAt: integer('registered_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('agents_owner').on(t.owner), index('agents_order').on(t.registeredAt, t.did)],
)

/** What active, paused and retired agents offer: one row for each capability, for look-ups. */
export const agentCapabilities = sqliteTable(
  'agent_capabilities',
  {
    did: text('did')
      .notNull()
      .references(() => agents.did, { onDelete: 'cascade' }),
    capability: text('capability').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.did, t.capability] }),
    index('agent_capabilities_capability').on(t.capability),
  ],
)

/** Every change of a score. */
export const reputationHistory = sqliteTable(
  'reputation_history',
  {
    id: text('id').primaryKey(),
    did: text('did')
      .notNull()
      .references(() => agents.did, { onDelete: 'cascade' }),
    task: integer('task').notNull(),
    score: integer('score').notNull(),
    completed: integer('completed').notNull(),
    failed: integer('failed').notNull(),
    disputed: integer('disputed').notNull(),
    value: text('value').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('reputation_history_did').on(t.did, t.at)],
)

/** What an agent's owner was paid for its work on one day (UTC). */
export const agentEarnings = sqliteTable(
  'agent_earnings',
  {
    did: text('did')
      .notNull()
      .references(() => agents.did, { onDelete: 'cascade' }),
    /** Midnight UTC, ms. */
    day: integer('day').notNull(),
    earned: text('earned').notNull(),
  },
  (t) => [primaryKey({ columns: [t.did, t.day] })],
)
