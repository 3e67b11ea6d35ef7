import { AINU } from '../../../contract/money.ts'
import { BAD, CID, type BadCall, type Known } from '../../testing/bad-call.ts'

export const badTasks = (known: Known): BadCall[] => {
  const good = {
    type: 'task.post',
    title: 'A task',
    capability: 'echo',
    inputCid: CID,
    budget: (5n * AINU).toString(),
    trust: 'optimistic',
    biddingMs: 2_000,
    timeoutMs: 60_000,
    disputeWindowMs: 2_000,
  }
  const post = (what: string, change: Record<string, unknown>, code = BAD): BadCall => ({
    what: `post ${what}`,
    call: 'tx.submit',
    input: { from: known.rich, action: { ...good, ...change } },
    code,
  })
  return [
    post('without a title', { title: ' ' }),
    post('with a title of 201 characters', { title: 'ß'.repeat(201) }),
    post('with a giant title', { title: 'x'.repeat(1_000_000) }),
    post('with a number as title', { title: 7 }),
    post('with a budget under 1 AINU', { budget: (AINU - 1n).toString() }, 'INVALID'),
    post('with a budget over a million AINU', { budget: (1_000_000n * AINU + 1n).toString() }, 'INVALID'),
    post('with a negative budget', { budget: '-5' }),
    post('with a fractional budget', { budget: '1.5' }),
    post('with 59 seconds to work', { timeoutMs: 59_999 }, 'INVALID'),
    post('with more than a day to work', { timeoutMs: 86_400_001 }, 'INVALID'),
    post('with half a millisecond', { timeoutMs: 60_000.5 }),
    post('with a bidding time the network does not allow', { biddingMs: 1 }, 'REJECTED'),
    post('with a dispute window the network does not allow', { disputeWindowMs: 1 }, 'REJECTED'),
    post('with a trust that does not exist', { trust: 'blind' }),
    post('with an input that is no CID', { inputCid: '../../etc/passwd' }),
    post('for a capability in capitals', { capability: 'ECHO' }),
    post('for a DID in another alphabet', { target: 'did:ainur:эхо' }),
    post('for a DID of another method', { target: 'did:web:example.org' }),
    {
      what: 'cancel a task that does not exist',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'task.cancel', task: 999_999 } },
      code: 'NOT_FOUND',
    },
    {
      what: 'accept with a negative id',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'task.accept', task: -1 } },
      code: BAD,
    },
    {
      what: 'dispute without a reason',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'task.dispute', task: 0, reason: '  ' } },
      code: BAD,
    },
    {
      what: 'look at a task that does not exist',
      call: 'tasks.get',
      input: { task: 999_999 },
      code: 'NOT_FOUND',
    },
    {
      what: 'verify a task that does not exist',
      call: 'tasks.verify',
      input: { task: 999_999 },
      code: 'NOT_FOUND',
    },
    {
      what: 'begin with a template that does not exist',
      call: 'tasks.draft',
      input: { template: 'None' },
      code: 'NOT_FOUND',
    },
    {
      what: 'post a task again that does not exist',
      call: 'tasks.draft',
      input: { task: 999_999 },
      code: 'NOT_FOUND',
    },
    {
      what: 'keep a draft that is none',
      call: 'tasks.keepDraft',
      input: { origin: {}, draft: { title: 'x' } },
      code: BAD,
    },
    {
      what: 'forget a template without a name',
      call: 'tasks.dropTemplate',
      input: { name: ' ' },
      code: BAD,
    },
    { what: 'list with a page of 0', call: 'tasks.list', input: { limit: 0 }, code: BAD },
    {
      what: 'list with a made-up cursor',
      call: 'tasks.list',
      input: { cursor: 'x;drop table tasks' },
      code: 'INVALID',
    },
  ]
}
