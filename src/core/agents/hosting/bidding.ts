import { and, eq, exists, isNull, notInArray, or } from 'drizzle-orm'
import PQueue from 'p-queue'
import type { Reason } from '../../../contract/common.ts'
import { formatAinu } from '../../amounts.ts'
import type { IndexDb } from '../../db/index-db.ts'
import { agentCapabilities } from '../../db/schema/index/agents.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import { messageOf } from '../../errors.ts'
import { storageTrouble, whyOf } from '../../storage-errors.ts'
import { highestBid, type AgentRow } from '../query.ts'
import type { AgentChain } from './agent-chain.ts'
import type { HostFactsSource } from './facts.ts'
import type { Machine } from './machine.ts'
import type { HostedRow, HostedStore } from './store.ts'
import { reason } from '../../words.ts'

type TaskRow = typeof tasks.$inferSelect

export interface BiddingDeps {
  did: string
  store: HostedStore
  indexDb: IndexDb
  chain: AgentChain
  facts: HostFactsSource
  machine: Machine
  onChange: () => void
}

/** An agent's bids: which tasks it looks at, which it bids on, which it takes back. */
export interface Bidding {
  /** Looks at the open tasks that could be the agent's. Does not wait: a slow one holds up nobody but itself. */
  consider(hosted: HostedRow, agent: AgentRow): void
  /** Switched off: bids of this machine that stand are withdrawn; work that was won is still done. */
  takeBack(hosted: HostedRow): Promise<void>
  /** Tasks on which a bid is on its way. */
  underWay(): number[]
  /** With those on which a bid of this machine stands. */
  inHand(): number[]
  /** Resolves when nothing is under way; after the signal was aborted. */
  settled(): Promise<void>
}

/** Tasks looked at in one round. */
const MAX_CANDIDATES = 200
/** Tasks looked at at the same time: each may wait for content. */
const AT_ONCE = 6
const BID_TRIES = 2

export function createBidding(deps: BiddingDeps, signal: AbortSignal): Bidding {
  const { did, store, indexDb, chain, facts, machine, onChange } = deps
  const looks = new PQueue({ concurrency: AT_ONCE })
  const looking = new Set<number>()
  const bidding = new Map<number, Promise<void>>()
  const failures = new Map<number, number>()

  const explain = (
    { id, title }: Pick<TaskRow, 'id' | 'title'>,
    decision: 'refused' | 'failed',
    price: string | null,
    reasons: Reason[],
  ) => store.explain({ did, task: id, title, decision, price, reasons })

  async function look(hosted: HostedRow, agent: AgentRow, task: TaskRow): Promise<void> {
    signal.throwIfAborted()
    const { id, capability, target, budget, minReputation, inputCid, state, biddingEnds, timeoutMs } = task
    const highest = highestBid(indexDb.db, task.id)
    const posted = { state, biddingEnds, timeoutMs, bids: task.bids, highestBid: highest }
    const candidate = { capability, target, budget, minReputation, input: inputCid, posted }
    const reasons = await facts.reasons(hosted, agent, candidate, { claim: id, signal })
    if (reasons.length) return refuse(task, reasons)
    // Switched off while it looked: then it does not begin.
    if (signal.aborted || !store.find(did)?.enabled) return machine.release(id, did)
    placeBid(hosted, task, agent.price)
  }

  function refuse(task: TaskRow, reasons: Reason[]): void {
    // That time runs out in the end is no news where there was a better reason before.
    const late = reasons.some(({ code }) => code === 'bidding-almost-over')
    if (late && store.lastDecision({ did, task: task.id })) return
    explain(task, 'refused', null, reasons)
  }

  function placeBid(hosted: HostedRow, task: TaskRow, price: string): void {
    const place = async () => {
      // The index shows finalized blocks; a bid from before a restart may already be in a newer one.
      if (await chain.hasBid(task.id, did)) return
      // Written down first: whose bid it is must be known whatever happens now.
      store.decide({ did, task: task.id, title: task.title, decision: 'bid', price, reasons: [] })
      await chain.bid({ did, owner: hosted.owner, hotKey: hosted.hotKey }, task.id, price, signal)
      store.log(did, 'info', `task ${task.id}`, `bid ${formatAinu(price)}`)
    }
    const done = place()
      .catch((error: unknown) => {
        if (signal.aborted) return
        // A disk in trouble says nothing about the bid: it is placed when it can be written down.
        if (storageTrouble(error) === null) failures.set(task.id, (failures.get(task.id) ?? 0) + 1)
        explain(task, 'failed', price, [reason('bid-failed', { why: whyOf(error) })])
      })
      .finally(() => {
        machine.release(task.id, did)
        bidding.delete(task.id)
        onChange()
      })
    bidding.set(task.id, done)
    onChange()
  }

  return {
    consider(hosted, agent) {
      for (const task of candidates(indexDb, did)) {
        const { id } = task
        if (looking.has(id) || bidding.has(id) || (failures.get(id) ?? 0) >= BID_TRIES) continue
        looking.add(id)
        looks
          .add(() => look(hosted, agent, task))
          .catch((error: unknown) => {
            if (!signal.aborted) store.log(did, 'warn', `task ${id}`, `not looked at: ${messageOf(error)}`)
          })
          .finally(() => looking.delete(id))
      }
    },
    async takeBack({ owner, hotKey }) {
      for (const { id } of standing(deps)) {
        await chain.retractBid({ did, owner, hotKey }, id, signal).catch((error: unknown) => {
          if (!signal.aborted) store.log(did, 'warn', `task ${id}`, `the bid stands: ${messageOf(error)}`)
        })
      }
    },
    underWay: () => [...bidding.keys()],
    inHand: () => [...bidding.keys(), ...standing(deps).map(({ id }) => id)],
    async settled() {
      await looks.onIdle()
      await Promise.all(bidding.values())
    },
  }
}

/** Tasks meant for the agent, or for anyone who offers what it offers. */
function candidates({ db }: IndexDb, did: string): TaskRow[] {
  const seen = db.select({ task: bids.task }).from(bids).where(eq(bids.agent, did))
  const offered = and(eq(agentCapabilities.did, did), eq(agentCapabilities.capability, tasks.capability))
  const fits = exists(db.select().from(agentCapabilities).where(offered))
  return db
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.state, 'bidding'),
        or(eq(tasks.target, did), and(isNull(tasks.target), fits)),
        notInArray(tasks.id, seen),
      ),
    )
    .orderBy(tasks.biddingEnds)
    .limit(MAX_CANDIDATES)
    .all()
}

/** Tasks with a bid of this machine that stands. */
function standing({ did, store, indexDb }: BiddingDeps): { id: number; title: string }[] {
  const open = and(eq(bids.agent, did), eq(bids.status, 'open'), eq(tasks.state, 'bidding'))
  return indexDb.db
    .select({ id: tasks.id, title: tasks.title })
    .from(bids)
    .innerJoin(tasks, eq(tasks.id, bids.task))
    .where(open)
    .all()
    .filter(({ id }) => store.hasBid(did, id))
}
