import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

const { contacts, tx } = orpc

export const contactsStale: StaleBy = {
  // A preview says who is paid.
  contacts: [contacts.key(), tx.preview.key()],
}
