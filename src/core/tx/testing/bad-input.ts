import { AINU } from '../../../contract/money.ts'
import { ADDRESS, BAD, type BadCall, type Known } from '../../testing/bad-call.ts'

export const badTransactions = (known: Known): BadCall[] => {
  const send = (what: string, amount: unknown, code = BAD): BadCall => ({
    what: `send ${what}`,
    call: 'tx.submit',
    input: { from: known.rich, action: { type: 'transfer', to: ADDRESS, amount } },
    code,
  })
  return [
    send('a negative amount', '-1'),
    send('a fraction of a planck', '1.5'),
    send('an amount in exponent form', '1e12'),
    send('an amount in hex', '0x10'),
    send('a number instead of text', 1_000_000),
    send('an amount with spaces', ' 1 '),
    send('an amount with a leading zero', '01'),
    send('an empty amount', ''),
    send('Arabic digits', '١٢'),
    send('an amount of 40 digits', '9'.repeat(40)),
    send('not a number', 'NaN'),
    send('nothing', null),
    send('more than there is', (10n ** 30n).toString(), 'INSUFFICIENT_BALANCE'),
    {
      what: 'send from an empty account',
      call: 'tx.submit',
      input: { from: known.poor, action: { type: 'transfer', to: ADDRESS, amount: AINU.toString() } },
      code: 'INSUFFICIENT_BALANCE',
    },
    {
      what: 'send from a locked account',
      call: 'tx.submit',
      input: { from: known.locked, action: { type: 'transfer', to: ADDRESS, amount: '1' } },
      code: 'LOCKED',
    },
    {
      what: 'send to an address with a wrong checksum',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'transfer', to: `${ADDRESS.slice(0, -1)}Z`, amount: '1' } },
      code: 'INVALID',
    },
    {
      what: 'send to something that is no address',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'transfer', to: 'bob', amount: '1' } },
      code: BAD,
    },
    {
      what: 'send from an account that is not in the wallet',
      call: 'tx.submit',
      input: { from: ADDRESS, action: { type: 'transfer', to: ADDRESS, amount: '1' } },
      code: 'NOT_FOUND',
    },
    {
      what: 'an action that does not exist',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'mint', amount: '1' } },
      code: BAD,
    },
    {
      what: 'the history of a transaction that does not exist',
      call: 'tx.get',
      input: { id: 'nope' },
      code: 'NOT_FOUND',
    },
  ]
}
