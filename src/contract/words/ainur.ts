/** Of Ainur as a whole: starting, closing, lists. */
export const ainur = {
  'and-more': '{{shown}} and {{more}} more',
  since: ' since {{at}} UTC',
  minutes: '{{number}} minutes',
  seconds: '{{number}} seconds',
  unsure: 'What was already sent to the chain goes on there; look at its state before you try again.',
  unchanged: 'Nothing was changed.',
  starting: { message: 'Ainur is still starting.', remedy: 'Wait a moment and try again.' },
  'no-network-yet': { message: 'The network is not known yet.', remedy: 'Wait a moment and try again.' },
  closing: { message: 'Ainur is closing.', remedy: 'Start it again to go on.' },
  mistake: {
    message: 'Ainur made a mistake and could not do this.',
    consequence: 'What was already sent to the chain goes on there; look at its state before you try again.',
    remedy: 'Try again. If it happens again, open the log in Settings and report it.',
  },
  'bad-cursor': {
    message: 'This cursor does not come from this list.',
    remedy: 'Begin with the first page.',
  },
  'network-is-no-setting': {
    message: 'The network is not changed as a setting.',
    remedy: 'Use the network switch, which connects first.',
  },
} as const
