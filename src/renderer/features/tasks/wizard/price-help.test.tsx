import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { showPart } from '../../../testing/page.tsx'
import { PriceHelp } from './price-help.tsx'

afterEach(cleanup)
const ainu = (amount: number) => `${amount}000000000000`
const spread = (count: number, least: number, median: number, most: number) => ({
  count,
  least: ainu(least),
  median: ainu(median),
  most: ainu(most),
})
const nothing = { asked: null, paid: null, unmatched: null, competed: { tasks: 0, cheapest: 0 } }
const show = (prices: Partial<React.ComponentProps<typeof PriceHelp>['prices']>, budget = ainu(1)) => {
  const onOffer = vi.fn()
  return showPart(<PriceHelp prices={{ ...nothing, ...prices }} budget={budget} onOffer={onOffer} />).then(
    () => onOffer,
  )
}
const text = () => document.body.textContent

it('says that there is nothing to tell, and offers nothing', async () => {
  await show({})
  expect(text()).toContain('No agent offers it at the moment.')
  expect(text()).toContain('No such task has been posted on this network yet.')
  expect(screen.queryByRole('button')).toBeNull()
})

it('says that nobody took the only one', async () => {
  await show({ unmatched: spread(1, 2, 2, 2) })
  expect(text()).toContain('The only such task so far found no agent, with a budget of 2 AINU.')
  expect(text()).not.toContain('of the last')
})

it('calls few tasks few, and goes by what agents ask', async () => {
  const onOffer = await show({ asked: spread(3, 2, 4, 9), paid: spread(2, 3, 3, 3) })
  expect(text()).toContain('3 agents offer it, for 2–9 AINU; half of them ask 4 or less.')
  expect(text()).toContain('Only 2 such tasks have found an agent so far, for 3 AINU: too few to go by.')
  fireEvent.click(screen.getByRole('button', { name: 'Offer 4 AINU' }))
  expect(onOffer).toHaveBeenCalledWith(ainu(4))
})

it('says what was paid, what was too little and whether the lowest bid won', async () => {
  await show({
    ...{ asked: spread(1, 5, 5, 5), paid: spread(15, 3, 6, 8), unmatched: spread(5, 1, 1, 2) },
    competed: { tasks: 7, cheapest: 4 },
  })
  expect(text()).toContain('One agent offers it, for 5 AINU.')
  expect(text()).toContain('The last 15 such tasks cost 3–8 AINU, half of them 6 or less.')
  expect(text()).toContain('5 of the last 20 found no agent, with budgets of up to 2 AINU.')
  expect(text()).toContain('the lowest was chosen in 4 of 7 cases')
  expect(screen.getByRole('button', { name: 'Offer 6 AINU' })).toBeTruthy()
})

it('does not offer what is offered', async () => {
  await show({ asked: spread(1, 5, 5, 5) }, ainu(5))
  expect(screen.queryByRole('button')).toBeNull()
})
