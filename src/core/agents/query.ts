import { and, desc, eq, exists, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Agent as AgentSchema } from '../../contract/agents.ts'
import type { IndexTx } from '../db/index-db.ts'
import { hasText } from '../db/search.ts'
import { agentCapabilities, agentEarnings, agents, reputationHistory } from '../db/schema/index/agents.ts'
import { bids } from '../db/schema/index/tasks.ts'
import { badCursor } from '../paging.ts'
import type { Described } from './catalogue.ts'

export type Agent = z.infer<typeof AgentSchema>
export type AgentRow = typeof agents.$inferSelect
export interface AgentFilter {
  cursor?: string
  limit: number
  capability?: string
  status?: AgentRow['status']
  minReputation?: number
  text?: string
  /** Only agents of these owners. */
  owners?: ReadonlySet<string>
  /** Manifests whose words contain `text`. */
  manifestCids?: readonly string[]
}

const DAY_MS = 86_400_000
const DAYS = 30
const HISTORY = 200

export const agentRow = (db: IndexTx, did: string): AgentRow | undefined =>
  db.select().from(agents).where(eq(agents.did, did)).get()

/** Best reputation first, then newest; one row more than the limit. */
export function listAgents(db: IndexTx, filter: AgentFilter): AgentRow[] {
  const { capability, status, minReputation, text, owners, manifestCids = [], cursor } = filter
  const conditions: (SQL | undefined)[] = []
  if (capability !== undefined) conditions.push(offers(db, capability))
  if (status !== undefined) conditions.push(eq(agents.status, status))
  if (minReputation !== undefined) conditions.push(gte(agents.score, minReputation))
  if (owners) conditions.push(inArray(agents.owner, [...owners]))
  if (text) {
    const named = hasText(text, agents.did)
    conditions.push(manifestCids.length ? or(named, inArray(agents.manifestCid, [...manifestCids])) : named)
  }
  if (cursor !== undefined) conditions.push(after(cursor))
  return db
    .select()
    .from(agents)
    .where(and(...conditions))
    .orderBy(desc(agents.score), desc(agents.registeredAt), desc(agents.did))
    .limit(filter.limit + 1)
    .all()
}

const offers = (db: IndexTx, capability: string): SQL =>
  exists(
    db
      .select()
      .from(agentCapabilities)
      .where(and(eq(agentCapabilities.did, agents.did), eq(agentCapabilities.capability, capability))),
  )

export const agentCursor = ({ score, registeredAt, did }: AgentRow): string =>
  `${score}.${registeredAt}.${did}`

function after(cursor: string): SQL | undefined {
  const match = /^(-?\d{1,15})\.(\d{1,16})\.(did:ainur:[a-z0-9-]{1,51})$/.exec(cursor)
  if (!match) throw badCursor()
  const [score, at, did] = [Number(match[1]), Number(match[2]), match[3]!]
  const older = or(lt(agents.registeredAt, at), and(eq(agents.registeredAt, at), lt(agents.did, did)))
  return or(lt(agents.score, score), and(eq(agents.score, score), older))
}

/** A row as the contract shows it. */
export function showAgent(
  row: AgentRow,
  known: { described: Described | undefined; hosted: boolean; mine: boolean },
): Agent {
  const { did, owner, status, capabilities, price, manifestCid, stake, unbonding, registeredAt, updatedAt } =
    row
  const { score, completed, failed, disputed, value, earned } = row
  return {
    ...{
      did,
      owner,
      status,
      capabilities,
      price,
      manifestCid,
      stake,
      unbonding,
      registeredAt,
      updatedAt,
      earned,
    },
    reputation: { score, completed, failed, disputed, value },
    title: known.described?.title ?? null,
    description: known.described?.description ?? null,
    kind: known.described?.kind ?? null,
    hosted: known.hosted,
    mine: known.mine,
    tasks: { open: row.tasksOpen, done: row.tasksDone },
  }
}

/** Changes of a score, oldest first. */
export const scoreHistory = (db: IndexTx, did: string) =>
  db
    .select()
    .from(reputationHistory)
    .where(eq(reputationHistory.did, did))
    .orderBy(desc(reputationHistory.at), desc(reputationHistory.task))
    .limit(HISTORY)
    .all()
    .reverse()
    .map(({ id: _id, did: _did, ...change }) => change)

/** Earnings of each of the last 30 days, oldest first, days without any included. */
export function dailyEarnings(db: IndexTx, did: string, now: number): { day: number; earned: string }[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  const first = today - (DAYS - 1) * DAY_MS
  const rows = db
    .select()
    .from(agentEarnings)
    .where(and(eq(agentEarnings.did, did), gte(agentEarnings.day, first)))
    .all()
  const byDay = new Map(rows.map(({ day, earned }) => [day, earned]))
  return Array.from({ length: DAYS }, (_, n) => first + n * DAY_MS).map((day) => ({
    day,
    earned: byDay.get(day) ?? '0',
  }))
}

/** The highest price among the bids that stand on a task, planck; null where there are none. */
export function highestBid(db: IndexTx, task: number): string | null {
  const standing = and(eq(bids.task, task), eq(bids.status, 'open'))
  const prices = db.select({ price: bids.price }).from(bids).where(standing).all()
  return prices.reduce<string | null>(
    (highest, { price }) => (highest === null || BigInt(price) > BigInt(highest) ? price : highest),
    null,
  )
}
