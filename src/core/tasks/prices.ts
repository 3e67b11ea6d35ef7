import { and, desc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { z } from 'zod'
import type { Prices, Spread } from '../../contract/tasks.ts'
import type { IndexTx } from '../db/index-db.ts'
import { agentCapabilities, agents } from '../db/schema/index/agents.ts'
import { bids, tasks } from '../db/schema/index/tasks.ts'

/** Tasks that are looked at: older prices say little of today. */
const RECENT = 20

/** What agents ask for a capability now, and what its last tasks cost whose bidding ended. Planck. */
export function pricesOf(db: IndexTx, capability: string): z.infer<typeof Prices> {
  const asked = db
    .select({ price: agents.price })
    .from(agentCapabilities)
    .innerJoin(agents, eq(agents.did, agentCapabilities.did))
    .where(and(eq(agentCapabilities.capability, capability), eq(agents.status, 'active')))
    .all()
  const recent = db
    .select({ id: tasks.id, price: tasks.price, budget: tasks.budget })
    .from(tasks)
    .where(and(eq(tasks.capability, capability), or(isNotNull(tasks.price), eq(tasks.state, 'no-bids'))))
    .orderBy(desc(tasks.id))
    .limit(RECENT)
    .all()
  const unmatched = recent.filter(({ price }) => price === null)
  return {
    asked: spread(asked.map(({ price }) => price)),
    paid: spread(recent.flatMap(({ price }) => price ?? [])),
    unmatched: spread(unmatched.map(({ budget }) => budget)),
    competed: competed(
      db,
      recent.filter(({ price }) => price !== null).map(({ id }) => id),
    ),
  }
}

/** Of these tasks: those for which bids of several prices were left when one was chosen, and where the lowest won. */
function competed(db: IndexTx, ids: number[]): { tasks: number; cheapest: number } {
  const rows = db
    .select({ task: bids.task, price: bids.price, status: bids.status })
    .from(bids)
    .where(and(inArray(bids.task, ids), inArray(bids.status, ['won', 'lost'])))
    .all()
  const contested = [...Map.groupBy(rows, ({ task }) => task).values()].flatMap((of) => {
    const prices = of.map(({ price }) => BigInt(price)).sort(ascending)
    const won = of.find(({ status }) => status === 'won')
    return won && prices[0] !== prices.at(-1) ? [BigInt(won.price) === prices[0]] : []
  })
  return { tasks: contested.length, cheapest: contested.filter(Boolean).length }
}

function spread(amounts: readonly string[]): z.infer<typeof Spread> | null {
  const sorted = amounts.map(BigInt).sort(ascending)
  const [least] = sorted
  const median = sorted[Math.floor((sorted.length - 1) / 2)]
  const most = sorted.at(-1)
  if (least === undefined || median === undefined || most === undefined) return null
  return { count: sorted.length, least: `${least}`, median: `${median}`, most: `${most}` }
}

const ascending = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
