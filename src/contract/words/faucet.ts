const NOTHING = 'Nothing was paid out.'

/** Of the faucet of development networks. */
export const faucet = {
  get: 'Get {{amount, ainu}} from the faucet',
  disabled: {
    message: 'This network has no faucet.',
    consequence: NOTHING,
    remedy: 'Ask somebody who has AINU, or use the embedded network.',
  },
  empty: {
    message: 'The faucet is empty.',
    consequence: NOTHING,
    remedy: 'Try again later, or ask somebody who has AINU.',
  },
  'too-soon': {
    message: 'This address has had coins from the faucet less than an hour ago.',
    consequence: NOTHING,
    remedy: 'Try again in an hour.',
  },
  'too-soon-until': {
    message: 'This address has had coins from the faucet less than an hour ago.',
    consequence: NOTHING,
    remedy: 'Try again after {{at, utc}}.',
  },
  work: { message: 'The proof of work was not accepted.', consequence: NOTHING, remedy: 'Try again.' },
  anchor: {
    message: 'The proof of work took too long: its block is no longer recent.',
    consequence: NOTHING,
    remedy: 'Try again.',
  },
  'under-way': {
    message: 'A claim for this address is under way already.',
    remedy: 'Wait for the next block.',
  },
} as const
