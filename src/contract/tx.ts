import { z } from 'zod'
import { Action, Preview, Transaction, TxStatus } from './actions.ts'
import { Address, page, PageInput } from './common.ts'
import { procedure } from './route.ts'

const Signed = z.object({ from: Address, action: Action })

export const tx = {
  /** The call in words, fee, dry run and what will be left. Signs nothing. */
  preview: procedure.input(Signed).output(Preview),
  /**
   * Signs and broadcasts what a preview showed; answers as soon as the hash is known. Follow it with `tx.get` and topic
   * `transactions`. LOOK_AGAIN when anything differs from what `token` stands for.
   */
  submit: procedure.input(Signed.extend({ token: z.string().max(64) })).output(Transaction),
  get: procedure.input(z.object({ id: z.string() })).output(Transaction),
  list: procedure
    .input(PageInput.extend({ address: Address.optional(), status: TxStatus.optional() }))
    .output(page(Transaction)),
}
