import { z } from 'zod'
import { Address, BlockNumber, Did, page, PageInput, Planck, TaskId, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { TaskState } from './tasks.ts'

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
/** One movement of money of a task, from events of finalized blocks. */
export const Movement = z.object({
  id: z.string(),
  kind: MovementKind,
  task: TaskId,
  title: z.string(),
  agent: Did.nullable(),
  from: Address.nullable(),
  to: Address.nullable(),
  amount: Planck,
  block: BlockNumber,
  at: Timestamp,
})
export type Movement = z.infer<typeof Movement>

export const settlement = {
  movements: procedure
    .input(
      PageInput.extend({
        kind: z.array(MovementKind).max(MovementKind.options.length).optional(),
        address: Address.optional(),
        agent: Did.optional(),
        task: TaskId.optional(),
        since: Timestamp.optional(),
      }),
    )
    .output(page(Movement)),
  /** Escrows held now. */
  escrows: procedure.input(PageInput.extend({ address: Address.optional() })).output(
    page(
      z.object({
        task: TaskId,
        title: z.string(),
        submitter: Address,
        amount: Planck,
        state: TaskState,
        returnsAt: Timestamp.nullable(),
      }),
    ),
  ),
  totals: procedure.input(z.object({ address: Address.optional() })).output(
    z.object({
      inEscrow: Planck,
      paidOut: Planck,
      refunded: Planck,
      fees: Planck,
      slashed: Planck,
      tasks: z.number().int(),
    }),
  ),
}
