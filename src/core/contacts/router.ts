import type { Implementer } from '../implement.ts'
import type { Contacts } from './contacts.ts'

export const createContactsRouter = (os: Implementer, contacts: Contacts) =>
  os.contacts.router({
    list: os.contacts.list.handler(() => contacts.list()),
    put: os.contacts.put.handler(({ input }) => contacts.put(input)),
    remove: os.contacts.remove.handler(({ input }) => {
      contacts.remove(input.address)
      return {}
    }),
  })
