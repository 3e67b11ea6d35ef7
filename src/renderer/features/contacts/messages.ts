export const contacts = {
  title: 'Address book',
  lead: 'Names for other people’s accounts. Only this machine knows them.',
  add: 'Add a contact',
  empty:
    'Give the accounts you deal with a name: it is then shown wherever their address is, and found when you send.',
  emptyFilter: 'No contacts match this search.',
  search: 'Search contacts',
  column: { name: 'Name', address: 'Address', actions: 'Actions' },
  name: 'Name',
  address: 'Address',
  addressHint: 'Compare it with the one that you were given, character by character.',
  send: 'Send',
  rename: 'Rename',
  remove: 'Remove',
  removeTitle: 'Remove {{name}}?',
  removeText: 'Only the name is deleted. The account, and what you sent to it, are not touched.',
  save: 'Save',
} as const
