import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Move } from '../../../contract/money.ts'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { openPage } from '../../testing/page.tsx'
import type { createTestCore } from '../../testing/core.ts'

const operator = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const treasury = '5EYCAe5ijiYfyeZ2JJCGq56LmPyNRAKzpG4QkoQkkQNB5e6Z'
type State = ReturnType<typeof createTestCore>['state']
type Moved = [kind: Move['kind'], from: string | null, to: string | null, amount: string]
const ended =
  (change: Partial<TaskDetail>, moves: (submitter: string) => Moved[]) =>
  ({ detail }: State) => {
    Object.assign(detail, { state: 'finalized', deadline: null, agentOwner: operator, ...change })
    const [last] = detail.timeline
    const money = moves(detail.submitter).map(([kind, from, to, amount]) => ({
      ...{ kind, from, to, agent: null, amount: `${amount}000000000000` },
    }))
    Object.assign(last!, { state: detail.state, money })
  }
const dispute = (inFavourOf: 'agent' | 'submitter' | null) => ({
  dispute: { reason: 'Too short', bond: '1000000000000', at: Date.now(), inFavourOf },
})
const outcome = async (edit: (state: State) => void) => {
  await openPage('/tasks/7', edit)
  const heading = await screen.findByRole('heading', { name: 'Who got what, and why' })
  const section = heading.closest('section')!
  const shares = within(section)
    .getAllByRole('list')
    .map((list) => [list.getAttribute('aria-label'), ...[...list.children].map((line) => line.textContent)])
  return { shares: JSON.parse(JSON.stringify(shares).replaceAll('\u00a0', ' ')) as unknown, section }
}

it('a dispute that the agent won says who got the bond of the submitter, and why', async () => {
  const { shares, section } = await outcome(
    ended({ outcome: 'paid', cause: 'resolved', ...dispute('agent') }, (submitter) => [
      ['payout', submitter, operator, '4'],
      ['protocol-fee', submitter, treasury, '1'],
      ['bond-returned', null, operator, '2'],
      ['dispute-bond-paid', submitter, operator, '3'],
    ]),
  )
  expect(shares).toEqual([
    [
      ...['Submitter', '\u22124 AINU paid to the agent’s operator, out of the escrow'],
      ...['\u22121 AINU protocol fee, out of the escrow'],
      '\u22123 AINU bond behind the dispute, lost to the agent’s operator',
    ],
    [
      ...['Agent’s operator', '+4 AINU paid for the work', '+2 AINU bond behind the bid that came back'],
      '+3 AINU bond of the submitter behind the dispute',
    ],
    ['Treasury', '+1 AINU protocol fee'],
  ])
  expect(section.textContent).toContain('decided for the agent: its result counts as right')
})

it('a dispute that the submitter won says what came back, and who lost a bond', async () => {
  const { shares, section } = await outcome(
    ended({ outcome: 'refunded', cause: 'resolved', ...dispute('submitter') }, (submitter) => [
      ['escrow-refund', null, submitter, '5'],
      ['bond-slashed', operator, treasury, '2'],
      ['dispute-bond-returned', null, submitter, '3'],
    ]),
  )
  expect(shares).toEqual([
    [...['Submitter', '+5 AINU escrow that came back'], '+3 AINU bond behind the dispute that came back'],
    ['Agent’s operator', '\u22122 AINU bond behind the bid, lost to the treasury'],
    ['Treasury', '+2 AINU bond of the agent’s operator'],
  ])
  expect(section.textContent).toContain('decided for the submitter: the result counts as wrong')
})

it('that nobody decided is no fault of anybody', async () => {
  const { section } = await outcome(
    ended({ outcome: 'paid', cause: 'resolver-silent', ...dispute(null) }, (submitter) => [
      ['dispute-bond-returned', null, submitter, '3'],
    ]),
  )
  expect(section.textContent).toContain('Nobody decided the dispute in time.')
})

it('nobody bid: the escrow came back', async () => {
  const { shares, section } = await outcome(
    ended({ state: 'no-bids', outcome: 'refunded', agent: null, agentOwner: null }, (submitter) => [
      ['escrow-refund', null, submitter, '5'],
    ]),
  )
  expect(shares).toEqual([['Submitter', '+5 AINU escrow that came back']])
  expect(section.textContent).toContain('It cost nothing but the fee for posting it.')
})

it('work for oneself is said to change no reputation', async () => {
  const self = (state: State) => {
    ended({ outcome: 'paid', cause: 'accepted' }, (submitter) => [['payout', submitter, submitter, '4']])(
      state,
    )
    state.detail.agentOwner = state.detail.submitter
  }
  const { section } = await outcome(self)
  expect(section.textContent).toContain('Work for oneself changes no reputation')
})
