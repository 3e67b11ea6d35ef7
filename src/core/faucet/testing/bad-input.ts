import { BAD, type BadCall } from '../../testing/bad-call.ts'

export const badClaims = (): BadCall[] => [
  { what: 'claim for an address that is none', call: 'faucet.claim', input: { address: '' }, code: BAD },
]
