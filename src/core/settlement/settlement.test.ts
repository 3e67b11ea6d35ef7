import { describe, expect, test } from 'vitest'
import {
  created,
  delivered,
  ECHO,
  finalized,
  openIndex,
  OWNER,
  RIVAL,
  score,
  SUBMITTER,
} from '../testing/told-index.ts'
import { TREASURY } from './moves.ts'

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

  test('a cursor of another list is refused', () => {
    const { settlement } = open()
    expect(() => settlement.movements({ limit: 1, cursor: 'x' })).toThrow(
      'This cursor does not come from this list.',
    )
  })
})
