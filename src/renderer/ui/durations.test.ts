import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '../i18n.ts'
import { duration, relative } from './durations.ts'

beforeAll(() => startI18n())

it.each([
  [0, '0 ms'],
  [420, '420 ms'],
  [1_000, '1 s'],
  [61_000, '1 min 1 s'],
  [4_800_000, '1 h 20 min'],
  [3_600_000, '1 h'],
  [93_600_000, '1 d 2 h'],
  [40 * 86_400_000, '40 d'],
])('%i ms lasts %s', (ms, text) => expect(duration(ms)).toBe(text))

it('says which side of now a moment is on', () => {
  expect(relative(100_000, 101_000)).toBe('just now')
  expect(relative(105_000, 101_000)).toBe('in 4 s')
  expect(relative(101_200, 101_000)).toBe('in 1 s')
  expect(relative(0, 7_200_000)).toBe('2 h ago')
  expect(relative(200_000, 20_000)).toBe('in 3 min')
})
