import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// index.db: a view of the chain. Amounts are planck as decimal text, times are ms of chain time.

/** Every task, in its present state. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: integer().primaryKey(),
    submitter: text().notNull(),
    title: text().notNull(),
    capability: text().notNull(),
    target: text(),
    inputCid: text().notNull(),
    budget: text().notNull(),
    trust: text({ enum: ['optimistic', 'manual'] }).notNull(),
    minReputation: integer().notNull(),
    state: text({
      enum: [
        'created',
        'bidding',
        'matched',
        'running',
        'verifying',
        'disputed',
        'finalized',
        'cancelled',
        'no-bids',
        'timed-out',
      ],
    }).notNull(),
    /** False in terminal states: what an index over open tasks needs. */
    open: integer({ mode: 'boolean' }).notNull(),
    /** When the present state ends by itself; null in terminal states. */
    deadline: integer(),
    biddingOpens: integer().notNull(),
    biddingEnds: integer().notNull(),
    timeoutMs: integer().notNull(),
    disputeWindowMs: integer().notNull(),
    /** What is held of the budget now. */
    escrow: text().notNull(),
    agent: text(),
    agentOwner: text(),
    /** The agent's manifest at the moment of the match: what a re-run must use. */
    manifestCid: text(),
    price: text(),
    bond: text(),
    bids: integer().notNull().default(0),
    outputCid: text(),
    outputHash: text(),
    receiptCid: text(),
    fuel: text(),
    outcome: text({ enum: ['paid', 'refunded'] }),
    cause: text(),
    paid: text(),
    fee: text(),
    refunded: text(),
    slashed: text(),
    disputeReason: text(),
    disputeBond: text(),
    disputedAt: integer(),
    inFavourOf: text({ enum: ['agent', 'submitter'] }),
    /** What the agent said when it gave up. */
    failure: text(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [
    index('tasks_submitter').on(t.submitter, t.id),
    index('tasks_agent').on(t.agent, t.id),
    index('tasks_state').on(t.state, t.id),
    index('tasks_capability').on(t.capability, t.id),
    index('tasks_open').on(t.open, t.id),
  ],
)

/** One row for each agent that bid on a task. */
export const bids = sqliteTable(
  'bids',
  {
    task: integer()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    agent: text().notNull(),
    owner: text().notNull(),
    price: text().notNull(),
    /** What stood behind the bid; it is no longer held once the status is `lost` or `retracted`. */
    bond: text().notNull(),
    status: text({ enum: ['open', 'won', 'lost', 'retracted'] }).notNull(),
    reputation: integer(),
    priceScore: integer(),
    reputationScore: integer(),
    score: integer(),
    at: integer().notNull(),
    /** Order of the events that placed them: ties go to the first. */
    placed: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.task, t.agent] }), index('bids_agent').on(t.agent, t.status)],
)

/** Money as a timeline tells it. */
export interface TimelineMoney {
  from: string
  to: string
  amount: string
  label: string
}

/** Every step of a task's life. */
export const taskTimeline = sqliteTable(
  'task_timeline',
  {
    /** Id of the event. */
    id: text().primaryKey(),
    task: integer()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    block: integer().notNull(),
    position: integer().notNull(),
    state: text().notNull(),
    text: text().notNull(),
    money: text({ mode: 'json' }).$type<TimelineMoney[]>().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('task_timeline_task').on(t.task, t.block, t.position)],
)
