import type { Reason } from '../../contract/common.ts'
import { canRun } from '../agents/can-run.ts'
import { agentName } from '../agents/name.ts'
import { reason } from '../work/reasons.ts'
import type { AgentRow } from '../agents/query.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'

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
    const text =
      task.target === null
        ? `No agent on this network offers "${task.capability}".`
        : `${agentName(task.target)} is not registered on this network.`
    return [reason('no-agent-offers', text, { capability: task.capability })]
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
  const reasons = [...byCode.values()].map(({ first, agents }) =>
    agents.length === 1
      ? { ...first, message: `${agents[0]}: ${first.message}` }
      : { ...first, message: `${agents.length} agents (${shortList(agents)}): ${first.message}` },
  )
  const add = (code: Parameters<typeof reason>[0], agents: string[], words: string) => {
    if (agents.length)
      reasons.push(reason(code, `${shortList(agents)} ${words}`, { agents: agents.join(', ') }))
  }
  add('bid-retracted', retracted, 'took its bid back.')
  add('bid-not-chosen', unchosen, 'bid, but could not be chosen when bidding closed.')
  const why = 'not hosted at the time, busy, or unable to take the input.'
  add('nobody-bid', able, `could have bid but did not: ${why}`)
  return reasons
}

const shortList = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
