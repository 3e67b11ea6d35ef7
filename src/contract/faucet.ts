import { z } from 'zod'
import { Address, Planck, Timestamp } from './common.ts'
import { Transaction } from './actions.ts'
import { procedure } from './route.ts'

export const faucet = {
  status: procedure.input(z.object({ address: Address })).output(
    z.object({
      /** False on networks without a faucet; `reason` says why. */
      enabled: z.boolean(),
      reason: z.string().nullable(),
      amount: Planck,
      pot: Planck,
      /** When this address may ask again, ms of chain time; null: now. */
      nextAt: Timestamp.nullable(),
    }),
  ),
  /** Does the proof of work and asks; needs no key and no fee. */
  claim: procedure.input(z.object({ address: Address })).output(Transaction),
}
