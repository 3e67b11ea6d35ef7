import { z } from 'zod'
import { Address, Empty, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { fields } from './words/fields.ts'

/** Shown beside addresses: what cannot be seen, or turns text around, is no part of a name. */
const ContactName = z
  .string()
  .trim()
  .min(1, fields.name)
  .max(64, fields['name-long'])
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, fields['name-invisible'])

/** Somebody else's account, with the name that this machine's user gave it. */
export const Contact = z.object({ address: Address, name: ContactName, createdAt: Timestamp })
export type Contact = z.infer<typeof Contact>

export const contacts = {
  /** By name. */
  list: procedure.input(Empty).output(z.array(Contact)),
  /** Adds an account, or gives it another name. Names are unique, also among the wallet's own accounts. */
  put: procedure.input(z.object({ address: Address, name: ContactName })).output(Contact),
  remove: procedure.input(z.object({ address: Address })).output(Empty),
}
