import { ADDRESS, BAD, type BadCall } from '../../testing/bad-call.ts'

/** An address with one letter changed: its checksum is wrong. */
const MISTYPED = `${ADDRESS.slice(0, -1)}Z`

export const badSettlement = (): BadCall[] => {
  const history = (what: string, change: Record<string, unknown>, code = BAD): BadCall => ({
    what: `history ${what}`,
    call: 'settlement.history',
    input: { address: ADDRESS, ...change },
    code,
  })
  return [
    history('of no account', { address: undefined }),
    history('of a mistyped address', { address: MISTYPED }, 'INVALID'),
    history('of a kind that does not exist', { kind: ['gift'] }),
    history('before the year 1970', { since: -1 }),
    history('until no time', { until: 'now' }),
    history('in a page of 201', { limit: 201 }),
    history('from a cursor of nowhere', { cursor: '1 or 1=1' }, 'INVALID'),
    ...['movements', 'escrows', 'totals'].map((list) => ({
      what: `${list} of a mistyped address`,
      call: `settlement.${list}`,
      input: { address: MISTYPED },
      code: 'INVALID',
    })),
  ]
}
