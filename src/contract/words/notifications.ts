/** What is told of what happened while nobody looked. */
export const notifications = {
  'task-paid': '“{{title}}” is done and paid for.',
  'task-refunded': '“{{title}}” has ended; the escrow came back.',
  'nobody-bid': 'Nobody bid for “{{title}}”; the escrow came back.',
  'not-delivered': 'Nothing was delivered for “{{title}}”; the escrow came back.',
  result: 'There is a result for “{{title}}”. Look at it: if you say nothing, the agent is paid.',
  disputed: 'The submitter disputes what {{agent}} delivered for “{{title}}”.',
  'decided-for-agent': 'The dispute about “{{title}}” was decided in favour of the agent.',
  'decided-for-submitter': 'The dispute about “{{title}}” was decided in favour of the submitter.',
  'agent-paid': '{{agent}} was paid {{amount, ainu}} for “{{title}}”.',
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
