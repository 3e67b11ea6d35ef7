/** How the AINU of an account come back from where they are. */
export const places = {
  free: 'Yours to use at any time.',
  unread: 'Ainur is still reading the chain to find out what it is for.',
  reserved: 'Deposits of proxies and multisigs. They come back when these are removed.',
  stake: 'Can be withdrawn after the unbonding time, when you take it out or deregister the agent.',
  unbonded: 'Can be withdrawn now.',
  unbonding: 'Can be withdrawn when the unbonding time is over.',
  'escrow-open': 'Comes back when you cancel the task, or when nobody bids; else it pays the agent.',
  'escrow-matched': 'Comes back when the agent does not start or deliver in time; else it pays the agent.',
  'escrow-running': 'Comes back when the agent does not deliver in time; else it pays the agent.',
  'escrow-verifying':
    'Goes to the agent when you accept the result or say nothing; comes back when you win a dispute.',
  'escrow-disputed': 'Comes back when the dispute is decided for you; else it pays the agent.',
  'escrow-other': 'Comes back when the task ends without a payment.',
  'bond-won': 'Comes back when the work is paid; lost when the agent does not deliver or loses a dispute.',
  'bond-open': 'Comes back at once if another bid is chosen.',
  'dispute-bond': 'Comes back when the dispute is decided for you, or not decided in time.',
} as const
