import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tasks } from './tasks.ts'

// index.db: a view of the chain. Amounts are planck as decimal text, times are ms of chain time.

/** Every movement of money of a task. */
export const movements = sqliteTable(
  'movements',
  {
    /** Id of the event and the kind: one event can move money in several ways. */
    id: text().primaryKey(),
    kind: text().notNull(),
    task: integer()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    agent: text(),
    from: text(),
    to: text(),
    amount: text().notNull(),
    block: integer().notNull(),
    /** Order of the movements over the whole chain. */
    position: integer().notNull().unique(),
    at: integer().notNull(),
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
    address: text().notNull(),
    inEscrow: text().notNull().default('0'),
    paidOut: text().notNull().default('0'),
    refunded: text().notNull().default('0'),
    fees: text().notNull().default('0'),
    slashed: text().notNull().default('0'),
    tasks: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.address] })],
)
