import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf, type AccountState } from './places.ts'

const me = 'me'
const amount = fc.bigInt({ min: 0n, max: 10n ** 21n }).map(String)
const owner = fc.constantFrom(me, 'other')
const at = fc.integer({ min: 0, max: 2_000 }).map(String)
const reasons = [
  ['agents', 'stake'],
  ['tasks', 'escrow'],
  ['tasks', 'bond'],
  ['tasks', 'dispute-bond'],
  ['preimage', 'preimage'],
] as const

const state: fc.Arbitrary<AccountState> = fc
  .record({
    address: fc.constant(me),
    free: fc.bigInt({ min: 0n, max: 10n ** 24n }),
    holds: fc
      .subarray([...reasons])
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map(([kind, value]) => amount.map((held) => ({ id: { kind, value }, amount: held }))),
        ),
      ),
    deposits: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    agents: fc.array(
      fc.tuple(
        fc.string(),
        fc.option(
          fc.record({
            owner,
            stake: amount,
            unlocking: fc.array(fc.record({ amount, at }), { maxLength: 3 }),
          }),
        ),
      ),
      { maxLength: 4 },
    ),
    tasks: fc.array(
      fc.tuple(
        fc.nat(),
        fc.option(
          fc.record({
            submitter: owner,
            title: fc.string(),
            state: fc.constantFrom('bidding', 'running', 'disputed', 'something-new'),
            escrow: amount,
            deadline: at,
            agent: fc.option(fc.string()),
            owner: fc.option(owner),
            bond: amount,
            disputeBond: amount,
          }),
        ),
      ),
      { maxLength: 4 },
    ),
    bids: fc.array(
      fc.tuple(fc.nat(), fc.array(fc.record({ agent: fc.string(), owner, bond: amount }), { maxLength: 3 })),
      { maxLength: 3 },
    ),
    now: fc.constant(1_000),
  })
  .map(({ deposits, ...rest }) => ({
    ...rest,
    reserved: rest.holds.reduce((sum, { amount: held }) => sum + BigInt(held), deposits),
  }))

describe('the places of an account', () => {
  it('sum to what it has, whatever the index knows or does not know', () => {
    fc.assert(
      fc.property(state, (given) => {
        const places = placesOf(given)
        const total = places.reduce((sum, place) => sum + BigInt(place.amount), 0n)
        expect(total).toBe(given.free + given.reserved)
        expect(places.every((place) => place.kind === 'free' || BigInt(place.amount) > 0n)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('are named where the index knows them', () => {
    const places = placesOf({
      address: me,
      free: 5n,
      reserved: 100n,
      holds: [
        { id: { kind: 'agents', value: 'stake' }, amount: '30' },
        { id: { kind: 'tasks', value: 'escrow' }, amount: '40' },
        { id: { kind: 'tasks', value: 'bond' }, amount: '20' },
      ],
      agents: [['did:ainur:a', { owner: me, stake: '20', unlocking: [{ amount: '10', at: '2000' }] }]],
      tasks: [
        [
          1,
          {
            submitter: me,
            title: 't',
            state: 'running',
            escrow: '40',
            deadline: '9000',
            agent: 'did:ainur:b',
            owner: me,
            bond: '15',
            disputeBond: '0',
          },
        ],
      ],
      bids: [[2, [{ agent: 'did:ainur:a', owner: me, bond: '5' }]]],
      now: 1_000,
    })
    expect(
      places.map(({ kind, amount: planck, task, agent, returnsAt }) => [
        kind,
        planck,
        task,
        agent,
        returnsAt,
      ]),
    ).toEqual([
      ['free', '5', null, null, null],
      ['stake', '20', null, 'did:ainur:a', null],
      ['unbonding', '10', null, 'did:ainur:a', 2_000],
      ['escrow', '40', 1, null, 9_000],
      ['bond', '15', 1, 'did:ainur:b', 9_000],
      ['bond', '5', 2, 'did:ainur:a', null],
      ['reserved', '10', null, null, null],
    ])
  })
})
