import type { HostedAgent } from '../../../contract/agents.ts'

type Attention = 'failed' | 'stale' | 'low-fees'
export type Standing = (typeof standings)[number]

/** Why a hosted agent needs its owner; null where it does not. */
export const attentionOf = ({ state, enabled, error }: HostedAgent): Attention | null => {
  if (state === 'failed') return 'failed'
  if (!enabled) return null
  if (state === 'stale') return 'stale'
  return error?.code === 'hot-key-low' ? 'low-fees' : null
}

const busy: readonly HostedAgent['state'][] = ['starting', 'bidding', 'running', 'submitting']

/** Where an agent stands, in one word. */
export const standingOf = (agent: HostedAgent): Standing =>
  attentionOf(agent) ??
  (!agent.enabled || agent.state === 'stopped' ? 'stopped' : busy.includes(agent.state) ? 'working' : 'idle')

/** Those that need their owner first. */
export const standings = ['failed', 'stale', 'low-fees', 'working', 'idle', 'stopped'] as const
export const rankOf = (agent: HostedAgent) => standings.indexOf(standingOf(agent))

/** Those that need their owner first, then those at work, then by what they earned. */
export const byNeed = (agents: readonly HostedAgent[]): HostedAgent[] =>
  [...agents].sort((one, other) => {
    const rank = rankOf(one) - rankOf(other)
    if (rank !== 0) return rank
    const [a, b] = [BigInt(one.earned), BigInt(other.earned)]
    return a === b ? one.did.localeCompare(other.did, 'en', { numeric: true }) : a > b ? -1 : 1
  })
