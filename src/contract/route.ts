import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ForeignText } from './text.ts'
import { Said } from './words/said.ts'

/**
 * Every error that crosses the contract. `message` says what happened; `data.consequence` what it means for the
 * user's money or work; `data.remedy` what they can do now. `data.detail` may be opened and copied.
 */
export const ErrorData = z.object({
  /** What was said, for clients that have the catalogues; the texts beside it are English. */
  said: Said,
  /** What it means here, where the text of `said` does not say so itself. */
  means: Said.optional(),
  consequence: z.string(),
  remedy: z.string(),
  detail: ForeignText.optional(),
})
export type ErrorData = z.infer<typeof ErrorData>

export const errorCodes = {
  /** The input has the right shape but cannot be accepted (bad mnemonic, DID taken, amount too small ...). */
  INVALID: { status: 422, data: ErrorData },
  /** Nothing with this id exists here. */
  NOT_FOUND: { status: 404, data: ErrorData },
  /** The account is locked; unlock it first. */
  LOCKED: { status: 423, data: ErrorData },
  /** The passphrase does not fit. */
  WRONG_PASSPHRASE: { status: 403, data: ErrorData },
  /** Not enough free AINU for the amount, the fee and the existential deposit. */
  INSUFFICIENT_BALANCE: { status: 402, data: ErrorData },
  /** The chain refused the call (dispatch or validity error, decoded). */
  REJECTED: { status: 409, data: ErrorData },
  /** What would be signed is not what the preview showed: look at a new one. Nothing was signed. */
  LOOK_AGAIN: { status: 409, data: ErrorData },
  /** No chain is connected right now. */
  OFFLINE: { status: 503, data: ErrorData },
  /** The core is still starting, or is in a state in which this cannot be done. */
  NOT_READY: { status: 409, data: ErrorData },
  /** Asked too often; `remedy` says when to try again. */
  TOO_SOON: { status: 429, data: ErrorData },
  /** A fault of ours or of the machine (disk full, database damaged). */
  FAULT: { status: 500, data: ErrorData },
} as const
export type ErrorCode = keyof typeof errorCodes

/** The base of every procedure. Route metadata lives in this file only, so that a change of oRPC's major stays small. */
export const procedure = oc.errors(errorCodes)
