import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { MOST_NOTIFICATIONS } from '../../contract/notifications.ts'
import { createLocalDb, type LocalDb } from '../db/local-db.ts'
import { createChanges } from '../system/changes.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { say } from '../words.ts'
import { createNotificationStore, type News, type NotificationStore } from './store.ts'

const folder = makeFolder()
let localDb: LocalDb
let store: NotificationStore
let changed: number
const [network, other] = ['0x01', '0x02']

beforeEach(() => {
  const file = join(folder.path, `${Math.random()}.db`)
  localDb = createLocalDb({ file, migrationsFolder: localMigrations })
  localDb.open()
  const changes = createChanges()
  changed = 0
  changes.listen(({ topic }) => void (topic === 'notifications' && changed++))
  store = createNotificationStore({ localDb, changes })
  return () => localDb.close()
})
afterAll(() => folder.remove())

const paid = (title: string, more: Partial<News> = {}): News => ({
  ...{ kind: 'task-paid', said: say('notifications.task-paid', { title }), about: { task: 1 } },
  event: title,
  ...more,
})
const texts = (of: string | null = network) => store.list(of).map(({ text }) => text.match(/“(.*)”/)?.[1])

test('what happened is told once in each network, newest first', () => {
  store.add(network, [paid('a'), paid('b')])
  store.add(network, [paid('a')])
  store.add(other, [paid('a')])
  expect(texts()).toEqual(['b', 'a'])
  expect(texts(other)).toEqual(['a'])
  expect(texts(null)).toEqual([])
  expect(changed).toBe(2)
})

test('what goes on is not told again before it was read', () => {
  const low: News = {
    ...{ kind: 'hot-key-low', about: { agent: 'did:ainur:echo' }, bad: true },
    said: say('notifications.hot-key-low', { agent: 'echo', why: null }),
  }
  store.add(network, [low])
  store.add(network, [low, { ...low, about: { agent: 'did:ainur:other' } }])
  expect(store.list(network)).toHaveLength(2)
  store.read(store.list(network).map(({ id }) => id))
  store.add(network, [low])
  expect(store.list(network).map(({ read }) => read)).toEqual([false, true, true])
})

test('a bounded number is kept', () => {
  for (let n = 0; n < 3; n++)
    store.add(
      network,
      Array.from({ length: 100 }, (_, i) => paid(`${n * 100 + i}`)),
    )
  expect(store.list(network)).toHaveLength(MOST_NOTIFICATIONS)
  expect(texts().at(-1)).toBe('100')
})

test('what comes while somebody clears the list stays', () => {
  store.add(network, [paid('seen')])
  const [seen] = store.list(network)
  store.add(network, [paid('new')])
  store.add(other, [paid('elsewhere')])
  store.clear(network, seen!.id)
  expect(texts()).toEqual(['new'])
  expect(texts(other)).toEqual(['elsewhere'])
})

test('what was told of lost blocks is taken back, and can be told of the blocks in their place', () => {
  store.setBlock(network, 9)
  store.add(network, [paid('kept', { block: 5 }), paid('lost', { block: 9 }), paid('of no block')])
  store.loseAfter(network, 7)
  expect(texts()).toEqual(['of no block', 'kept'])
  expect(store.block(network)).toBe(7)
  store.add(network, [paid('lost', { block: 8 })])
  expect(texts()).toEqual(['lost', 'of no block', 'kept'])
})
