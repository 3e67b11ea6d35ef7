import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const unexpected = (error: unknown) => {
  throw error
}

test('each line has its turn, in its own order', async () => {
  const turns = createTurns(unexpected)
  const order: string[] = []
  const all = Promise.withResolvers<void>()
  const work = (name: string) => async () => {
    order.push(name)
    if (order.length === 7) all.resolve()
  }
  const [a, b] = [turns.line(), turns.line()]
  for (let i = 0; i < 5; i++) a.add(work(`a${i}`))
  for (let i = 0; i < 2; i++) b.add(work(`b${i}`))
  await all.promise
  expect(order).toEqual(['a0', 'a1', 'b0', 'a2', 'b1', 'a3', 'a4'])
})

test('work that waits holds up neither other lines nor its own, and counts until it is done', async () => {
  const turns = createTurns(unexpected)
  const gate = Promise.withResolvers<void>()
  const done: number[] = []
  const line = turns.line(() => done.push(line.size()))
  line.add(() => gate.promise)
  const second = new Promise<void>((resolve) => line.add(async () => resolve()))
  await new Promise<void>((resolve) => turns.line().add(async () => resolve()))
  await second
  expect(line.size()).toBe(1)
  gate.resolve()
  await gate.promise
  await new Promise(setImmediate)
  expect(done).toEqual([1, 0])
})

test('what has not begun when its line ends never begins', async () => {
  const turns = createTurns(unexpected)
  const begun: number[] = []
  const line = turns.line()
  for (let i = 0; i < 3; i++) line.add(async () => void begun.push(i))
  line.end()
  await new Promise<void>((resolve) => turns.line().add(async () => resolve()))
  expect(begun).toEqual([0])
  expect(line.size()).toBe(0)
})

test('timers and sockets are served while work goes on', async () => {
  const turns = createTurns(unexpected)
  const line = turns.line()
  let begun = 0
  for (let i = 0; i < 200; i++)
    line.add(async () => {
      begun++
      const until = performance.now() + 1
      while (performance.now() < until);
    })
  await new Promise((resolve) => setTimeout(resolve, 1))
  expect(begun).toBeLessThan(200)
})

test('work that fails is told of, and ends neither its line nor the others', async () => {
  const faults: unknown[] = []
  const { line } = createTurns((error) => faults.push(error))
  const [one, other] = [line(), line()]
  one.add(() => Promise.reject(new Error('broken')))
  await new Promise<void>((resolve) => one.add(async () => resolve()))
  await new Promise<void>((resolve) => other.add(async () => resolve()))
  expect(faults).toEqual([new Error('broken')])
  await new Promise(setImmediate)
  expect(one.size()).toBe(0)
})
