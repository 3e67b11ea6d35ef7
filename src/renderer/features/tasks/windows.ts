import type { z } from 'zod'
import type { Trust } from '../../../contract/actions.ts'
import type { ChainParameters } from '../../../contract/chain.ts'

type Rules = z.infer<typeof ChainParameters>

const MINUTE = 60_000
/** For people and machines that are not there all the time, ms. */
const BIDDING_MS = 30_000
/** Silence pays the agent: time to come back, look at a result and check it, ms. By hand takes longer. */
const DISPUTE_MS: Record<Trust, number> = { optimistic: 10 * MINUTE, manual: 24 * 60 * MINUTE }
/** Long enough for an agent on a busy machine to see a task, decide and bid, ms. */
const QUICK_BIDDING_MS = 5_000

const within = (ms: number, least: number, most: number) => Math.max(least, Math.min(ms, most))

/** The times that a task has unless its submitter chooses others, ms; as the network allows. */
export const windowsOf = ({ minBiddingMs, minDisputeMs, maxWindowMs }: Rules, trust: Trust) => ({
  biddingMs: within(BIDDING_MS, minBiddingMs, maxWindowMs),
  disputeWindowMs: within(DISPUTE_MS[trust], minDisputeMs, maxWindowMs),
})

/** The times of a task that only shows how it goes: as short as the network allows and agents can keep up with, ms. */
export const quickWindows = ({ minBiddingMs, minDisputeMs }: Rules) => ({
  biddingMs: Math.max(minBiddingMs, QUICK_BIDDING_MS),
  disputeWindowMs: minDisputeMs,
})

/** Whether somebody who looks at a result would hardly be in time to dispute it. */
export const isHasty = (disputeWindowMs: number) => disputeWindowMs < MINUTE
