import { expect, it } from 'vitest'
import { topics } from '../../contract/system.ts'
import { createChanges, type Change } from './changes.ts'

async function take(from: AsyncIterator<Change>, count: number): Promise<Change[]> {
  const taken: Change[] = []
  while (taken.length < count) taken.push((await from.next()).value as Change)
  return taken
}

it('begins with every topic, then tells each change once', async () => {
  const changes = createChanges()
  const stream = changes.subscribe()
  expect(new Set((await take(stream, topics.length)).map(({ topic }) => topic))).toEqual(new Set(topics))
  const next = stream.next()
  changes.publish({ topic: 'tasks', id: '7' })
  expect((await next).value).toEqual({ topic: 'tasks', id: '7' })
  for (let i = 0; i < 1_000; i++) changes.publish({ topic: 'tasks', id: '7' })
  changes.publish({ topic: 'agents' })
  expect(await take(stream, 2)).toEqual([{ topic: 'tasks', id: '7' }, { topic: 'agents' }])
})

it('ends when its signal aborts, also while it waits', async () => {
  const changes = createChanges()
  const end = new AbortController()
  const stream = changes.subscribe(end.signal)
  await take(stream, topics.length)
  const waiting = stream.next()
  end.abort()
  expect((await waiting).done).toBe(true)
})

it('tells a reader that lags far behind the topics only', async () => {
  const changes = createChanges()
  const stream = changes.subscribe()
  await take(stream, topics.length)
  for (let id = 0; id < 100_000; id++) changes.publish({ topic: 'tasks', id: String(id) })
  changes.publish({ topic: 'agents', id: 'a' })
  const told: Change[] = []
  for (let last = ''; last !== 'agents'; last = told.at(-1)!.topic) told.push(...(await take(stream, 1)))
  expect(told.length).toBeLessThanOrEqual(1_001)
  expect(told).toContainEqual({ topic: 'tasks' })
})

it('reaches all listeners and the publisher goes on, though one throws', () => {
  const errors: unknown[] = []
  const changes = createChanges((error) => void errors.push(error))
  const heard: Change[] = []
  changes.listen(() => {
    throw new Error('broken')
  })
  changes.listen((change) => void heard.push(change))
  changes.publish({ topic: 'tasks' })
  expect(heard).toEqual([{ topic: 'tasks' }])
  expect(errors).toEqual([new Error('broken')])
})
