import { and, count, desc, eq, gte, lt, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type {
  Decision as DecisionSchema,
  LogLine as LogLineSchema,
  Run as RunSchema,
} from '../../../contract/agents.ts'
import type { LocalDb } from '../../db/local-db.ts'
import { agentLogs, decisions, hostedAgents, runs } from '../../db/schema/local/hosting.ts'
import { NotReadyError } from '../../errors.ts'
import { storageTrouble } from '../../storage-errors.ts'
import type { Changes } from '../../system/changes.ts'
import { COUNTED_EVERY, dropOld } from './retention.ts'
import { say } from '../../words.ts'

export type HostedRow = typeof hostedAgents.$inferSelect
export type Decision = z.infer<typeof DecisionSchema>
export type Run = z.infer<typeof RunSchema>
export type LogLine = z.infer<typeof LogLineSchema>
type NewHosted = Pick<HostedRow, 'did' | 'owner' | 'hotKey'>

/** What this machine remembers of the agents it works for on the connected network. */
export interface HostedStore {
  /**
   * Remembers that an agent is to be hosted here; it is as soon as its hot key has its rights, as it may have already.
   * What it gives takes the plan back.
   */
  plan(agent: NewHosted, hasRights: boolean): () => void
  /** Whether these rows may be old or wrong: nothing that costs money is begun on their strength. */
  isDoubtful(): boolean
  /** Agents that are hosted here. */
  list(): HostedRow[]
  find(did: string): HostedRow | undefined
  /** Planned in this process, and its transaction may not have been begun yet. */
  isFresh(did: string): boolean
  /** With those whose rights are on their way. */
  all(): HostedRow[]
  /** The hot key has its rights since this finalized block at the latest. */
  sawRights(did: string, block: number): void
  /** The agent is hosted here no more, unless its row has changed since. */
  remove(row: HostedRow): void
  setEnabled(did: string, enabled: boolean): void
  /** Keeps a decision unless it says the same as the last one on this task. @throws when it cannot be written */
  decide(decision: Omit<Decision, 'at'>): void
  /** Like `decide`, for decisions on which nothing depends: one that cannot be written is told of and dropped. */
  explain(decision: Omit<Decision, 'at'>): void
  /** Whether this machine has bid for the agent: another one of its owner may have, too. */
  hasBid(did: string, task: number): boolean
  lastDecision(filter: { did: string; task?: number }): Decision | null
  decisionsOf(filter: {
    did?: string
    task?: number
    before?: number
    limit: number
  }): (Decision & { id: number })[]
  /** The chain has not made task `first` yet: what is known of it and of later ones was of blocks that are lost. */
  forgetTasksFrom(network: string, first: number): void
  addRun(did: string, run: Run): void
  runsOf(did: string, limit: number): Run[]
  runCounts(did: string): { ok: number; failed: number }
  log(did: string, level: LogLine['level'], source: string, text: string): void
  logsOf(did: string, limit: number): LogLine[]
}

/** Between a plan and the transaction that it is for lies what is done before signing. */
const FRESH_MS = 60_000

export function createHostedStore(deps: {
  localDb: LocalDb
  changes: Changes
  /** Genesis hash of the connected network, or null. */
  network: () => string | null
  /** Told when something that only explains could not be written. */
  onTrouble?: (error: unknown) => void
}): HostedStore {
  const { localDb, changes } = deps
  const fresh = new Map<string, number>()
  const need = (): string => {
    const network = deps.network()
    if (network === null) throw new NotReadyError(say('ainur.no-network-yet'))
    return network
  }
  const tell = (did: string) => changes.publish({ topic: 'hosted', id: did })
  const tidy = (did: string, inserted: number | bigint) => {
    if (Number(inserted) % COUNTED_EVERY === 0) note(() => dropOld(localDb, need(), did))
  }
  /** What only explains is not worth stopping for: a disk that cannot take it is told of, and work goes on. */
  const note = (write: () => void) => {
    try {
      write()
    } catch (error) {
      if (!deps.onTrouble || storageTrouble(error) === null) throw error
      deps.onTrouble(error)
    }
  }
  const own = (did: string) => and(eq(hostedAgents.network, need()), eq(hostedAgents.did, did))

  const row = (did: string): HostedRow | undefined =>
    deps.network() === null ? undefined : localDb.db.select().from(hostedAgents).where(own(did)).get()

  function all(): HostedRow[] {
    const network = deps.network()
    if (network === null) return []
    return localDb.db
      .select()
      .from(hostedAgents)
      .where(eq(hostedAgents.network, network))
      .orderBy(hostedAgents.createdAt)
      .all()
  }

  function put(agent: HostedRow): void {
    localDb.db
      .insert(hostedAgents)
      .values(agent)
      .onConflictDoUpdate({ target: [hostedAgents.network, hostedAgents.did], set: agent })
      .run()
    tell(agent.did)
  }

  function decisionsOf({ did, task, before, limit }: Parameters<HostedStore['decisionsOf']>[0]) {
    const conditions: SQL[] = [eq(decisions.network, need())]
    if (did !== undefined) conditions.push(eq(decisions.did, did))
    if (task !== undefined) conditions.push(eq(decisions.task, task))
    if (before !== undefined) conditions.push(lt(decisions.id, before))
    const rows = localDb.db
      .select()
      .from(decisions)
      .where(and(...conditions))
      .orderBy(desc(decisions.id))
      .limit(limit)
      .all()
    return rows.map(({ network: _network, ...decision }) => decision)
  }

  function lastDecision({ did, task }: { did: string; task?: number }): Decision | null {
    const [last] = decisionsOf({ did, task, limit: 1 })
    if (!last) return null
    const { id: _id, ...decision } = last
    return decision
  }

  function decide(decision: Parameters<HostedStore['decide']>[0]): void {
    const last = lastDecision(decision)
    if (last && sameDecision(last, decision)) return
    const { lastInsertRowid } = localDb.db
      .insert(decisions)
      .values({ ...decision, network: need(), at: Date.now() })
      .run()
    tidy(decision.did, lastInsertRowid)
    tell(decision.did)
    changes.publish({ topic: 'tasks', id: String(decision.task) })
  }

  return {
    plan(agent, hasRights) {
      const { did } = agent
      const now = Date.now()
      const before = row(did)
      const known = hasRights && before?.hotKey === agent.hotKey ? before.rightsSeen : null
      const planned = { ...agent, enabled: true, rightsSeen: known, updatedAt: now }
      put({ ...planned, network: need(), createdAt: before?.createdAt ?? now })
      fresh.set(`${need()} ${did}`, performance.now())
      return () => {
        if (before) put(before)
        else localDb.db.delete(hostedAgents).where(own(did)).run()
        tell(did)
      }
    },
    isDoubtful: () => localDb.doubtful,
    list: () => all().filter(({ rightsSeen }) => rightsSeen !== null),
    find(did) {
      const found = row(did)
      return found && found.rightsSeen !== null ? found : undefined
    },
    isFresh: (did) => performance.now() - (fresh.get(`${need()} ${did}`) ?? -Infinity) < FRESH_MS,
    all,
    sawRights(did, block) {
      localDb.db.update(hostedAgents).set({ rightsSeen: block }).where(own(did)).run()
      tell(did)
    },
    remove({ did, updatedAt }) {
      localDb.db
        .delete(hostedAgents)
        .where(and(own(did), eq(hostedAgents.updatedAt, updatedAt)))
        .run()
      tell(did)
    },
    setEnabled(did, enabled) {
      localDb.db.update(hostedAgents).set({ enabled, updatedAt: Date.now() }).where(own(did)).run()
      tell(did)
    },
    explain(decision) {
      note(() => decide(decision))
    },
    decide,
    hasBid: (did, task) =>
      localDb.db
        .select({ id: decisions.id })
        .from(decisions)
        .where(
          and(
            eq(decisions.network, need()),
            eq(decisions.did, did),
            eq(decisions.task, task),
            eq(decisions.decision, 'bid'),
          ),
        )
        .limit(1)
        .get() !== undefined,
    lastDecision,
    decisionsOf,
    forgetTasksFrom(network, first) {
      localDb.transaction((tx) => {
        for (const table of [decisions, runs])
          tx.delete(table)
            .where(and(eq(table.network, network), gte(table.task, first)))
            .run()
      })
    },
    addRun(did, run) {
      note(() => {
        const { lastInsertRowid } = localDb.db
          .insert(runs)
          .values({ ...run, wallMs: Math.round(run.wallMs), did, network: need() })
          .run()
        tidy(did, lastInsertRowid)
      })
      tell(did)
    },
    runsOf: (did, limit) =>
      localDb.db
        .select()
        .from(runs)
        .where(and(eq(runs.network, need()), eq(runs.did, did)))
        .orderBy(desc(runs.id))
        .limit(limit)
        .all()
        .map(({ id: _id, network: _network, did: _did, ...run }) => run),
    runCounts(did) {
      const rows = localDb.db
        .select({ outcome: runs.outcome, n: count() })
        .from(runs)
        .where(and(eq(runs.network, need()), eq(runs.did, did)))
        .groupBy(runs.outcome)
        .all()
      const ok = rows.find(({ outcome }) => outcome === 'ok')?.n ?? 0
      return { ok, failed: rows.reduce((all, { n }) => all + n, 0) - ok }
    },
    log(did, level, source, text) {
      const network = deps.network()
      if (network === null) return
      note(() => {
        const { lastInsertRowid } = localDb.db
          .insert(agentLogs)
          .values({ network, did, level, source, text: text.slice(0, 4_000), at: Date.now() })
          .run()
        tidy(did, lastInsertRowid)
      })
      tell(did)
    },
    logsOf: (did, limit) =>
      localDb.db
        .select()
        .from(agentLogs)
        .where(and(eq(agentLogs.network, need()), eq(agentLogs.did, did)))
        .orderBy(desc(agentLogs.id))
        .limit(limit)
        .all()
        .reverse()
        .map(({ at, level, source, text }) => ({ at, level, source, text })),
  }
}

const sameDecision = (a: Omit<Decision, 'at'>, b: Omit<Decision, 'at'>): boolean =>
  a.decision === b.decision &&
  a.reasons.map(({ code }) => code).join() === b.reasons.map(({ code }) => code).join()
