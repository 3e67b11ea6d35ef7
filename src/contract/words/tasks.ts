const NOT_SENT = 'Nothing was signed and nothing was sent.'
const REVIEW = 'Change it and look at the preview again.'

/** Of tasks: what is signed, what happened, what is refused. */
export const tasks = {
  post: 'Put {{budget, ainu}} in escrow for the task "{{title}}"',
  cancel: 'Cancel "{{title}}" (task {{task}}); the {{budget, ainu}} in escrow come back',
  accept: 'Accept the result of "{{title}}" (task {{task}})',
  'accept-paying':
    'Accept the result of "{{title}}" (task {{task}}): {{paid, ainu}} go to the owner of {{agent}}, {{fee, ainu}} to the treasury as the protocol fee',
  dispute:
    'Dispute the result of "{{title}}" (task {{task}}); {{bond, ainu}} are held until it is settled, and lost if the agent wins it',
  'settle-for-agent': 'Settle the dispute about task {{task}} in favour of the agent',
  'settle-for-submitter': 'Settle the dispute about task {{task}} in favour of the submitter',
  'hold-escrow': 'Escrow of the task',
  'hold-dispute-bond': 'Bond behind the dispute',
  unknown: {
    message: 'There is no task {{task}} on this network.',
    remedy: 'Check the number, or wait until the network is synced.',
  },
  'no-template': {
    message: 'There is no template "{{name}}".',
    remedy: 'Begin with an empty task, or choose another template.',
  },
  'templates-full': {
    message: 'There are {{most}} templates, the most that are kept.',
    remedy: 'Delete one that you do not need any more.',
  },
  'parameters-too-large': {
    message: 'The parameters are too large: {{size}} of {{most}} bytes.',
    remedy: 'Put long texts into the input instead.',
  },
  'reason-too-long': {
    message: 'The reason of the dispute is too long: at most 512 bytes.',
    remedy: 'Shorten it.',
  },
  'budget-range': {
    message: 'A budget is between {{least, ainu}} and {{most, ainu}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'timeout-range': {
    message: 'The time for the work is between {{least, seconds}} and {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'delay-range': {
    message: 'The delay is at most {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'bidding-range': {
    message: 'The bidding time is at most {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'window-range': {
    message: 'The dispute window is at most {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  posted: 'Posted with a budget of {{budget, ainu}}',
  'posted-for': 'Posted for {{agent}} with a budget of {{budget, ainu}}',
  'bidding-opened': 'Agents can bid',
  bid: '{{agent}} bid {{price, ainu}}',
  'bid-retracted': '{{agent}} took its bid back',
  'bid-displaced': "A cheaper bid of {{by}} took the place of {{agent}}'s in the full list",
  matched: '{{agent}} was chosen: {{price, ainu}}',
  started: '{{agent}} started',
  submitted: '{{agent}} delivered a result',
  disputed: 'The submitter disputes the result: {{reason}}',
  'resolved-for-agent': 'The dispute was decided in favour of the agent',
  'resolved-for-submitter': 'The dispute was decided in favour of the submitter',
  'accepted-paid': 'The submitter accepted the result: {{agent}} was paid',
  'window-passed-paid': 'Nobody disputed the result: {{agent}} was paid',
  'resolved-paid':
    'The dispute was decided for {{agent}}: it was paid, and its operator got the bond behind the dispute',
  'resolver-silent-paid':
    'Nobody decided the dispute in time: {{agent}} was paid, and the bond behind the dispute came back',
  'accepted-refunded': 'The submitter accepted the result: the submitter got the money back',
  'window-passed-refunded': 'Nobody disputed the result: the submitter got the money back',
  'resolved-refunded':
    'The dispute was decided for the submitter: the escrow and the bond behind the dispute came back, and the agent lost its bond',
  'resolver-silent-refunded': 'Nobody settled the dispute in time: the submitter got the money back',
  cancelled: 'The submitter cancelled the task: the escrow came back',
  unmatched: 'Bidding ended without an agent: the escrow came back',
  'not-started': '{{agent}} did not start in time',
  'no-result': '{{agent}} did not deliver in time',
  reported: '{{agent}} gave up',
  'reported-why': '{{agent}} gave up: {{reason}}',
  'stood-still': 'The chain stood still for {{ms, wait}}: the deadline was moved by that',
  postponed: 'The settlement failed and is tried again',
} as const
