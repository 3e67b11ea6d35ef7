import { describe, expect, test } from 'vitest'
import {
  created,
  delivered,
  ECHO,
  finalized,
  openIndex,
  OWNER,
  registered,
  RIVAL,
  score,
  SUBMITTER,
} from '../testing/told-index.ts'
import { FAUCET, TREASURY } from './moves.ts'

describe('the money of a task that was paid, and of one that waits', () => {
  function open() {
    const world = openIndex()
    delivered(world)
    world.happen(finalized({}), score({}))
    world.happen(created(1))
    const { settlement } = world
    const all = (input: Partial<Parameters<typeof settlement.movements>[0]> = {}) =>
      settlement.movements({ limit: 100, ...input }).items
    return { settlement, all }
  }

  test('is listed once each, newest first, page by page', () => {
    const { settlement, all } = open()
    const whole = all()
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length)
    const at = whole.map(({ block }) => block)
    expect(at).toEqual([...at].sort((a, b) => b - a))
    const paged: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = settlement.movements({ limit: 2, ...(cursor && { cursor }) })
      expect(page.items.length).toBeLessThanOrEqual(2)
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(paged).toEqual(whole.map(({ id }) => id))
  })

  test('is found by kind, account, agent, task and time', () => {
    const { all } = open()
    expect(
      all({ kind: ['payout', 'protocol-fee'] }).map(({ kind, to, amount }) => [kind, to, amount]),
    ).toEqual([
      ['protocol-fee', TREASURY, '1'],
      ['payout', OWNER, '39'],
    ])
    for (const { from, to } of all({ address: RIVAL })) expect([from, to]).toContain(RIVAL)
    expect(all({ address: RIVAL }).map(({ kind }) => kind)).toEqual(['bond-returned', 'bond-held'])
    expect(new Set(all({ agent: ECHO }).map(({ agent }) => agent))).toEqual(new Set([ECHO]))
    expect(all({ task: 1 }).map(({ kind, amount }) => [kind, amount])).toEqual([['escrow-held', '100']])
    const newest = all()[0]!.at
    expect(all({ since: newest }).every(({ at }) => at === newest)).toBe(true)
    expect(all({ since: newest + 1 })).toEqual([])
    expect(all({ kind: ['bond-slashed'] })).toEqual([])
  })

  test('adds up: what went in came out, or is in escrow', () => {
    const { settlement, all } = open()
    const amounts = (kind: 'escrow-held' | 'escrow-excess' | 'payout' | 'protocol-fee') =>
      all({ kind: [kind] }).reduce((sum, { amount }) => sum + BigInt(amount), 0n)
    const { inEscrow, paidOut, refunded, fees, slashed, tasks } = settlement.totals({})
    expect({ paidOut, refunded, fees, slashed, tasks }).toEqual({
      paidOut: '39',
      refunded: '60',
      fees: '1',
      slashed: '0',
      tasks: 2,
    })
    expect(BigInt(inEscrow)).toBe(
      amounts('escrow-held') - amounts('escrow-excess') - amounts('payout') - amounts('protocol-fee'),
    )
    expect(settlement.totals({ address: SUBMITTER })).toMatchObject({ inEscrow: '100', tasks: 2 })
    expect(settlement.totals({ address: OWNER })).toMatchObject({ inEscrow: '0', paidOut: '39', tasks: 0 })
    expect(settlement.totals({ address: 'nobody' })).toMatchObject({ paidOut: '0', tasks: 0 })
  })

  test('in escrow is shown with the task that it waits for', () => {
    const { settlement } = open()
    const { items } = settlement.escrows({ limit: 10 })
    expect(items).toMatchObject([{ task: 1, submitter: SUBMITTER, amount: '100' }])
    expect(items[0]!.returnsAt).not.toBeNull()
    expect(settlement.escrows({ limit: 10, address: OWNER }).items).toEqual([])
  })

  test('is in the histories of all whom it touched, each with what it did to them', () => {
    const { settlement } = open()
    const history = (address: string, filter: object = {}) =>
      settlement
        .history({ address, limit: 100, ...filter })
        .items.map(({ kind, free, held, counterparty, task }) => [kind, free, held, counterparty, task])
    expect(history(SUBMITTER)).toEqual([
      ['escrow-held', '-100', '100', null, 1],
      ['protocol-fee', '0', '-1', TREASURY, 0],
      ['payout', '0', '-39', OWNER, 0],
      ['escrow-excess', '60', '-60', null, 0],
      ['escrow-held', '-100', '100', null, 0],
    ])
    expect(history(OWNER, { kind: ['payout', 'bond-returned'] })).toEqual([
      ['bond-returned', '10', '-10', null, 0],
      ['payout', '39', '0', SUBMITTER, 0],
    ])
    const { at } = settlement.history({ address: OWNER, limit: 1, kind: ['payout'] }).items[0]!
    expect(history(SUBMITTER, { since: at, until: at }).map(([kind]) => kind)).toEqual([
      'protocol-fee',
      'payout',
    ])
  })

  test('a cursor of another list is refused', () => {
    const { settlement } = open()
    expect(() => settlement.movements({ limit: 1, cursor: 'x' })).toThrow(
      'This cursor does not come from this list.',
    )
  })
})

describe('money that is of no task', () => {
  const [HOT_KEY, STRANGER] = ['hot key', 'stranger']
  const balances = (name: string, data: Record<string, unknown>) => event('balances', name, data)
  const event = (pallet: string, name: string, data: Record<string, unknown>) =>
    [pallet, name, data] as [string, string, Record<string, unknown>]
  const proxy = { delegator: OWNER, delegatee: HOT_KEY, proxyType: 'agent', delay: 0 }

  function open() {
    const world = openIndex()
    world.happen(registered(ECHO, OWNER, '40'), balances('Reserved', { who: OWNER, amount: '7' }))
    world.happen(
      event('proxy', 'ProxyAdded', proxy),
      balances('Transfer', { from: OWNER, to: HOT_KEY, amount: '5' }),
      balances('Transfer', { from: OWNER, to: STRANGER, amount: '3' }),
      balances('Transfer', { from: FAUCET, to: OWNER, amount: '900' }),
      event('transactionPayment', 'TransactionFeePaid', { who: OWNER, actualFee: '2', tip: '0' }),
      // The same fee as the currency tells it, and money of holds: told by others.
      balances('Withdraw', { who: OWNER, amount: '2' }),
      balances('Held', { who: OWNER, amount: '1000', reason: { kind: 'agents', value: 'stake' } }),
    )
    world.happen(
      event('proxy', 'ProxyRemoved', proxy),
      balances('Unreserved', { who: OWNER, amount: '7' }),
      balances('Transfer', { from: HOT_KEY, to: OWNER, amount: '4' }),
      balances('DustLost', { account: HOT_KEY, amount: '1' }),
      event('agents', 'StakeWithdrawn', { did: ECHO, amount: '1000' }),
      balances('Burned', { who: OWNER, amount: '6' }),
      balances('Transfer', { from: OWNER, to: STRANGER, amount: '0' }),
    )
    return world.settlement
  }
  const all = (settlement: ReturnType<typeof open>, address: string) =>
    settlement
      .history({ address, limit: 100 })
      .items.reverse()
      .map(({ kind, free, held, counterparty, agent }) => [kind, free, held, counterparty, agent])

  test('is in the histories of both accounts', () => {
    const settlement = open()
    expect(all(settlement, OWNER)).toEqual([
      ['stake-held', '-1000', '1000', null, ECHO],
      ['deposit-held', '-7', '7', null, null],
      ['key-money', '-5', '0', HOT_KEY, null],
      ['transfer', '-3', '0', STRANGER, null],
      ['faucet', '900', '0', FAUCET, null],
      ['transaction-fee', '-2', '0', TREASURY, null],
      ['deposit-returned', '7', '-7', null, null],
      ['key-money', '4', '0', HOT_KEY, null],
      ['stake-returned', '1000', '-1000', null, ECHO],
      ['burned', '-6', '0', null, null],
    ])
    expect(all(settlement, HOT_KEY)).toEqual([
      ['key-money', '5', '0', OWNER, null],
      ['key-money', '-4', '0', OWNER, null],
      ['dust', '-1', '0', TREASURY, null],
    ])
    expect(all(settlement, STRANGER)).toEqual([['transfer', '3', '0', OWNER, null]])
  })

  test('is none of what tasks moved, and of no sum of them', () => {
    const settlement = open()
    expect(settlement.movements({ limit: 100 }).items).toEqual([])
    expect(settlement.totals({ address: OWNER })).toMatchObject({ paidOut: '0', fees: '0', tasks: 0 })
  })

  test('is found page by page, without gap or repetition, also between one and the same account', () => {
    const { happen, settlement } = openIndex()
    for (let block = 0; block < 30; block++)
      happen(
        balances('Transfer', { from: OWNER, to: STRANGER, amount: '3' }),
        balances('Transfer', { from: STRANGER, to: OWNER, amount: '2' }),
        balances('Transfer', { from: OWNER, to: OWNER, amount: '1' }),
      )
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = settlement.history({ address: OWNER, limit: 7, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    const blocks = Array.from({ length: 30 }, (_, n) => 29 - n)
    expect(seen).toEqual(blocks.flatMap((block) => [2, 1, 0].map((n) => `${block}-${n}-0`)))
    const { items } = settlement.history({ address: OWNER, limit: 3 })
    expect(items.map(({ free, counterparty }) => [free, counterparty])).toEqual([
      ['0', OWNER],
      ['2', STRANGER],
      ['-3', STRANGER],
    ])
  })
})
