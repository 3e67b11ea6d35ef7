import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showPart } from '../testing/page.tsx'
import { Time } from './time.tsx'

const began = new Date('2026-11-27T10:00:00Z').getTime()

beforeEach(() => {
  vi.useFakeTimers({ now: began, toFake: ['Date', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('ticks with one timer however many moments are shown, and with none once they are gone', async () => {
  const moments = Array.from({ length: 50 }, (_, i) => began - i * 60_000)
  const { unmount } = await showPart(moments.map((at) => <Time key={at} at={at} />))
  screen.getByText('just now')
  expect(vi.getTimerCount()).toBe(1)
  act(() => void vi.advanceTimersByTime(30_000))
  screen.getByText('30 s ago')
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

it('what has happened is never in the future, however the clock was set', async () => {
  await showPart(<Time at={began + 3_600_000} past />)
  screen.getByText('just now')
})
