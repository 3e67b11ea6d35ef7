import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalDb } from '../../db/local-db.ts'
import { decisions, runs } from '../../db/schema/local/hosting.ts'
import { createChanges } from '../../system/changes.ts'
import { makeFolder } from '../../testing/folder.ts'
import { localMigrations } from '../../testing/paths.ts'
import { KEPT } from './retention.ts'
import { createHostedStore } from './store.ts'

const folder = makeFolder()
let doubtful = false
const real = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
const localDb = new Proxy(real, {
  get: (local, name) => (name === 'doubtful' ? doubtful : (Reflect.get(local, name) as unknown)),
})
const store = createHostedStore({ localDb, changes: createChanges(), network: () => '0x01' })
const DAY = 86_400_000

beforeAll(() => localDb.open())
afterAll(() => {
  localDb.close()
  folder.remove()
})

const decision = (did: string, task: number, what: 'bid' | 'refused', at = Date.now()) => ({
  ...{ network: '0x01', did, task, title: '', decision: what, price: null, reasons: [], at },
})
const run = (task: number) => ({
  ...{ task, at: Date.now(), outcome: 'ok' as const, cause: null, fuel: '1', memoryPeak: 1, wallMs: 1 },
})

test('the newest refusals and runs of each agent are kept, and every bid', () => {
  const rows = [
    decision('a', 0, 'bid', Date.now() - (KEPT.days + 1) * DAY),
    decision('a', 1, 'bid'),
    ...Array.from({ length: KEPT.refusals + 150 }, (_, n) => decision('a', 10 + n, 'refused')),
    decision('b', 1, 'refused'),
  ]
  localDb.transaction((tx) => rows.forEach((row) => tx.insert(decisions).values(row).run()))
  const old = { ...run(0), network: '0x01', did: 'a', at: Date.now() - (KEPT.days + 1) * DAY }
  localDb.db.insert(runs).values(old).run()
  // Every hundredth is followed by a look at what is old.
  for (let n = 0; n < 100; n++) store.decide(decision('a', 5_000 + n, 'refused'))
  for (let n = 0; n < 100; n++) store.addRun('a', run(n))

  const left = store.decisionsOf({ did: 'a', limit: 10_000 })
  const refused = left.filter(({ decision }) => decision === 'refused')
  expect(refused.length).toBeGreaterThanOrEqual(KEPT.refusals)
  expect(refused.length).toBeLessThan(KEPT.refusals + 100)
  expect(refused[0]!.task).toBe(5_099)
  expect(left.filter(({ decision }) => decision === 'bid').map(({ task }) => task)).toEqual([1, 0])
  expect(store.hasBid('a', 1)).toBe(true)
  expect(store.decisionsOf({ did: 'b', limit: 10 })).toHaveLength(1)
  expect(store.runsOf('a', 1_000)).toHaveLength(101)
})

const bids = (did: string, from: number, count: number, at: number) =>
  localDb.transaction((tx) => {
    for (let n = 0; n < count; n++)
      tx.insert(decisions)
        .values(decision(did, from + n, 'bid', at))
        .run()
  })
const kept = (did: string) => store.decisionsOf({ did, limit: 20_000 }).length

test('bids go when they are old and many: a clock that jumps makes nobody forget what stands', () => {
  const old = Date.now() - (KEPT.days + 1) * DAY
  bids('c', 1, KEPT.decisions + 200, old)
  for (let n = 0; n < 100; n++) store.decide(decision('c', 9_000 + n, 'refused'))
  expect(kept('c')).toBeLessThan(KEPT.decisions + 200)
  expect(kept('c')).toBeGreaterThanOrEqual(KEPT.decisions)
  expect(store.hasBid('c', KEPT.decisions + 200)).toBe(true)
  expect(store.hasBid('c', 1)).toBe(false)

  bids('d', 1, KEPT.decisions + 200, Date.now())
  for (let n = 0; n < 100; n++) store.decide(decision('d', 9_000 + n, 'refused'))
  expect(kept('d')).toBe(KEPT.decisions + 300)
})

test('nothing is dropped where rows may be damaged', () => {
  bids('e', 1, KEPT.decisions + 200, 0)
  doubtful = true
  for (let n = 0; n < 100; n++) store.decide(decision('e', 9_000 + n, 'refused'))
  expect(kept('e')).toBe(KEPT.decisions + 300)
  doubtful = false
  for (let n = 0; n < 100; n++) store.decide(decision('e', 9_100 + n, 'refused'))
  expect(kept('e')).toBeLessThan(KEPT.decisions + 300)
})
