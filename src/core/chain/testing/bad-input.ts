import { BAD, type BadCall } from '../../testing/bad-call.ts'

export const badNetworks = (): BadCall[] => [
  {
    what: 'switch to a web page',
    call: 'chain.switchNetwork',
    input: { kind: 'rpc', url: 'https://example.org' },
    code: BAD,
  },
  {
    what: 'switch to a file',
    call: 'chain.switchNetwork',
    input: { kind: 'rpc', url: 'file:///etc/passwd' },
    code: BAD,
  },
]
