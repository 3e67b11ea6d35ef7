const NOT_SENT = 'Nothing was signed and nothing was sent.'
const LOOK = 'Look at the preview again, and confirm it if it is still what you want.'

/** Of signing, sending and following transactions. */
export const tx = {
  send: 'Send {{amount, ainu}} to {{to}}',
  'send-all': 'Send everything that is free to {{to}}',
  'send-all-but':
    'Send everything that is free to {{to}}, except {{stays, ainu}}: an account with money in other places stays on the chain',
  /** An account of somebody else that has a name here. */
  named: '{{name}} ({{address}})',
  'used-preview': {
    message: 'This preview was used already, or is too old.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-network': {
    message: 'Another network was chosen since.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-action': {
    message: 'This is not what the preview was made for.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-rules': {
    message: "The network's rules were changed since.",
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-call': {
    message: 'What would be signed has changed since.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'higher-fee': {
    message: 'The fee went up from {{before, ainu}} to {{now, ainu}}.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'network-changed': {
    message: 'Another network was chosen meanwhile.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'no-answer': {
    message: 'The network did not say whether it took the transaction.',
    consequence:
      'It may have arrived: to send it once more could pay twice. Ainur looks for it in the blocks.',
    remedy: 'Wait until the list of transactions says what became of it.',
  },
  unknown: {
    message: 'There is no transaction with this id on this machine.',
    remedy: 'Open it from the list of transactions.',
  },
  'bad-cursor': {
    message: 'This cursor does not come from a list of transactions.',
    remedy: 'Begin with the first page.',
  },
  'refused-for-money': {
    message: '{{why}}',
    remedy: 'Choose a smaller amount, or get more AINU first.',
  },
  refused: {
    message: '{{why}}',
    remedy: 'Look at the present state and try again if it still makes sense.',
  },
  'not-signed': NOT_SENT,
  'not-paid': 'Nothing was sent and nothing was paid.',
  'only-fee-paid': 'Only the fee was paid.',
  'nothing-paid': 'Nothing was paid.',
} as const
