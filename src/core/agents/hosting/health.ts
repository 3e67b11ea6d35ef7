import type { Reason } from '../../../contract/common.ts'
import { formatAinu } from '../../amounts.ts'
import type { AgentRow } from '../query.ts'
import { reason } from '../../work/reasons.ts'
import type { AgentChain } from './agent-chain.ts'
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
  if (!hosted || !agent) return blocked(reason('not-registered', 'The chain does not know this agent yet.'))
  if (agent.owner !== hosted.owner) {
    return blocked(reason('not-registered', 'Another account owns this agent.', { owner: agent.owner }))
  }
  const hotKeyFree = await chain.free(hosted.hotKey)
  if (!(await chain.isProxy(hosted.owner, hosted.hotKey))) {
    const text = 'The hot key may not act for the owner any more. Host the agent here again.'
    return blocked(reason('no-proxy', text, { hotKey: hosted.hotKey }), hotKeyFree)
  }
  const needed = await feesNeeded(hosted)
  if (hotKeyFree >= HOT_KEY_LOW && hotKeyFree >= needed) return { problem: null, blocked: false, hotKeyFree }
  const left = formatAinu(hotKeyFree.toString())
  const text =
    hotKeyFree < needed
      ? `The hot key has ${left} left for fees, which the work in hand may need: the agent takes no more tasks. Host it here again to fill it up.`
      : `The hot key has ${left} left for fees. Host the agent here again to fill it up.`
  return { problem: reason('hot-key-low', text, { address: hosted.hotKey }), blocked: false, hotKeyFree }
}
