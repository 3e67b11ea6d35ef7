/** Of the core's start and state. */
export const system = {
  /** The name of the network that Ainur makes itself. */
  embedded: 'Embedded',
  'opening-data': 'Opening your data',
  'preparing-keys': 'Preparing keys',
  'starting-network': 'Starting the network',
  'starting-agents': 'Starting agents',
  connecting: 'Connecting',
  'reading-chain': 'Reading the chain',
  'still-starting': {
    message: 'Ainur is still starting: {{step}}.',
    remedy: 'Wait a moment and try again.',
  },
  'data-open': 'Your data is open.',
  'data-and-index-open': 'Your data and the index are open.',
  'not-opened': 'The network could not be opened.',
  'no-answer-yet': 'The network does not answer yet; Ainur goes on trying.',
  waits: 'What was under way waits and is tried again; money on the chain is safe.',
  'index-stands': 'The index stands still at block {{block}}, and is tried again: {{why}}',
  'index-stands-at-none': 'The index stands still at block none, and is tried again: {{why}}',
} as const
