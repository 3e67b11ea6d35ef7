import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pageFirst, type Visit } from './page-first.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each<[string, [ms: number, visit: Visit][], number]>([
  ['nobody asks: soon', [[0, 'nobody']], 300],
  [
    'a page that asks has its time',
    [
      [0, 'nobody'],
      [100, 'asks'],
    ],
    1_100,
  ],
  [
    'a page that is there is drawn first',
    [
      [0, 'nobody'],
      [100, 'asks'],
      [500, 'is here'],
    ],
    750,
  ],
  [
    'another one that asks delays nothing',
    [
      [0, 'nobody'],
      [100, 'asks'],
      [900, 'asks'],
    ],
    1_100,
  ],
  [
    'a page that is there ends what another asks for',
    [
      [0, 'nobody'],
      [50, 'is here'],
      [200, 'asks'],
    ],
    300,
  ],
])('%s', (_, visits, at) => {
  const first = pageFirst()
  for (const [ms, visit] of visits) setTimeout(() => first.visit(visit), ms)
  vi.advanceTimersByTime(at - 1)
  expect(first.begun()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(first.begun()).toBe(true)
})

test('what was stopped before does not begin', () => {
  const first = pageFirst()
  first.visit('nobody')
  first.stop()
  vi.runAllTimers()
  expect(first.begun()).toBe(false)
})
