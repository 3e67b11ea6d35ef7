import { expect, it } from 'vitest'
import { createTries, type TriesStore } from './tries.ts'

function make(stored: { json: string | null } = { json: null }) {
  const clock = { now: 1_800_000_000_000 }
  const store: TriesStore = { read: () => stored.json, write: (json) => void (stored.json = json) }
  const start = () => createTries(store, () => clock.now)
  return { clock, stored, start, tries: start() }
}
const wrong = ({ tries }: ReturnType<typeof make>, address: string, times: number) => {
  for (let i = 0; i < times; i++) tries.begin(address)
}
/** Seconds that are left, as the sentence says. */
function wait(tries: ReturnType<typeof createTries>, address: string): number {
  try {
    tries.refuse(address)
    return 0
  } catch (error) {
    const [, count, unit] = /again in (\d+) (s|minutes)/.exec((error as Error).message)!
    return Number(count) * (unit === 's' ? 1 : 60)
  }
}

it('costs nothing for three, then doubles from a second to five minutes', () => {
  const made = make()
  const waits: number[] = []
  for (let i = 0; i < 14; i++) {
    wrong(made, 'a', 1)
    waits.push(wait(made.tries, 'a'))
    made.clock.now += 300_000
    expect(wait(made.tries, 'a')).toBe(0)
  }
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 180, 300, 300, 300, 300])
})

it('counts over all accounts, too, and more than one may be tried at the side of another', () => {
  const made = make()
  wrong(made, 'a', 4)
  expect(wait(made.tries, 'b')).toBe(0)
  for (const address of ['b', 'c', 'd', 'e', 'f', 'g']) wrong(made, address, 1)
  expect(wait(made.tries, 'h')).toBe(1)
  wrong(made, 'h', 9)
  expect(wait(made.tries, 'i')).toBe(30)
})

it('lasts through a restart, and through a file that lost its counts without failing', () => {
  const made = make()
  wrong(made, 'a', 6)
  expect(wait(made.start(), 'a')).toBe(8)
  made.stored.json = '{"a":'
  expect(wait(made.start(), 'a')).toBe(0)
})

it('ends for an account whose passphrase came, but not for the others together', () => {
  const made = make()
  wrong(made, 'a', 9)
  wrong(made, 'b', 2)
  made.tries.begin('b')
  made.tries.right('b')
  expect(wait(made.tries, 'b')).toBeGreaterThan(0)
  made.clock.now += 20_000
  expect(wait(made.tries, 'b')).toBe(0)
  expect(wait(made.tries, 'a')).toBeGreaterThan(0)
  made.clock.now += 900_000
  made.tries.begin('a')
  made.tries.right('a')
  expect(wait(made.tries, 'a')).toBe(0)
})

it('does not count what no passphrase opens', () => {
  const made = make()
  for (let i = 0; i < 20; i++) {
    made.tries.begin('a')
    made.tries.undone('a')
  }
  expect(wait(made.tries, 'a')).toBe(0)
  expect(made.stored.json).toBe('{}')
})

it('is over after its time also when the clock was put back by years, and forgets after a day', () => {
  const made = make()
  wrong(made, 'a', 5)
  made.clock.now -= 20 * 365 * 86_400_000
  expect(wait(made.tries, 'a')).toBe(4)
  made.clock.now += 4_000
  expect(wait(made.tries, 'a')).toBe(0)
  made.clock.now += 86_400_000
  wrong(made, 'a', 1)
  expect(wait(made.tries, 'a')).toBe(0)
})

it('works where nothing can be written', () => {
  const tries = createTries(
    {
      read: () => null,
      write: () => {
        throw new Error('disk full')
      },
    },
    () => 5,
  )
  for (let i = 0; i < 4; i++) tries.begin('a')
  expect(wait(tries, 'a')).toBe(2)
})
