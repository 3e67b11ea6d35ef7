export const faucet = {
  title: 'Coins from the faucet',
  what: 'The faucet gives {{amount}} AINU for nothing: this machine solves a small puzzle, no fee and no key is needed.',
  claim: 'Get {{amount}} AINU',
  working: 'Solving the puzzle…',
  disabled: 'There is no faucet on this network.',
  again: 'This account may ask again {{when}}.',
  empty: 'The faucet holds {{pot}} AINU, less than it gives at a time.',
} as const
