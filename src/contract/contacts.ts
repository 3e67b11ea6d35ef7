import { z } from 'zod'
import { Address, Empty, Timestamp } from './common.ts'
import { procedure } from './route.ts'

/** Shown beside addresses: what cannot be seen, or turns text around, is no part of a name. */
const ContactName = z
  .string()
  .trim()
  .min(1, 'a name is needed')
  .max(64, 'a name has at most 64 characters')
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'a name has no invisible characters')

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
