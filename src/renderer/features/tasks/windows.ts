import type { z } from 'zod'
import type { ChainParameters } from '../../../contract/chain.ts'

/** Long enough for an agent on a busy machine to see a task, decide and bid, ms. */
const COMFORTABLE_BIDDING_MS = 3_000

/** The times a task gets when its submitter sets none: as short as the network allows and agents can keep up with. */
export const windowsOf = ({ minBiddingMs, minDisputeMs }: z.infer<typeof ChainParameters>) => ({
  biddingMs: Math.max(minBiddingMs, COMFORTABLE_BIDDING_MS),
  disputeWindowMs: minDisputeMs,
})
