import { and, asc, count, desc, eq, inArray, lt, notInArray, or, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { Capability } from '../../contract/common.ts'
import type {
  Bid as BidSchema,
  Task as TaskSchema,
  TimelineEntry as TimelineEntrySchema,
} from '../../contract/tasks.ts'
import type { MovementKind } from '../../contract/money.ts'
import type { IndexTx } from '../db/index-db.ts'
import { hasText } from '../db/search.ts'
import { agentCapabilities, agents } from '../db/schema/index/agents.ts'
import { movements } from '../db/schema/index/settlement.ts'
import { bids, tasks, taskTimeline } from '../db/schema/index/tasks.ts'
import { numberCursor } from '../paging.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { english } from '../words.ts'

export type Task = z.infer<typeof TaskSchema>
export interface TaskFilter {
  cursor?: string
  limit: number
  state?: TaskRow['state'][]
  capability?: string
  submitter?: string
  agent?: string
  text?: string
  /** Only tasks that these accounts posted. */
  submitters?: ReadonlySet<string>
  /** Only tasks that an agent of these accounts works or worked on. */
  agentOwners?: ReadonlySet<string>
}

export const taskRow = (db: IndexTx, id: number): TaskRow | undefined =>
  db.select().from(tasks).where(eq(tasks.id, id)).get()

/** Newest first; one row more than the limit. */
export function listTasks(db: IndexTx, filter: TaskFilter): TaskRow[] {
  const { state, capability, submitter, agent, text, submitters, agentOwners } = filter
  const conditions: (SQL | undefined)[] = []
  if (state?.length) conditions.push(inArray(tasks.state, state))
  if (capability !== undefined) conditions.push(eq(tasks.capability, capability))
  if (submitter !== undefined) conditions.push(eq(tasks.submitter, submitter))
  if (agent !== undefined) conditions.push(eq(tasks.agent, agent))
  if (text) conditions.push(called(text))
  if (submitters) conditions.push(inArray(tasks.submitter, [...submitters]))
  if (agentOwners) conditions.push(inArray(tasks.agentOwner, [...agentOwners]))
  const before = numberCursor(filter.cursor)
  if (before !== undefined) conditions.push(lt(tasks.id, before))
  return db
    .select()
    .from(tasks)
    .where(and(...conditions))
    .orderBy(desc(tasks.id))
    .limit(filter.limit + 1)
    .all()
}

/** By a part of the title, or by number: "12" and "#12". */
function called(text: string): SQL | undefined {
  const titled = hasText(text, tasks.title)
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1]
  return number === undefined ? titled : or(eq(tasks.id, Number(number)), titled)
}

/** Open tasks that these accounts posted, and open tasks that their agents work on. */
export function countUnderWay(db: IndexTx, accounts: ReadonlySet<string>) {
  const own = [...accounts]
  const open = (column: typeof tasks.submitter | typeof tasks.agentOwner) =>
    db
      .select({ count: count() })
      .from(tasks)
      .where(and(eq(tasks.open, true), inArray(column, own)))
      .get()?.count ?? 0
  return { posted: open(tasks.submitter), worked: open(tasks.agentOwner) }
}

/** Tasks that these accounts posted and that ended, the last to end first: nothing changes a task after its end. */
export const endedLately = (db: IndexTx, accounts: ReadonlySet<string>, limit: number): TaskRow[] =>
  db
    .select()
    .from(tasks)
    .where(and(eq(tasks.open, false), inArray(tasks.submitter, [...accounts])))
    .orderBy(desc(tasks.updatedAt), desc(tasks.id))
    .limit(limit)
    .all()

/** A row as the contract shows it. */
export function showTask(row: TaskRow, known: { mine: boolean; hosted: boolean }): Task {
  const { id, submitter, title, capability, target, inputCid, budget, trust, minReputation, state } = row
  const {
    deadline,
    agent,
    agentOwner,
    price,
    bids: bidCount,
    outputCid,
    outcome,
    cause,
    createdAt,
    updatedAt,
  } = row
  return {
    ...{ id, submitter, title, capability, target, inputCid, budget, trust, minReputation, state, deadline },
    ...{
      agent,
      agentOwner,
      price,
      bids: bidCount,
      outputCid,
      outcome,
      cause,
      createdAt,
      updatedAt,
      ...known,
    },
  }
}

/** Steps in their order, each with the money that its event moved. */
export function timelineOf(db: IndexTx, task: number): z.infer<typeof TimelineEntrySchema>[] {
  const moved = db
    .select()
    .from(movements)
    .where(eq(movements.task, task))
    .orderBy(asc(movements.position))
    .all()
  const money = Map.groupBy(moved, ({ event }) => event)
  return db
    .select()
    .from(taskTimeline)
    .where(eq(taskTimeline.task, task))
    .orderBy(asc(taskTimeline.block), asc(taskTimeline.position))
    .all()
    .map(({ id, state, at, block, said }) => ({
      ...{ state: state as Task['state'], at, block, said, text: english(said) },
      money: (money.get(id) ?? []).map(({ kind, agent, from, to, amount }) => ({
        ...{ kind: kind as MovementKind, agent, from, to, amount },
      })),
    }))
}

/** Best score first, then in the order they came. */
export const bidsOf = (db: IndexTx, task: number): z.infer<typeof BidSchema>[] =>
  db
    .select()
    .from(bids)
    .where(eq(bids.task, task))
    .orderBy(desc(bids.score), asc(bids.placed))
    .all()
    .map(({ task: _task, placed: _placed, ...bid }) => bid)

/** Capabilities that a task can ask for, with how many active agents offer it, without the `stopped` ones, and the lowest price; most offered first. */
export function listCapabilities(
  db: IndexTx,
  stopped: readonly string[],
): { capability: string; agents: number; lowestPrice: string }[] {
  // Decimal text of any length compares as numbers once it has the same width.
  const lowest = sql<string>`min(printf('%40s', ${agents.price}))`
  return db
    .select({ capability: agentCapabilities.capability, agents: sql<number>`count(*)`, lowestPrice: lowest })
    .from(agentCapabilities)
    .innerJoin(agents, eq(agents.did, agentCapabilities.did))
    .where(and(eq(agents.status, 'active'), notInArray(agents.did, [...stopped])))
    .groupBy(agentCapabilities.capability)
    .orderBy(desc(sql`count(*)`), asc(agentCapabilities.capability))
    .all()
    .filter(({ capability }) => Capability.safeParse(capability).success)
    .map((row) => ({ ...row, lowestPrice: row.lowestPrice.trim() }))
}

const MAX_CANDIDATES = 50
/** Agents that are meant by a task: the target, or those that offer the capability. Best reputation first. */
export function agentsFor(db: IndexTx, task: { capability: string; target: string | null }) {
  if (task.target !== null) return db.select().from(agents).where(eq(agents.did, task.target)).all()
  return db
    .select({ agent: agents })
    .from(agentCapabilities)
    .innerJoin(agents, eq(agents.did, agentCapabilities.did))
    .where(
      and(eq(agentCapabilities.capability, task.capability), inArray(agents.status, ['active', 'paused'])),
    )
    .orderBy(desc(agents.score), asc(agents.registeredAt))
    .limit(MAX_CANDIDATES)
    .all()
    .map(({ agent }) => agent)
}
