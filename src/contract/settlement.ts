import { z } from 'zod'
import {
  Address,
  BlockNumber,
  Did,
  page,
  PageInput,
  Planck,
  SignedInteger,
  TaskId,
  Timestamp,
} from './common.ts'
import { procedure } from './route.ts'
import { HistoryKind, Move, MovementKind } from './money.ts'
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

/** What a movement did to one account, from events of finalized blocks. */
export const HistoryEntry = z.object({
  id: z.string(),
  kind: HistoryKind,
  at: Timestamp,
  block: BlockNumber,
  task: TaskId.nullable(),
  title: ForeignText.nullable(),
  agent: Did.nullable(),
  /** The account at the other end; null where there is none. */
  counterparty: Address.nullable(),
  /** What came (or went, with a minus) into what is free and into what is held or reserved, planck. */
  free: SignedInteger,
  held: SignedInteger,
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

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
  /** Everything that came into or went out of an account, newest first. `since` and `until` are part of it. */
  history: procedure
    .input(
      PageInput.extend({
        address: Address,
        kind: z.array(HistoryKind).max(HistoryKind.options.length).optional(),
        since: Timestamp.optional(),
        until: Timestamp.optional(),
      }),
    )
    .output(page(HistoryEntry)),
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
