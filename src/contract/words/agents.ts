const NOT_INSTALLED = 'Nothing was installed.'
const NOT_SENT = 'Nothing was signed and nothing was sent.'
const REVIEW = 'Change it and look at the preview again.'

/** Of agents, their packages and their hosting. */
export const agents = {
  register: 'Register {{agent}} with a stake of {{stake, ainu}}, asking {{price, ainu}} a task',
  'register-and-host':
    'Register {{agent}} with a stake of {{stake, ainu}}, asking {{price, ainu}} a task; host it here with its hot key',
  'register-and-host-filled':
    'Register {{agent}} with a stake of {{stake, ainu}}, asking {{price, ainu}} a task; host it here with a hot key that gets {{fees, ainu}} for fees',
  host: 'Host {{agent}} here with its hot key',
  'host-filled': 'Host {{agent}} here with a hot key that gets {{fees, ainu}} for fees',
  unhost:
    'Remove {{agent}} from this machine; its hot key loses its rights and sends back the {{left, ainu}} that it has left, less the fee',
  update: 'From now on {{agent}} {{changes}}',
  'update-offers': 'offers {{capabilities}}',
  'update-price': 'asks {{price, ainu}} a task',
  'update-manifest': 'has another manifest',
  pause: 'From now on {{agent}} takes no work',
  resume: 'From now on {{agent}} takes work again',
  'add-stake': 'Add {{amount, ainu}} to the stake of {{agent}}',
  unstake:
    'Take {{amount, ainu}} out of the stake of {{agent}}; it can be withdrawn after the unbonding time',
  'withdraw-unbonded': 'Withdraw what is unbonded of {{agent}}',
  deregister: 'Retire {{agent}}; its stake of {{stake, ainu}} can be withdrawn after the unbonding time',
  'deregister-and-unhost':
    'Retire {{agent}}; its stake of {{stake, ainu}} can be withdrawn after the unbonding time; its hot key loses its rights and sends back what it has left for fees',
  'send-back': 'Send what {{agent}} has left for fees back to its owner',
  'hold-stake': 'Stake of {{agent}}',
  'hold-hot-key': 'Deposit for the hot key',
  'key-money': 'For fees, on the hot key',
  'bid-on': '{{agent}} bids on task {{task}}',
  'retract-on': '{{agent}} takes back its bid on task {{task}}',
  'start-on': '{{agent}} starts task {{task}}',
  'submit-on': '{{agent}} delivers task {{task}}',
  'fail-on': '{{agent}} gives up task {{task}}',
  'nothing-to-change': {
    message: 'There is nothing to change.',
    remedy: 'Change the price or what it offers.',
  },
  'stake-too-small': {
    message: 'A stake of {{stake, ainu}} is too small: this network asks for at least {{least, ainu}}.',
    consequence: 'The agent was not registered.',
    remedy: 'Choose a larger stake. It stays yours.',
  },
  'price-too-small': {
    message: 'An agent asks for at least {{least, ainu}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'unknown-capability': {
    message: '{{title}} does not know {{unknown}}.',
    remedy: 'Choose among {{offered}}.',
  },
  unknown: {
    message: 'No agent is registered as {{did}}.',
    remedy: 'Check the name, or wait until the network is synced.',
  },
  retired: {
    message: '{{agent}} is no longer registered.',
    consequence: 'Nobody can work for it.',
    remedy: 'Register it again from its package; its reputation stays.',
  },
  'of-another': {
    message: 'Another account owns {{agent}}.',
    consequence: 'Only its owner can say which machines work for it.',
    remedy: 'Choose the account that registered it.',
  },
  'no-right-left': {
    message:
      'This account has given rights to {{most}} keys, and this network allows no more: each agent that is hosted has a key of its own.',
    consequence: NOT_SENT,
    remedy:
      'Open an agent of this account that you no longer need and choose "Remove from this machine", or host this one with another account.',
  },
  'other-program': {
    message: '{{title}} {{version}} is not the program that this agent was registered with.',
    remedy: 'Choose the package that it was registered from, or give the agent this one’s manifest first.',
  },
  'no-program': {
    message: 'The agent’s program is neither on this machine nor on the network.',
    consequence: 'The agent cannot be hosted here yet.',
    remedy: 'Install the package that it was registered from, the same version, and try again.',
  },
  'not-hosted': {
    message: 'This machine has no hot key that may act for {{did}}.',
    consequence: 'The agent is not hosted here.',
    remedy: 'Host it here first: open the agent and choose "Host here".',
  },
  'in-hand': {
    message: '{{agent}} still has work in hand: {{tasks}}.',
    consequence: 'Without its hot key it could not deliver, and bonds would be lost.',
    remedy: 'Switch hosting off, so that it takes its bids back, and wait until its tasks are done.',
  },
  task: 'task {{task}}',
  again: {
    message: '{{what}}.',
    consequence_zero:
      'It is safe on the chain, and this machine keeps the keys. Agents that work here go on.',
    consequence_other:
      'It is safe on the chain, and this machine keeps the keys. Agents that work here go on. The same goes for {{count, number}} more.',
    remedy: 'Ainur tries again by itself. What stood in the way: {{why}}',
  },
  'not-looked-at': 'Which agents work here could not be looked at',
  'stray-money': 'The money of keys that no agent uses is not home yet',
  'money-not-home': 'The money of the working key of {{did}} is not home yet',
  'cannot-run': {
    message: 'The agent cannot be run: {{why}}.',
    remedy: 'Ask its owner to publish it again.',
  },
  'file-not-base64': { message: 'The content of {{name}} is not base64.', remedy: 'Choose the file again.' },
  'file-twice': {
    message: 'The package has {{name}} twice.',
    consequence: NOT_INSTALLED,
    remedy: 'Choose each file once.',
  },
  'file-name': {
    message: '"{{name}}" is not the name of a file of a package.',
    consequence: NOT_INSTALLED,
    remedy: 'Use plain file names of letters, digits, dots and hyphens.',
  },
  'package-unknown': {
    message: 'There is no such package on this machine.',
    remedy: 'Choose one of the list, or install it again.',
  },
  'package-bundled': {
    message: '{{title}} ships with Ainur and cannot be removed.',
    remedy: 'It does nothing unless you host it.',
  },
  'packages-lost': {
    message: 'Agents that you installed are missing or damaged on this disk: {{names}}.',
    consequence:
      'They cannot be registered from here until they are installed again. Agents that are registered already run what was published, and are not affected.',
    remedy:
      'Install them again, or delete {{folders}} where you do not need them. Check the disk: damage to files rarely comes alone.',
  },
  'package-unwritten': {
    message: 'The package could not be written.',
    remedy: 'Check that the disk is not full and that the data folder can be written to.',
  },
  'no-manifest': {
    message: 'The package has no agent.json.',
    consequence: NOT_INSTALLED,
    remedy: 'Choose agent.json together with the component it names.',
  },
  'no-component': {
    message: 'The package lacks {{file}}, which its agent.json names.',
    consequence: NOT_INSTALLED,
    remedy: 'Choose {{file}} as well.',
  },
  'extra-files': {
    message: 'The package has files that belong to no agent: {{files}}.',
    consequence: NOT_INSTALLED,
    remedy: 'Choose only agent.json and {{file}}.',
  },
  'other-component': {
    message: '{{file}} is not the program that agent.json was written for.',
    consequence: NOT_INSTALLED,
    remedy: 'Get the package again from where it came; someone or something changed it.',
  },
  'manifest-too-large': {
    message: 'agent.json is larger than 256 KiB.',
    consequence: NOT_INSTALLED,
    remedy: 'Shorten its texts and examples.',
  },
  'manifest-not-json': {
    message: 'agent.json is not JSON in UTF-8.',
    consequence: NOT_INSTALLED,
    remedy: 'Check it with a JSON validator.',
  },
  'manifest-invalid': {
    message: 'agent.json is not a manifest: {{problem}}.',
    consequence: NOT_INSTALLED,
    remedy: 'Correct agent.json, or ask its author to.',
  },
  'manifest-changed': {
    message: 'agent.json is not the one that was installed.',
    consequence: NOT_INSTALLED,
    remedy: 'Install the agent again.',
  },
  'without-program-place': 'its manifest does not say where the program is',
  'with-other-program': 'its program is not the one in its manifest',
  'is-http': 'it is an HTTP service',
  'without-manifest': 'its manifest is not one',
  'kind-unknown': {
    message: 'This agent is an HTTP service; this version of Ainur runs WASM agents only.',
    consequence: NOT_INSTALLED,
    remedy: 'Choose an agent whose kind is "wasm".',
  },
  'capability-twice': {
    message: 'agent.json lists the capability "{{name}}" twice.',
    consequence: NOT_INSTALLED,
    remedy: 'Remove one of them.',
  },
  'capability-too-long': {
    message: 'The capability "{{name}}" is longer than 32 characters.',
    consequence: NOT_INSTALLED,
    remedy: 'Give it a shorter name.',
  },
  'parameters-no-object': {
    message: 'The parameters of "{{name}}" are not of type object.',
    consequence: NOT_INSTALLED,
    remedy: 'Write "type": "object" in their schema.',
  },
  'permissions-refused': {
    message: 'The agent asks for {{permissions}}, which this version of Ainur cannot grant.',
    consequence: NOT_INSTALLED,
    remedy: 'Update Ainur, or choose an agent that does without.',
  },
  'component-too-large': {
    message: '{{file}} is larger than {{most}} MiB.',
    consequence: NOT_INSTALLED,
    remedy: 'Build a smaller program.',
  },
  'component-is-module': {
    message: '{{file}} is a WASM module, not a component.',
    consequence: NOT_INSTALLED,
    remedy: 'Build it as a component of the world "ainur:agent/agent".',
  },
  'component-is-none': {
    message: '{{file}} is not a WASM component.',
    consequence: NOT_INSTALLED,
    remedy: 'Build it as a component of the world "ainur:agent/agent".',
  },
  'component-imports': {
    message: '{{file}} wants something that no agent gets: {{why}}',
    consequence: NOT_INSTALLED,
    remedy: 'Choose an agent that works without it, or ask its author.',
  },
  'component-unusable': {
    message: '{{file}} cannot be run: {{why}}',
    consequence: NOT_INSTALLED,
    remedy: 'Ask the author of the agent for a program that can.',
  },
} as const
