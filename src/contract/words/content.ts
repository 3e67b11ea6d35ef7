const NOT_READ = 'Nobody else can read it yet, and nothing was signed. It is kept on this machine.'

/** Of inputs, results and programs, as they are kept and handed over. */
export const content = {
  'block-damaged': {
    message: 'The stored block {{cid}} was damaged and has been removed.',
    consequence: 'The content it belongs to is incomplete on this machine.',
    remedy: 'Add the content again, or fetch it again from the network.',
  },
  'block-missing': {
    message: 'The block {{cid}} is not on this machine.',
    consequence: 'The content it belongs to cannot be read.',
    remedy: 'Fetch the content again when a machine that has it can be reached.',
  },
  'too-large-to-add': {
    message: 'Content of {{size}} bytes is too large; the limit is {{most}} bytes.',
    remedy: 'Use smaller content.',
  },
  'not-taken': {
    message: 'The network did not take the content.',
    consequence: NOT_READ,
    remedy: 'Try again when the network can be reached.',
  },
  refused: {
    message: 'The network stores content only for accounts that it knows.',
    consequence: NOT_READ,
    remedy: 'Get coins for this account on this network, then try again.',
  },
  full: {
    message: 'The network has no room for more content.',
    consequence: NOT_READ,
    remedy: 'Ask the one who runs the network to make room, or work on your own chain meanwhile.',
  },
  quota: {
    message: 'The network takes no more content of this account for now: there is a limit for a day.',
    consequence: NOT_READ,
    remedy: 'Try again in a while, at the latest tomorrow; or use smaller content.',
  },
  lost: {
    message_one: 'Content on this machine is missing or was damaged: one block.',
    message_other: 'Content on this machine is missing or was damaged: {{count, number}} blocks.',
    consequence:
      'Inputs, results or programs that it belongs to cannot be shown or worked on here until it is there again. It is asked of the network when it is needed. Money is not affected, but an agent whose work cannot be read is not paid.',
    remedy:
      'Add the files again, or close Ainur and put the folder "content" back from a backup. Check the disk: damage to files rarely comes alone.',
  },
  'guests-lost': {
    message: 'What others stored at this network was damaged, and is begun anew.',
    consequence:
      'Machines that joined your embedded chain have what they stored, but others may not get it from here any more. Your own content is not affected.',
    remedy: 'Delete {{file}} when you do not need it. Check the disk: damage to files rarely comes alone.',
  },
  'bad-cid': {
    message: '"{{text}}" is not a content identifier that Ainur reads: {{why}}.',
    remedy: 'Copy the identifier again; it begins with "bafk" or "bafy".',
  },
  'not-a-file': {
    message: 'This identifier names a folder or something else that is not a file.',
    consequence: 'It has no content that can be read.',
    remedy: 'Use the identifier of the file itself.',
  },
  'too-large': {
    message: 'The content is larger than {{most}} bytes.',
    consequence: 'It was not read.',
    remedy: 'Use smaller content.',
  },
  'not-lost': 'The content cannot be shown or worked on now. It is not lost yet, and money is safe.',
  'not-version-1': 'it is not of version 1',
  'not-sha-256': 'its hash is not SHA-256',
  'names-no-file': 'it names neither bytes nor a file',
  missing: {
    message: 'This content is neither on this machine nor on the network.',
    consequence: 'It cannot be shown or worked on.',
    remedy: 'Try again when the one who added it is online, or on the machine where it was added.',
  },
} as const
