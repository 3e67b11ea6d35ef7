/** What is wrong with the RPC endpoint of a network. */
export const endpoint = {
  lost: 'The connection to {{url}} was lost.',
  closed: 'The connection was closed.',
  silent: 'Nothing answers at {{url}}.',
  'no-answer': '{{url}} did not answer within {{limit, s}}.',
  'no-answer-to': '{{url}} did not answer {{method}} within {{limit, s}}.',
  'no-pulse': 'The network does not answer any more.',
  broken: '{{url}} broke the connection: {{why}}',
  'not-json-rpc': '{{url}} is not the RPC endpoint of a chain: it sent something that is not JSON-RPC.',
  'not-understood': '{{url}} sent something that cannot be understood: {{why}}',
  'no-result': '{{url}} answered without a result.',
  'not-ainur': 'It is not an Ainur chain: it has no pallet {{pallets}}.',
  'unknown-runtime':
    '{{url}} runs version {{version}} of the runtime "{{name}}". This Ainur does not know it, and the endpoint does not describe it in a form that can be checked (metadata 15). Update Ainur, or choose another endpoint.',
  'lying-runtime':
    '{{url}} describes version {{version}} of the runtime "{{name}}" otherwise than it is. It may be lying about what you would sign, so nothing is signed there. Choose another endpoint, or update Ainur.',
  'changed-description': '{{file}} is not the file that came with Ainur. Install Ainur again.',
  'no-description': 'No description of a runtime came with Ainur. Install Ainur again.',
} as const
