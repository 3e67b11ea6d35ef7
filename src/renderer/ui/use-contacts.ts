import { useQuery } from '@tanstack/react-query'
import type { Address } from '../../contract/common.ts'
import { orpc } from '../api.ts'

/** The address book; undefined while it loads. */
export const useContacts = () => useQuery(orpc.contacts.list.queryOptions()).data

/** The contact with an address; undefined where there is none. */
export const useContact = (address: Address | null | undefined) =>
  useContacts()?.find((contact) => contact.address === address)
