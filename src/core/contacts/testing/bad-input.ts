import { ADDRESS, BAD, type BadCall, type Known } from '../../testing/bad-call.ts'

export const badContacts = (known: Known): BadCall[] => [
  {
    what: 'a contact whose address has a wrong checksum',
    call: 'contacts.put',
    input: { address: `${ADDRESS.slice(0, -1)}Z`, name: 'Typo' },
    code: 'INVALID',
  },
  {
    what: 'a contact that is an account of one’s own',
    call: 'contacts.put',
    input: { address: known.rich, name: 'Me' },
    code: 'INVALID',
  },
  {
    what: 'a contact whose name cannot be seen',
    call: 'contacts.put',
    input: { address: ADDRESS, name: '\u202E\u200B' },
    code: BAD,
  },
]
