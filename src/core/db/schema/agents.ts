import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// index.db: a view of the chain. Amounts are planck as decimal text, times are ms since the epoch.

/** Every agent ever registered, with its standing kept up to date by events. */
export const agents = sqliteTable(
  'agents',
  {
    did: text().primaryKey(),
    owner: text().notNull(),
    status: text({ enum: ['active', 'paused', 'retired'] }).notNull(),
    capabilities: text({ mode: 'json' }).$type<string[]>().notNull(),
    price: text().notNull(),
    manifestCid: text().notNull(),
    stake: text().notNull(),
    /** Unstaked, not yet withdrawn. */
    unbonding: text().notNull().default('0'),
    score: integer().notNull().default(0),
    completed: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    disputed: integer().notNull().default(0),
    value: text().notNull().default('0'),
    earned: text().notNull().default('0'),
    tasksOpen: integer().notNull().default(0),
    tasksDone: integer().notNull().default(0),
    registeredAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [index('agents_owner').on(t.owner), index('agents_order').on(t.registeredAt, t.did)],
)

/** What active, paused and retired agents offer: one row for each capability, for look-ups. */
export const agentCapabilities = sqliteTable(
  'agent_capabilities',
  {
    did: text()
      .notNull()
      .references(() => agents.did, { onDelete: 'cascade' }),
    capability: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.did, t.capability] }), index('agent_capabilities_capability').on(t.capability)],
)

/** Every change of a score. */
export const reputationHistory = sqliteTable(
  'reputation_history',
  {
    id: text().primaryKey(),
    did: text()
      .notNull()
      .references(() => agents.did, { onDelete: 'cascade' }),
    task: integer().notNull(),
    score: integer().notNull(),
    completed: integer().notNull(),
    failed: integer().notNull(),
    disputed: integer().notNull(),
    value: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('reputation_history_did').on(t.did, t.at)],
)

/** What an agent's owner was paid for its work on one day (UTC). */
export const agentEarnings = sqliteTable(
  'agent_earnings',
  {
    did: text()
      .notNull()
      .references(() => agents.did, { onDelete: 'cascade' }),
    /** Midnight UTC, ms. */
    day: integer().notNull(),
    earned: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.did, t.day] })],
)
