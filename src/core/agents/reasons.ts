import type { Reason } from '../../contract/common.ts'

/** Every answer to "why not?". Stable: code and people's notes refer to them. */
export type ReasonCode =
  | 'not-open'
  | 'not-target'
  | 'capability-not-offered'
  | 'price-above-budget'
  | 'reputation-too-low'
  | 'agent-paused'
  | 'agent-retired'
  | 'stake-too-low'
  | 'too-many-bids'
  | 'hosting-off'
  | 'hot-key-empty'
  | 'owner-balance-too-low'
  | 'too-busy'
  | 'program-unavailable'
  | 'kind-not-supported'
  | 'content-unavailable'
  | 'input-not-understood'
  | 'media-type-not-accepted'
  | 'input-too-large'
  | 'parameters-invalid'
  | 'bidding-almost-over'
  | 'not-enough-time'
  | 'bid-failed'
  | 'run-failed'
  | 'gave-up'
  | 'not-started'
  | 'no-result'
  | 'outbid'
  | 'task-withdrawn'
  | 'nobody-bid'
  | 'no-agent-offers'
  | 'manual-trust'
  | 'no-result-yet'
  | 'receipt-invalid'
  | 'result-differs'
  | 'not-repeatable'

export const reason = (code: ReasonCode, message: string, detail: Record<string, string> = {}): Reason => ({
  code,
  message,
  detail,
})
