import { AINU } from '../../../contract/money.ts'
import { BAD, type BadCall, type Known } from '../../testing/bad-call.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

export const badAgents = (known: Known): BadCall[] => {
  const register = (what: string, change: Record<string, unknown>, code = BAD): BadCall => ({
    what: `register ${what}`,
    call: 'tx.submit',
    input: {
      from: known.rich,
      action: {
        type: 'agent.register',
        packageId: known.packageId,
        did: 'did:ainur:fine',
        capabilities: ['echo'],
        price: AINU.toString(),
        stake: (10n * AINU).toString(),
        ...change,
      },
    },
    code,
  })
  const hosting = (type: string, code: string): BadCall => ({
    what: `${type} for an agent that does not exist`,
    call: 'tx.submit',
    input: { from: known.rich, action: { type, did: 'did:ainur:stranger' } },
    code,
  })
  const install = (what: string, files: unknown, code = 'INVALID'): BadCall => ({
    what: `install ${what}`,
    call: 'agents.install',
    input: { files },
    code,
  })
  return [
    register('a DID with capitals', { did: 'did:ainur:Echo' }),
    register('a DID with a space', { did: 'did:ainur:my agent' }),
    register('a DID with an emoji', { did: 'did:ainur:🤖' }),
    register('a DID of 52 characters', { did: `did:ainur:${'a'.repeat(52)}` }),
    register('without capabilities', { capabilities: [] }),
    register('with 17 capabilities', { capabilities: Array.from({ length: 17 }, (_, index) => `c${index}`) }),
    register('with a fractional price', { price: '0.5' }),
    register('with a price of nothing', { price: '0' }, 'INVALID'),
    register('with a price below a tenth of an AINU', { price: (AINU / 10n - 1n).toString() }, 'INVALID'),
    {
      what: 'update to a price below a tenth of an AINU',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'agent.update', did: 'did:ainur:fine', price: '1' } },
      code: 'INVALID',
    },
    register('a package that is not there', { packageId: 'nope' }, 'NOT_FOUND'),
    register('with too little stake', { stake: '1' }, 'INVALID'),
    hosting('agent.host', 'NOT_FOUND'),
    hosting('agent.unhost', 'INVALID'),
    install('nothing', [], BAD),
    install('something that is not JSON', [{ name: 'agent.json', base64: base64('{') }]),
    install('a manifest without a component', [
      { name: 'agent.json', base64: base64('{"schemaVersion":1}') },
    ]),
    install('a component without a manifest', [{ name: 'a.wasm', base64: base64('\0asm') }]),
    install('a file outside of the package', [{ name: '../agent.json', base64: base64('{}') }]),
    install('what is not base64', [{ name: 'agent.json', base64: '%%%' }]),
    {
      what: 'remove a package that is not there',
      call: 'agents.uninstall',
      input: { packageId: '../..' },
      code: 'NOT_FOUND',
    },
    {
      what: 'start an agent that is not hosted here',
      call: 'agents.startHosting',
      input: { did: 'did:ainur:stranger' },
      code: 'NOT_FOUND',
    },
    {
      what: 'look at an agent that does not exist',
      call: 'agents.get',
      input: { did: 'did:ainur:stranger' },
      code: 'NOT_FOUND',
    },
  ]
}
