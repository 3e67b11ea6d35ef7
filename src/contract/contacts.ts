import { z } from 'zod'
import { Address, Empty, Name, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { ForeignText } from './text.ts'

/** Somebody else's account, with the name that this machine's user gave it. */
export const Contact = z.object({ address: Address, name: ForeignText, createdAt: Timestamp })
export type Contact = z.infer<typeof Contact>

export const contacts = {
  /** By name. */
  list: procedure.input(Empty).output(z.array(Contact)),
  /** Adds an account, or gives it another name. Names are unique, also among the wallet's own accounts. */
  put: procedure.input(z.object({ address: Address, name: Name })).output(Contact),
  remove: procedure.input(z.object({ address: Address })).output(Empty),
}
