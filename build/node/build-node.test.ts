import { expect, test } from 'vitest'
import { estimate } from './compile.ts'

test('how long a build will take is told only once there is something to tell it by', () => {
  expect(estimate(3, 700, 20_000)).toBe('3 of 700 crates after 1 min')
  expect(estimate(350, 700, 6 * 60_000)).toMatch(/^350 of 700 crates after 6 min, about 1\d min left$/)
  expect(estimate(700, 700, 60_000)).toBe('700 crates after 1 min, now the program itself')
})
