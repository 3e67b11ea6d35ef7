/** What is told of what happened while nobody looked. */
export const notifications = {
  'task-paid': '“{{title}}” is done and paid for.',
  'task-refunded': '“{{title}}” has ended; the escrow came back.',
  'nobody-bid': 'Nobody bid for “{{title}}”; the escrow came back.',
  'not-delivered': 'Nothing was delivered for “{{title}}”; the escrow came back.',
  result: 'There is a result for “{{title}}”. Look at it: if you say nothing, the agent is paid.',
  disputed: 'The submitter disputes what {{agent}} delivered for “{{title}}”.',
  'dispute-lost':
    'Your dispute about “{{title}}” was decided for the agent: it was paid, and your bond of {{bond, ainu}} went to its operator.',
  'dispute-won':
    'Your dispute about “{{title}}” was decided for you: {{refunded, ainu}} of escrow and your bond of {{bond, ainu}} came back.',
  'dispute-undecided':
    'Nobody decided your dispute about “{{title}}” in time: the agent was paid, and your bond of {{bond, ainu}} came back.',
  'agent-dispute-lost':
    'The dispute about “{{title}}” was decided for {{agent}}: you get {{paid, ainu}} for the work and the bond of {{bond, ainu}} of who disputed it.',
  'agent-dispute-won':
    'The dispute about “{{title}}” was decided against {{agent}}: it is not paid, and you lose {{slashed, ainu}} of the bond behind its bid.',
  'agent-dispute-undecided':
    'Nobody decided the dispute about “{{title}}” in time: you get {{paid, ainu}} for the work of {{agent}}.',
  'agent-paid': '{{agent}} was paid {{amount, ainu}} for “{{title}}”.',
  received: '{{name}} received {{amount, ainu}} from {{from}}.',
  'agent-won': '{{agent}} was chosen for “{{title}}”: {{price, ainu}}.',
  'agent-failed': '{{agent}} was not paid for “{{title}}”.',
  'agent-stopped': '{{agent}} stopped working. {{why}}',
  'hot-key-low': '{{agent}}: {{why}}',
  'chain-lost':
    'The network {{network}} cannot be reached. Nothing can be sent, and no agent works, until it is back.',
  'transaction-final': 'Final: {{summary}}',
  'transaction-refused': 'Refused by the chain: {{summary}}',
  'transaction-not-done': 'Did not happen: {{summary}}',
} as const
