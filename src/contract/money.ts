import { z } from 'zod'
import { Address, Did, Planck } from './common.ts'

/** Why money of a task moved. */
export const MovementKind = z.enum([
  'escrow-held',
  'escrow-excess',
  'escrow-refund',
  'payout',
  'protocol-fee',
  'bond-held',
  'bond-returned',
  'bond-slashed',
  'dispute-bond-held',
  'dispute-bond-returned',
  'dispute-bond-paid',
])
export type MovementKind = z.infer<typeof MovementKind>

/** Money that moved. `from` and `to` are accounts; null where it only changes its place within one. */
export const Move = z.object({
  kind: MovementKind,
  agent: Did.nullable(),
  from: Address.nullable(),
  to: Address.nullable(),
  amount: Planck,
})
export type Move = z.infer<typeof Move>
