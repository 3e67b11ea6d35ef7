import { and, eq, inArray } from 'drizzle-orm'
import { availableParallelism } from 'node:os'
import type { IndexDb } from '../../db/index-db.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import type { HostedStore } from './store.ts'

/** For each core, the tasks that may be in hand at once: most bids do not win. */
const TASKS_A_SLOT = 6

/** What stands before a task that is added now. */
export interface Load {
  /** Tasks in hand: bid on, won or running. */
  tasks: number
  max: number
  /** How long the task may have to wait for a free core, ms. */
  waitMs: number
}

/** What all agents of this machine have in hand together: they share its cores. */
export interface Machine {
  load(): Load
  /** How many of them are this agent's. */
  inHandOf(did: string): number
  /** Counts a task as in hand while the agent's bid is on its way. */
  claim(task: number, did: string): void
  release(task: number, did: string): void
  /** How long a run of this agent may take, ms. */
  learn(did: string, wallMs: number): void
}

export function createMachine(deps: {
  indexDb: IndexDb
  store: Pick<HostedStore, 'list'>
  /** Runs at the same time, as the sandbox has it; one a core. */
  slots?: number
}): Machine {
  const { indexDb, store, slots = availableParallelism() } = deps
  const claims = new Map<number, string[]>()
  const walls = new Map<string, number>()

  /** Each task once: of several agents that bid on it, one can win. */
  function inHand(): Map<number, string[]> {
    const found = new Map(claims)
    const dids = store.list().map(({ did }) => did)
    const standing = and(inArray(bids.agent, dids), inArray(bids.status, ['open', 'won']))
    const before = inArray(tasks.state, ['created', 'bidding', 'matched', 'running'])
    const rows = indexDb.db
      .select({ task: bids.task, did: bids.agent })
      .from(bids)
      .innerJoin(tasks, eq(tasks.id, bids.task))
      .where(and(standing, eq(tasks.open, true), before))
      .all()
    for (const { task, did } of rows) found.set(task, [...(found.get(task) ?? []), did])
    return found
  }

  return {
    load() {
      const found = inHand()
      const work = [...found.values()].reduce(
        (sum, dids) => sum + Math.max(...dids.map((did) => walls.get(did) ?? 0)),
        0,
      )
      const waitMs = found.size < slots ? 0 : Math.ceil(work / slots)
      return { tasks: found.size, max: slots * TASKS_A_SLOT, waitMs }
    },
    inHandOf: (did) => [...inHand().values()].filter((dids) => dids.includes(did)).length,
    claim: (task, did) => void claims.set(task, [...(claims.get(task) ?? []), did]),
    release(task, did) {
      const rest = (claims.get(task) ?? []).filter((each) => each !== did)
      if (rest.length) claims.set(task, rest)
      else claims.delete(task)
    },
    learn: (did, wallMs) => void walls.set(did, wallMs),
  }
}
