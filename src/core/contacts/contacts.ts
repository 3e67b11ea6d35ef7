import { asc, eq } from 'drizzle-orm'
import type { Contact } from '../../contract/contacts.ts'
import { sameName } from '../../contract/seen.ts'
import type { LocalDb } from '../db/local-db.ts'
import { contacts } from '../db/schema/local/contacts.ts'
import { InvalidError } from '../errors.ts'
import type { Changes } from '../system/changes.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import { say } from '../words.ts'

/** Each is looked up wherever an address is shown. */
const MOST = 1_000

export interface Contacts {
  /** By name. */
  list(): Contact[]
  /** @throws {InvalidError} for an address with a wrong checksum, one of the wallet's own, or a name that is taken */
  put(contact: Pick<Contact, 'address' | 'name'>): Contact
  /** One that is not there is gone already. */
  remove(address: string): void
  /** The name of an account of somebody else, or null. */
  nameOf(address: string): string | null
}

/** The address book: names that only this machine knows. `own`: the wallet's accounts. */
export function createContacts(deps: {
  local: LocalDb
  changes: Changes
  own: () => readonly { address: string; name: string }[]
}): Contacts {
  const { local, changes, own } = deps
  const changed = () => changes.publish({ topic: 'contacts' })
  const list = () => local.db.select().from(contacts).orderBy(asc(contacts.name)).all()

  return {
    list,
    put({ address: typed, name }) {
      const address = canonicalAddress(typed)
      const known = list()
      if (own().some((account) => account.address === address)) throw isOwn()
      const others = [...own(), ...known].filter((each) => each.address !== address)
      if (others.some((each) => sameName(each.name, name))) throw isTaken(name)
      const before = known.find((each) => each.address === address)
      if (!before && known.length >= MOST) throw isFull()
      const contact = { address, name, createdAt: before?.createdAt ?? Date.now() }
      local.db
        .insert(contacts)
        .values(contact)
        .onConflictDoUpdate({ target: contacts.address, set: { name } })
        .run()
      changed()
      return contact
    },
    remove(address) {
      local.db
        .delete(contacts)
        .where(eq(contacts.address, canonicalAddress(address)))
        .run()
      changed()
    },
    nameOf: (address) =>
      local.db.select().from(contacts).where(eq(contacts.address, address)).get()?.name ?? null,
  }
}

const isOwn = () => new InvalidError(say('contacts.is-own'))
const isTaken = (name: string) => new InvalidError(say('contacts.is-taken', { name }))
const isFull = () => new InvalidError(say('contacts.is-full', { most: MOST }))
