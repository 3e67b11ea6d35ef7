import type { ChainStatus } from '../../../contract/chain.ts'

/** A chain without a new block for this long is called quiet, ms. Live networks make one every few seconds. */
const QUIET_MS = 60_000
const BEHIND_BLOCKS = 3

export type Trust = 'fresh' | 'idle' | 'behind' | 'starting' | 'lost' | 'quiet'

/** Whether what the page shows can be trusted right now. Embedded chains only make blocks when there is work. */
export const trustOf = (chain: ChainStatus): Trust => {
  if (chain.connection === 'starting') return 'starting'
  if (chain.connection !== 'connected') return 'lost'
  if ((chain.lag ?? 0) > BEHIND_BLOCKS) return 'behind'
  if ((chain.headAge ?? 0) <= QUIET_MS) return 'fresh'
  return chain.network.kind === 'embedded' ? 'idle' : 'quiet'
}
