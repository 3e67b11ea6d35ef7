const CHECK_DISK = 'Check the disk: damage to files rarely comes alone.'

/** Of networks, the embedded chain, and what a chain answers. */
export const chain = {
  offline: {
    message: 'No chain is connected right now.',
    consequence: 'Nothing was sent. What is shown may be old.',
    remedy: 'Ainur keeps trying to connect. You can also choose another network.',
  },
  'index-of-another': {
    message: 'The index does not show the connected chain yet.',
    consequence: 'Nothing was sent. What is shown may be old.',
    remedy: 'Ainur keeps trying to connect. You can also choose another network.',
  },
  closing: {
    message: 'Ainur is closing.',
    consequence: 'Nothing was sent. What is shown may be old.',
    remedy: 'Start it again to go on.',
  },
  'unknown-call': {
    message: "This network's runtime does not know {{name}}.",
    consequence: 'Nothing was sent.',
    remedy: 'Choose a network that runs Ainur, or update the app.',
  },
  'no-parameters': {
    message: "This network's runtime does not tell its parameters.",
    remedy: 'Choose a network that runs Ainur.',
  },
  'not-connected': {
    message: 'Ainur could not connect to {{where}}: {{why}}',
    consequence: 'The network was not changed.',
    remedy: 'Check the address and that the network runs, then try again.',
  },
  'embedded-not-opened': {
    message: 'Ainur could not connect to the embedded chain: {{why}}',
    consequence: 'The network was not changed.',
    remedy: 'Try again. If it happens again, open the log in Settings and report it.',
  },
  works: {
    message: 'The embedded chain works, or another network is chosen.',
    consequence: 'No new chain was begun.',
    remedy: 'A new chain can be begun only in the place of one that cannot be used.',
  },
  'not-ainur': {
    message:
      '{{url}} is not an Ainur chain, or a newer one: its transactions are signed in a way that this Ainur does not know ({{runtime}} {{version}}).',
    consequence: 'Nothing was signed and nothing was paid.',
    remedy: 'Update Ainur, or choose another endpoint.',
  },
  differs: {
    message: 'What was to be signed is not what was shown: it holds {{what}}.',
    consequence: 'Nothing was sent and nothing was paid.',
    remedy: 'The endpoint may be lying. Choose another network or endpoint, and report this.',
  },
  behind: {
    message: 'Ainur is still reading what happened on the chain.',
    consequence:
      'Nothing was signed: what is shown may be over by now. Payments and new tasks do not wait for it.',
    remedy: 'Wait until it has caught up and try again.',
  },
  'behind-by': {
    message: 'Ainur is still reading what happened on the chain: {{read}} of {{blocks}} blocks.',
    consequence:
      'Nothing was signed: what is shown may be over by now. Payments and new tasks do not wait for it.',
    remedy: 'Wait until it has caught up and try again.',
  },
  'other-chain': {
    message: 'The embedded chain is another one than before.',
    consequence: 'Coins, agents and tasks of the earlier chain are not on it. Your accounts are the same.',
    remedy:
      'If you did not put another chain there, close Ainur and put the folder "chain" back from a backup.',
  },
  moved: {
    message: 'The embedded chain has another address than before: {{url}}',
    consequence:
      'Port {{port}}, which it had, is in use by another program. Programs that were told that address do not find the chain there.',
    remedy: 'Give them the new address. Ainur keeps it from now on.',
  },
  unusable: {
    message: 'The embedded chain cannot be used.',
    consequence: '{{why}}',
    remedy: 'Other networks can be used meanwhile.',
  },
  repaired: {
    message: 'The file of the embedded chain was damaged.',
    consequence:
      'It was put right from what else is in it: the chain is whole up to its last block, {{height}}. The damaged file is kept beside it.',
    remedy: CHECK_DISK,
  },
  shortened: {
    message: 'The file of the embedded chain was damaged.',
    consequence:
      'Its state is whole up to block {{height}}, and it goes on from there. Blocks up to {{from}} are gone. The damaged file is kept beside it.',
    remedy: CHECK_DISK,
  },
  'lost-blocks': {
    message: 'The embedded chain has lost its newest blocks.',
    consequence_zero:
      'What happened after block {{height}} did not happen: payments are back where they were, and tasks and agents of these blocks are not there. The index is built again.',
    consequence_one:
      'What happened after block {{height}} did not happen: payments are back where they were, and tasks and agents of these blocks are not there. Of your transactions one is marked as lost. The index is built again.',
    consequence_other:
      'What happened after block {{height}} did not happen: payments are back where they were, and tasks and agents of these blocks are not there. Of your transactions {{count, number}} are marked as lost. The index is built again.',
    remedy: `Look at your transactions, and do again what you still want. ${CHECK_DISK}`,
  },
  'damaged-blocks': {
    message: 'Old blocks of the embedded chain are damaged on this disk.',
    consequence:
      'The present state is whole, and the chain goes on. Blocks {{blocks, several}} cannot be read in full: the index could not be built again from them.',
    remedy: `To have them back, close Ainur and put the folder "chain" back from a backup. ${CHECK_DISK}`,
  },
} as const
