import type { Reason } from '../../../contract/common.ts'
import type { AgentRow } from '../query.ts'
import type { AgentChain } from './agent-chain.ts'
import type { HostedRow } from './store.ts'
import { reason } from '../../words.ts'

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

/** Looks at what an agent needs to act on chain: registration, rights, fees. Quick: no content is waited for. */
export async function checkHealth(
  chain: AgentChain,
  hosted: HostedRow | undefined,
  agent: AgentRow | undefined,
  feesNeeded: (hosted: HostedRow) => Promise<bigint>,
): Promise<Health> {
  const blocked = (why: Reason, hotKeyFree: bigint | null = null): Health => ({
    problem: why,
    blocked: true,
    hotKeyFree,
  })
  if (!hosted || !agent) return blocked(reason('not-registered'))
  if (agent.owner !== hosted.owner) {
    return blocked(reason('not-registered/foreign', { owner: agent.owner }))
  }
  const hotKeyFree = await chain.free(hosted.hotKey)
  if (!(await chain.isProxy(hosted.owner, hosted.hotKey))) {
    return blocked(reason('no-proxy', { hotKey: hosted.hotKey }), hotKeyFree)
  }
  const needed = await feesNeeded(hosted)
  if (hotKeyFree >= HOT_KEY_LOW && hotKeyFree >= needed) return { problem: null, blocked: false, hotKeyFree }
  const facts = { address: hosted.hotKey, free: hotKeyFree.toString() }
  const problem = reason(hotKeyFree < needed ? 'hot-key-low/busy' : 'hot-key-low', facts)
  return { problem, blocked: false, hotKeyFree }
}
