import { expect, test } from 'vitest'
import { createClock, nextSlot, slotOfDeadline } from './clock.ts'

const START = 1_790_000_000_000

function timepieces({ speed = 1, behind = 0, pending = null as number | null } = {}) {
  let real = 0
  let slept = 0
  const clock = createClock({
    start: START - behind,
    pending,
    speed,
    wall: () => START + real + slept,
    monotonic: () => real,
  })
  return {
    clock,
    /** Real time passes, in the steps in which a running process looks at the clock. */
    pass(ms: number) {
      for (let left = ms; left > 0; left -= clock.readWithin()) {
        real += Math.min(left, clock.readWithin())
        clock.now()
      }
    },
    /** The machine sleeps; some systems count that in the monotonic clock, some do not. */
    sleep(ms: number, counted: boolean) {
      if (counted) real += ms
      else slept += ms
    },
  }
}

test('with nothing pending the chain has the time of the wall clock, also after a day off', () => {
  const { clock, pass, sleep } = timepieces({ behind: 86_400_000 })
  expect(clock.now()).toBe(START)
  pass(1_500)
  expect(clock.now()).toBe(START + 1_500)
  sleep(3_600_000, false)
  expect(clock.now()).toBe(START + 3_601_500)
})

test('with a deadline pending the clock goes on from the last block, however long the app was closed', () => {
  const last = START - 86_400_000
  const { clock, pass } = timepieces({ behind: 86_400_000, pending: last + 60_000 })
  expect(clock.now()).toBe(last)
  pass(20_000)
  expect(clock.now()).toBe(last + 20_000)
})

test.each([1, 3, 1_000])('sleep is no time at all, at speed %d', (speed) => {
  for (const counted of [true, false]) {
    const { clock, pass, sleep } = timepieces({ speed })
    clock.blockMade(START, START + 60_000_000)
    pass(2_000)
    for (const ms of [1_000, 3_600_000]) {
      sleep(ms, counted)
      expect(clock.now()).toBe(START + 2_000 * speed)
    }
    pass(10)
    expect(clock.now()).toBe(START + 2_010 * speed)
  }
})

test('no window of a second is over before the clock was read in it', () => {
  for (const speed of [0.1, 1, 2, 4]) {
    const { clock, sleep } = timepieces({ speed })
    clock.blockMade(START, START + 60_000)
    sleep(clock.readWithin(), true)
    expect(clock.now()).toBeGreaterThan(START)
    expect(clock.now()).toBeLessThan(START + 1_000)
  }
})

test('time stands still at a deadline until its block is made, then goes on', () => {
  const { clock, pass } = timepieces({ speed: 100 })
  clock.blockMade(START, START + 10_000)
  pass(5_000)
  expect(clock.now()).toBe(START + 10_000)
  clock.blockMade(START + 10_000, START + 10_500)
  pass(3)
  expect(clock.now()).toBe(START + 10_300)
})

test('a deadline that is already past is due at once', () => {
  const { clock } = timepieces()
  clock.blockMade(START, START - 5)
  expect(clock.due()).toBe(START + 1)
  expect(clock.realMsUntil(clock.due()!)).toBeLessThanOrEqual(1)
})

test('speed counts while a deadline is pending, from the change on', () => {
  const { clock, pass } = timepieces()
  clock.blockMade(START, START + 1_000_000)
  pass(1_000)
  clock.setSpeed(50)
  pass(1_000)
  expect(clock.now()).toBe(START + 51_000)
  expect(clock.realMsUntil(START + 151_000)).toBe(2_000)
})

test('a chain that is ahead of the wall clock goes on at its pace and never back', () => {
  const { clock, pass } = timepieces()
  clock.blockMade(START + 500_000, null)
  expect(clock.now()).toBe(START + 500_000)
  pass(1_000)
  expect(clock.now()).toBe(START + 501_000)
})

test('slots of 1 ms are timestamps, strictly increasing', () => {
  expect(nextSlot(START, START - 7, 1)).toEqual({ slot: START, timestamp: START })
  expect(nextSlot(START, START + 3, 1)).toEqual({ slot: START + 4, timestamp: START + 4 })
})

test('slots of 6 s: the next one, and the first that has the deadline behind it', () => {
  expect(nextSlot(12_500, 1, 6_000)).toEqual({ slot: 2, timestamp: 12_000 })
  expect(nextSlot(12_500, 2, 6_000)).toEqual({ slot: 3, timestamp: 18_000 })
  expect(slotOfDeadline(12_001, 1, 6_000)).toEqual({ slot: 3, timestamp: 18_000 })
  expect(slotOfDeadline(12_000, 1, 6_000)).toEqual({ slot: 2, timestamp: 12_000 })
})
