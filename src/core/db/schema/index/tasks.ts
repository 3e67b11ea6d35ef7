import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Reason } from '../../../../contract/common.ts'
import type { Said } from '../../../../contract/words/said.ts'

// index.db: a view of the chain. Amounts are planck as decimal text, times are ms of chain time.

/** Every task, in its present state. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: integer('id').primaryKey(),
    submitter: text('submitter').notNull(),
    title: text('title').notNull(),
    capability: text('capability').notNull(),
    target: text('target'),
    inputCid: text('input_cid').notNull(),
    budget: text('budget').notNull(),
    trust: text('trust', { enum: ['optimistic', 'manual'] }).notNull(),
    minReputation: integer('min_reputation').notNull(),
    state: text('state', {
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
    open: integer('open', { mode: 'boolean' }).notNull(),
    /** When the present state ends by itself; null in terminal states. */
    deadline: integer('deadline'),
    biddingOpens: integer('bidding_opens').notNull(),
    biddingEnds: integer('bidding_ends').notNull(),
    timeoutMs: integer('timeout_ms').notNull(),
    disputeWindowMs: integer('dispute_window_ms').notNull(),
    /** What is held of the budget now. */
    escrow: text('escrow').notNull(),
    agent: text('agent'),
    agentOwner: text('agent_owner'),
    /** The agent's manifest at the moment of the match: what a re-run must use. */
    manifestCid: text('manifest_cid'),
    price: text('price'),
    bond: text('bond'),
    bids: integer('bids').notNull().default(0),
    outputCid: text('output_cid'),
    outputHash: text('output_hash'),
    receiptCid: text('receipt_cid'),
    fuel: text('fuel'),
    outcome: text('outcome', { enum: ['paid', 'refunded'] }),
    cause: text('cause'),
    paid: text('paid'),
    fee: text('fee'),
    refunded: text('refunded'),
    slashed: text('slashed'),
    disputeReason: text('dispute_reason'),
    disputeBond: text('dispute_bond'),
    disputedAt: integer('disputed_at'),
    inFavourOf: text('in_favour_of', { enum: ['agent', 'submitter'] }),
    /** What the agent said when it gave up. */
    failure: text('failure'),
    /** Why nobody took it, as things stood when bidding closed; null where somebody did, or it is still open. */
    noMatch: text('no_match', { mode: 'json' }).$type<Reason[]>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    index('tasks_submitter').on(t.submitter, t.id),
    index('tasks_agent').on(t.agent, t.id),
    index('tasks_state').on(t.state, t.id),
    index('tasks_capability').on(t.capability, t.id),
    index('tasks_open').on(t.open, t.id),
  ],
)

export type TaskRow = typeof tasks.$inferSelect

/** One row for each agent that bid on a task. */
export const bids = sqliteTable(
  'bids',
  {
    task: integer('task')
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    agent: text('agent').notNull(),
    owner: text('owner').notNull(),
    price: text('price').notNull(),
    /** What stood behind the bid; it is held while the status is `open` or `won`. */
    bond: text('bond').notNull(),
    status: text('status', { enum: ['open', 'won', 'lost', 'retracted', 'displaced'] }).notNull(),
    reputation: integer('reputation'),
    priceScore: integer('price_score'),
    reputationScore: integer('reputation_score'),
    score: integer('score'),
    at: integer('at').notNull(),
    /** Order of the events that placed them: ties go to the first. */
    placed: integer('placed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.task, t.agent] }), index('bids_agent').on(t.agent, t.status)],
)

/** Every step of a task's life. */
export const taskTimeline = sqliteTable(
  'task_timeline',
  {
    /** Id of the event. */
    id: text('id').primaryKey(),
    task: integer('task')
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    block: integer('block').notNull(),
    position: integer('position').notNull(),
    state: text('state').notNull(),
    /** What happened, as code and facts. */
    said: text('said', { mode: 'json' })
      .$type<Said>()
      .notNull()
      .default(sql`'{"code":"","facts":{}}'`),
    at: integer('at').notNull(),
  },
  (t) => [index('task_timeline_task').on(t.task, t.block, t.position)],
)

/** Keys that may or might act for an owner's agents: proxies of the type `Agent`. */
export const agentKeys = sqliteTable(
  'agent_keys',
  {
    /** Id of the event that added it. */
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    key: text('key').notNull(),
    /** First block, and the last; null while it may. */
    since: integer('since').notNull(),
    until: integer('until'),
  },
  (t) => [index('agent_keys_owner').on(t.owner, t.key)],
)
