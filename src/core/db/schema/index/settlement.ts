import type { HistoryKind } from '../../../../contract/money.ts'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tasks } from './tasks.ts'

// index.db: a view of the chain. Amounts are planck as decimal text, times are ms of chain time.

/** Every movement of money. `from` and `to` are accounts; null where it only changes its place within one, or is gone. */
export const movements = sqliteTable(
  'movements',
  {
    /** Id of the event and a number: one event can move money in several ways. */
    id: text('id').primaryKey(),
    event: text('event').notNull().default(''),
    kind: text('kind').$type<HistoryKind>().notNull(),
    /** Null for what has nothing to do with a task. */
    task: integer('task').references(() => tasks.id, { onDelete: 'cascade' }),
    agent: text('agent'),
    from: text('from'),
    to: text('to'),
    amount: text('amount').notNull(),
    block: integer('block').notNull(),
    /** Order of the movements over the whole chain. */
    position: integer('position').notNull().unique(),
    at: integer('at').notNull(),
  },
  (t) => [
    index('movements_task').on(t.task),
    index('movements_from').on(t.from, t.position),
    index('movements_to').on(t.to, t.position),
    index('movements_agent').on(t.agent, t.position),
    index('movements_kind').on(t.kind, t.position),
  ],
)

/** Sums over all movements, kept with every event. `address` is empty for the whole chain. */
export const settlementTotals = sqliteTable(
  'settlement_totals',
  {
    address: text('address').notNull(),
    inEscrow: text('in_escrow').notNull().default('0'),
    paidOut: text('paid_out').notNull().default('0'),
    refunded: text('refunded').notNull().default('0'),
    fees: text('fees').notNull().default('0'),
    slashed: text('slashed').notNull().default('0'),
    tasks: integer('tasks').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.address] })],
)
