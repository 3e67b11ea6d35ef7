import type { Reason } from '../../contract/common.ts'
import { canRun } from '../agents/can-run.ts'
import { agentName } from '../agents/name.ts'
import { reason } from '../agents/reasons.ts'
import type { AgentRow } from '../agents/query.ts'
import type { TaskRow } from './transitions.ts'

/** Why nobody took a task, from what the chain says of the agents it was meant for. */
export function whyNoMatch(task: TaskRow, candidates: readonly AgentRow[], now: number): Reason[] {
  if (task.state !== 'no-bids') return []
  if (!candidates.length) {
    const text =
      task.target === null
        ? `No agent on this network offers "${task.capability}".`
        : `${agentName(task.target)} is not registered on this network.`
    return [reason('no-agent-offers', text, { capability: task.capability })]
  }
  const facts = { ...task, posted: null }
  const byCode = new Map<string, { first: Reason; agents: string[] }>()
  const able: string[] = []
  for (const agent of candidates) {
    const reasons = canRun({ task: facts, agent, minStake: '0', now, host: null })
    if (!reasons.length) able.push(agentName(agent.did))
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
  if (able.length) {
    const text = `${shortList(able)} could have bid but did not: not hosted at the time, busy, or unable to take the input.`
    reasons.push(reason('nobody-bid', text, { agents: able.join(', ') }))
  }
  return reasons
}

const shortList = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
