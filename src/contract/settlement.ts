import { z } from 'zod'
import { Address, BlockNumber, Did, page, PageInput, Planck, TaskId, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { Move, MovementKind } from './money.ts'
import { TaskState } from './tasks.ts'
import { ForeignText } from './text.ts'

/** One movement of money of a task, from events of finalized blocks. */
export const Movement = Move.extend({
  id: z.string(),
  task: TaskId,
  title: ForeignText,
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
        title: ForeignText,
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
