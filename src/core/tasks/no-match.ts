import type { Reason } from '../../contract/common.ts'
import { canRun } from '../agents/can-run.ts'
import { agentName } from '../agents/name.ts'
import type { AgentRow } from '../agents/query.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { reason } from '../words.ts'

/**
 * Why nobody took a task, from what the chain says of the agents it was meant for and of their bids at the moment `now`
 * at which bidding closed.
 */
export function whyNoMatch(
  task: Pick<TaskRow, 'capability' | 'target' | 'budget' | 'minReputation'>,
  candidates: readonly AgentRow[],
  bids: readonly { agent: string; status: string }[],
  now: number,
): Reason[] {
  if (!candidates.length) {
    const { capability, target } = task
    return [
      target === null
        ? reason('no-agent-offers', { capability })
        : reason('no-agent-offers/target', { capability, agent: agentName(target) }),
    ]
  }
  const byCode = new Map<string, { first: Reason; agents: string[] }>()
  const unchosen: string[] = []
  const retracted: string[] = []
  const able: string[] = []
  for (const agent of candidates) {
    // A bid asks for no stake: whoever is active has enough.
    const facts = {
      task: { ...task, posted: null },
      agent,
      minStake: '0',
      maxBids: Infinity,
      now,
      host: null,
    }
    const reasons = canRun(facts)
    const bid = bids.find((each) => each.agent === agent.did)
    const group = bid === undefined ? able : bid.status === 'retracted' ? retracted : unchosen
    if (!reasons.length) group.push(agentName(agent.did))
    for (const each of reasons) {
      const entry = byCode.get(each.code) ?? { first: each, agents: [] }
      entry.agents.push(agentName(agent.did))
      byCode.set(each.code, entry)
    }
  }
  const reasons = [...byCode.values()].map(({ first, agents }) => of(agents, first))
  if (retracted.length) reasons.push(reason('bid-retracted', { agents: retracted }))
  if (unchosen.length) reasons.push(reason('bid-not-chosen', { agents: unchosen }))
  if (able.length) reasons.push(reason('nobody-bid', { agents: able }))
  return reasons
}

/** The reason of one agent, said of all that have it. */
function of(agents: readonly string[], { code, message, detail, said }: Reason): Reason {
  const why = said ?? message
  const whole =
    agents.length === 1
      ? reason('of-agent', { agent: agents[0] ?? '', why })
      : reason('of-agents', { agents, count: agents.length, why })
  return { ...whole, code, detail }
}
