import type { Reason } from '../../../contract/common.ts'
import { formatAinu } from '../../amounts.ts'
import type { AgentRow } from '../query.ts'
import { reason } from '../reasons.ts'
import type { AgentChain } from './agent-chain.ts'
import type { HostFactsSource } from './facts.ts'
import type { HostedRow } from './store.ts'

/** Below this the owner is told that the hot key needs more, planck. */
const HOT_KEY_LOW = 100_000_000_000n

export interface Health {
  /** What keeps the agent from working, or soon will. */
  problem: Reason | null
  /** Whether it cannot act on chain at all. */
  blocked: boolean
  /** Planck; null where it was not looked at. */
  hotKeyFree: bigint | null
}

/** Looks at everything that an agent needs besides tasks: registration, rights, program, fees. */
export async function checkHealth(
  { chain, facts }: { chain: AgentChain; facts: HostFactsSource },
  hosted: HostedRow | undefined,
  agent: AgentRow | undefined,
  signal: AbortSignal,
): Promise<Health> {
  const blocked = (why: Reason, hotKeyFree: bigint | null = null): Health => ({
    problem: why,
    blocked: true,
    hotKeyFree,
  })
  if (!hosted || !agent) return blocked(reason('not-registered', 'The chain does not know this agent yet.'))
  if (agent.owner !== hosted.owner) {
    return blocked(reason('not-registered', 'Another account owns this agent.', { owner: agent.owner }))
  }
  const hotKeyFree = await chain.free(hosted.hotKey)
  if (!(await chain.isProxy(hosted.owner, hosted.hotKey))) {
    const text = 'The hot key may not act for the owner: the chain knows no such proxy.'
    return blocked(reason('no-proxy', text, { hotKey: hosted.hotKey }), hotKeyFree)
  }
  const program = await facts.programProblem(agent.manifestCid, signal)
  if (program) return { problem: program, blocked: false, hotKeyFree }
  if (hotKeyFree >= HOT_KEY_LOW) return { problem: null, blocked: false, hotKeyFree }
  const text = `The hot key has ${formatAinu(hotKeyFree.toString())} left for fees. Send it some AINU.`
  return { problem: reason('hot-key-low', text, { address: hosted.hotKey }), blocked: false, hotKeyFree }
}
