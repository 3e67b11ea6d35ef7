/** Of the address book. */
export const contacts = {
  'is-own': { message: 'This is an account of your own.', remedy: 'Rename it in the wallet.' },
  'is-taken': {
    message: 'Another account is called "{{name}}" already.',
    remedy: 'Choose another name: two accounts with one name would be mixed up.',
  },
  'is-full': {
    message: 'The address book has {{most}} entries, the most it takes.',
    remedy: 'Remove one that you do not need any more.',
  },
} as const
