import { expect, it } from 'vitest'
import { rules } from '../../testing/samples.ts'
import { isHasty, quickWindows, windowsOf } from './windows.ts'

const MINUTE = 60_000
/** A network that allows a second, as the embedded one does. */
const free = () => ({ ...rules(), minBiddingMs: 1_000, minDisputeMs: 1_000 })

it('a person has ten minutes to look at a result, and a day where nothing else checks it', () => {
  expect(windowsOf(free(), 'optimistic')).toEqual({ biddingMs: 30_000, disputeWindowMs: 10 * MINUTE })
  expect(windowsOf(free(), 'manual')).toEqual({ biddingMs: 30_000, disputeWindowMs: 24 * 60 * MINUTE })
})

it.each([
  [
    'more',
    { minBiddingMs: MINUTE, minDisputeMs: 60 * MINUTE },
    { biddingMs: MINUTE, disputeWindowMs: 60 * MINUTE },
  ],
  ['less', { maxWindowMs: 20_000 }, { biddingMs: 20_000, disputeWindowMs: 20_000 }],
])('a network that asks for %s gets that', (_, asked, windows) => {
  expect(windowsOf({ ...free(), ...asked }, 'optimistic')).toEqual(windows)
})

it('a demonstration is as quick as the network allows, and that is hasty', () => {
  const { biddingMs, disputeWindowMs } = quickWindows(free())
  expect({ biddingMs, disputeWindowMs }).toEqual({ biddingMs: 5_000, disputeWindowMs: 1_000 })
  expect(isHasty(disputeWindowMs)).toBe(true)
  expect(isHasty(MINUTE)).toBe(false)
})
