import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Reason } from '../../../contract/common.ts'
import { formatAinu } from '../../amounts.ts'
import type { IndexDb } from '../../db/index-db.ts'
import { agents } from '../../db/schema/index/agents.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import { messageOf } from '../../errors.ts'
import { dearestBid } from '../../tasks/query.ts'
import { reason } from '../reasons.ts'
import type { AgentChain } from './agent-chain.ts'
import type { Executed, Job } from './execute.ts'
import type { HostFactsSource } from './facts.ts'
import { checkHealth } from './health.ts'
import { noteOutcomes } from './outcomes.ts'
import type { HostedRow, HostedStore } from './store.ts'
import { work, type WorkState } from './work.ts'

type AgentRow = typeof agents.$inferSelect
type TaskRow = typeof tasks.$inferSelect
export type AgentState = 'starting' | 'idle' | 'bidding' | 'running' | 'submitting' | 'stopped' | 'failed'

/** What a hosted agent really does. */
export interface AgentStatus {
  state: AgentState
  /** When its loop last came round, ms. */
  heartbeatAt: number | null
  task: number | null
  error: Reason | null
  /** Planck, as last seen. */
  hotKeyFree: string
}

export interface HostedAgent {
  status(): AgentStatus
  /** Looks at the market again, soon. */
  wake(): void
  /** Ends the loop; work under way is left where it is and taken up at the next start. */
  stop(): Promise<void>
}

export interface HostedAgentDeps {
  did: string
  network: string
  store: HostedStore
  indexDb: IndexDb
  chain: AgentChain
  facts: HostFactsSource
  execute: (job: Job, signal: AbortSignal) => Promise<Executed>
  onChange: () => void
}

const HEARTBEAT_MS = 5_000
/** Tasks looked at in one round. */
const MAX_CANDIDATES = 200

const BID_TRIES = 2

/** One agent's loop: bids on what it can do, does what it won, writes down why not. */
export function startHostedAgent(deps: HostedAgentDeps): HostedAgent {
  const { did, network, store, indexDb, chain, facts, onChange } = deps
  const stopped = new AbortController()
  const { signal } = stopped
  const bidding = new Map<number, Promise<void>>()
  const working = new Map<number, { state: WorkState; done: Promise<void> }>()
  const settled = new Set<number>()
  const failedBids = new Map<number, number>()
  let row: HostedRow | undefined
  let heartbeatAt: number | null = null
  let problem: Reason | null = null
  let lastError: Reason | null = null
  let hotKeyFree = 0n
  let round: Promise<void> | null = null
  let again = false

  function status(): AgentStatus {
    const [first] = [...working.entries()].sort(
      ([, a], [, b]) => Number(b.state === 'running') - Number(a.state === 'running'),
    )
    const error = problem ?? lastError
    const base = {
      heartbeatAt,
      error,
      hotKeyFree: hotKeyFree.toString(),
      task: first?.[0] ?? [...bidding.keys()][0] ?? null,
    }
    if (first) return { ...base, state: first[1].state === 'starting' ? 'running' : first[1].state }
    if (bidding.size) return { ...base, state: 'bidding' }
    if (heartbeatAt === null) return { ...base, state: 'starting' }
    if (row && !row.enabled) return { ...base, state: 'stopped' }
    return { ...base, state: problem && problem.code !== 'hot-key-low' ? 'failed' : 'idle' }
  }

  function wake(): void {
    if (signal.aborted) return
    if (round) {
      again = true
      return
    }
    round = lookAround()
      .catch((error: unknown) => {
        if (!signal.aborted) problem = reason('step-failed', messageOf(error))
      })
      .finally(() => {
        round = null
        onChange()
        if (again) {
          again = false
          wake()
        }
      })
  }

  async function lookAround(): Promise<void> {
    row = store.find(did)
    const agent = indexDb.db.select().from(agents).where(eq(agents.did, did)).get()
    const health = await checkHealth(deps, row, agent, signal)
    problem = health.problem
    hotKeyFree = health.hotKeyFree ?? hotKeyFree
    if (row && agent && !health.blocked) {
      noteOutcomes(indexDb.db, store, did, settled)
      takeUpWork()
      if (row.enabled) await considerTasks(row, agent)
      else await takeBidsBack(row)
    }
    heartbeatAt = Date.now()
  }

  function takeUpWork(): void {
    const won = and(eq(tasks.agent, did), inArray(tasks.state, ['matched', 'running']))
    for (const task of indexDb.db.select().from(tasks).where(won).all())
      if (!working.has(task.id)) begin(task)
  }

  function begin(task: TaskRow): void {
    if (!row || task.manifestCid === null) return
    const { id, capability, inputCid, manifestCid } = task
    const job: Job = { did, network, task: { id, capability, inputCid, manifestCid } }
    const entry = { state: 'starting' as WorkState, done: Promise.resolve() }
    working.set(id, entry)
    const worker = { did, owner: row.owner }
    const onState = (state: WorkState) => {
      entry.state = state
      onChange()
    }
    const onError = (error: Reason) => {
      lastError = error
      store.log(did, 'error', `task ${id}`, error.message)
    }
    entry.done = work(job, { chain, execute: deps.execute, worker, onState, onError }, signal)
      .catch((error: unknown) => onError(reason('step-failed', messageOf(error), { task: String(id) })))
      .finally(() => {
        working.delete(id)
        onChange()
      })
    onChange()
  }

  async function considerTasks(hosted: HostedRow, agent: AgentRow): Promise<void> {
    const seen = indexDb.db.select({ task: bids.task }).from(bids).where(eq(bids.agent, did))
    const candidates = indexDb.db
      .select()
      .from(tasks)
      .where(and(eq(tasks.state, 'bidding'), notInArray(tasks.id, seen)))
      .orderBy(sql`${tasks.biddingEnds}`)
      .limit(MAX_CANDIDATES)
      .all()
    for (const task of candidates) {
      if (signal.aborted) return
      if (bidding.has(task.id) || (failedBids.get(task.id) ?? 0) >= BID_TRIES) continue
      const { capability, target, budget, minReputation, inputCid, state, biddingEnds, timeoutMs } = task
      const dearest = dearestBid(indexDb.db, task.id)
      const posted = { state, biddingEnds, timeoutMs, bids: task.bids, dearestBid: dearest }
      const candidate = { capability, target, budget, minReputation, inputCid, posted }
      const reasons = await facts.reasons(hosted, agent, candidate, { inFlight: bidding.size }, signal)
      if (reasons.length) refuse(task, reasons)
      else placeBid(hosted, task, agent.price)
    }
  }

  const decide = (
    task: TaskRow,
    decision: 'bid' | 'refused' | 'failed',
    price: string | null,
    reasons: Reason[],
  ) => store.decide({ did, task: task.id, title: task.title, decision, price, reasons })

  function refuse(task: TaskRow, reasons: Reason[]): void {
    // That time runs out in the end is no news where there was a better reason before.
    const late = reasons.some(({ code }) => code === 'bidding-almost-over')
    if (late && store.lastDecision({ did, task: task.id })) return
    decide(task, 'refused', null, reasons)
  }

  function placeBid(hosted: HostedRow, task: TaskRow, price: string): void {
    const place = async () => {
      // The index shows finalized blocks; a bid from before a restart may already be in a newer one.
      if (await chain.hasBid(task.id, did)) return
      await chain.bid({ did, owner: hosted.owner }, task.id, price, signal)
      decide(task, 'bid', price, [])
      store.log(did, 'info', `task ${task.id}`, `bid ${formatAinu(price)}`)
    }
    const done = place()
      .catch((error: unknown) => {
        if (signal.aborted) return
        failedBids.set(task.id, (failedBids.get(task.id) ?? 0) + 1)
        decide(task, 'failed', price, [reason('bid-failed', messageOf(error))])
      })
      .finally(() => {
        bidding.delete(task.id)
        onChange()
      })
    bidding.set(task.id, done)
    onChange()
  }

  /** Switched off: bids that stand are withdrawn, work that was won is still done. */
  async function takeBidsBack(hosted: HostedRow): Promise<void> {
    const standing = and(eq(bids.agent, did), eq(bids.status, 'open'), eq(tasks.state, 'bidding'))
    const open = indexDb.db
      .select()
      .from(bids)
      .innerJoin(tasks, eq(tasks.id, bids.task))
      .where(standing)
      .all()
    for (const { tasks: task } of open) {
      await chain.retractBid({ did, owner: hosted.owner }, task.id, signal).catch((error: unknown) => {
        if (!signal.aborted) store.log(did, 'warn', `task ${task.id}`, `the bid stands: ${messageOf(error)}`)
      })
    }
  }

  const heart = setInterval(wake, HEARTBEAT_MS)
  heart.unref()
  wake()

  return {
    status,
    wake,
    async stop() {
      clearInterval(heart)
      stopped.abort(new Error('The agent was stopped.'))
      await Promise.allSettled([round, ...bidding.values(), ...[...working.values()].map(({ done }) => done)])
    },
  }
}
