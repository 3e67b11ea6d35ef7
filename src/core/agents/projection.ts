import { and, eq } from 'drizzle-orm'
import { minus, sum } from '../amounts.ts'
import type { Projection } from '../chain/projection.ts'
import type { IndexTx } from '../db/index-db.ts'
import { given, givenRow, prepared } from '../db/prepared.ts'
import { agentCapabilities, agentEarnings, agents, reputationHistory } from '../db/schema/index/agents.ts'
import { taskEvent, type TaskEvent } from '../work/events.ts'
import { agentEvent, type AgentEvent } from './events.ts'

const DAY_MS = 86_400_000
type AgentRow = typeof agents.$inferSelect

const findAgent = prepared((tx) =>
  tx
    .select()
    .from(agents)
    .where(eq(agents.did, given('did')))
    .prepare(),
)
/** The whole row. */
const putAgent = prepared((tx) =>
  tx
    .update(agents)
    .set(givenRow(agents))
    .where(eq(agents.did, given('did')))
    .prepare(),
)
const addReputation = prepared((tx) =>
  tx.insert(reputationHistory).values(givenRow(reputationHistory)).prepare(),
)
const findEarning = prepared((tx) =>
  tx
    .select()
    .from(agentEarnings)
    .where(and(eq(agentEarnings.did, given('did')), eq(agentEarnings.day, given('day'))))
    .prepare(),
)
const putEarning = prepared((tx) => {
  const row = givenRow(agentEarnings)
  return tx
    .insert(agentEarnings)
    .values(row)
    .onConflictDoUpdate({ target: [agentEarnings.did, agentEarnings.day], set: { earned: row.earned } })
    .prepare()
})

/** Agents with their reputation, earnings and counts. Comes first: other rows refer to these. */
export const agentsProjection: Projection = {
  name: 'agents',
  version: 1,
  pallets: ['agents', 'reputation', 'tasks'],
  apply(raw, tx) {
    const event = agentEvent(raw)
    if (event) {
      applyAgentEvent(event, tx)
      return [{ topic: 'agents', id: event.data.did }]
    }
    const task = taskEvent(raw)
    const did = task && applyTaskEvent(task, tx)
    return did ? [{ topic: 'agents', id: did }] : []
  },
}

function applyAgentEvent({ name, data, raw }: AgentEvent, tx: IndexTx): void {
  const updatedAt = raw.time
  const set = (change: Partial<AgentRow>) => update(tx, data.did, { ...change, updatedAt })
  switch (name) {
    case 'AgentRegistered': {
      const { did, owner, capabilities, price, manifestCid, stake } = data
      const row = { owner, status: 'active' as const, capabilities, price, manifestCid, stake, updatedAt }
      // A retired name can be taken again by its owner; what it earned and its reputation stay.
      tx.insert(agents)
        .values({ did, registeredAt: raw.time, ...row })
        .onConflictDoUpdate({ target: agents.did, set: row })
        .run()
      return setCapabilities(tx, did, capabilities)
    }
    case 'AgentUpdated': {
      const { did, capabilities, price, manifestCid } = data
      set({ capabilities, price, manifestCid })
      return setCapabilities(tx, did, capabilities)
    }
    case 'AgentPaused':
      return set({ status: 'paused' })
    case 'AgentResumed':
      return set({ status: 'active' })
    case 'AgentDeregistered':
      return set({ status: 'retired' })
    case 'StakeAdded':
      return set({ stake: data.stake })
    case 'StakeUnbonding':
      return set({ stake: data.stake, unbonding: sum(need(tx, data.did).unbonding, data.amount) })
    case 'StakeWithdrawn':
      return set({ unbonding: minus(need(tx, data.did).unbonding, data.amount) })
    case 'ScoreChanged': {
      const { did, task, ...record } = data
      set(record)
      addReputation(tx).run({ id: raw.id, did, task, at: raw.time, ...record })
    }
  }
}

/** Counts work and money of tasks; gives the agent concerned, if any. */
function applyTaskEvent(event: TaskEvent, tx: IndexTx): string | null {
  switch (event.name) {
    case 'TaskMatched':
      addOpen(tx, event.data.agent, 1)
      return event.data.agent
    case 'TaskTimedOut':
      addOpen(tx, event.data.agent, -1)
      return event.data.agent
    case 'TaskFinalized': {
      const { agent: did, paid, outcome, cause } = event.data
      // Where nobody judged a disputed result, nobody knows whether the work was done.
      const done = outcome === 'paid' && cause !== 'resolver-silent'
      const { earned, tasksOpen, tasksDone } = need(tx, did)
      update(tx, did, {
        tasksOpen: tasksOpen - 1,
        tasksDone: tasksDone + (done ? 1 : 0),
        earned: sum(earned, paid),
      })
      if (outcome === 'paid') addEarning(tx, did, event.raw.time, paid)
      return did
    }
    default:
      return null
  }
}

function addEarning(tx: IndexTx, did: string, time: number, paid: string): void {
  const day = Math.floor(time / DAY_MS) * DAY_MS
  const before = findEarning(tx).get({ did, day })
  putEarning(tx).run({ did, day, earned: sum(before?.earned ?? '0', paid) })
}

function setCapabilities(tx: IndexTx, did: string, capabilities: readonly string[]): void {
  tx.delete(agentCapabilities).where(eq(agentCapabilities.did, did)).run()
  for (const capability of new Set(capabilities))
    tx.insert(agentCapabilities).values({ did, capability }).run()
}

function need(tx: IndexTx, did: string): AgentRow {
  const row = findAgent(tx).get({ did })
  if (!row) throw new Error(`${did} was never registered`)
  return row
}

function update(tx: IndexTx, did: string, change: Partial<AgentRow>): void {
  putAgent(tx).run({ ...need(tx, did), ...change })
}

const addOpen = (tx: IndexTx, did: string, more: number) =>
  update(tx, did, { tasksOpen: need(tx, did).tasksOpen + more })
