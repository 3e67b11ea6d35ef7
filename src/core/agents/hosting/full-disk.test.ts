import { sql } from 'drizzle-orm'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createLocalDb } from '../../db/local-db.ts'
import { storageTrouble } from '../../storage-errors.ts'
import { createChanges } from '../../system/changes.ts'
import { makeFolder } from '../../testing/folder.ts'
import { localMigrations } from '../../testing/paths.ts'
import { reason } from '../../words.ts'
import { createHostedStore } from './store.ts'

it('what only explains does not fail an agent when the disk is full; what must be known does', () => {
  const folder = makeFolder()
  onTestFinished(() => folder.remove())
  const local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
  onTestFinished(() => local.close())
  const troubles: unknown[] = []
  const store = createHostedStore({
    localDb: local,
    changes: createChanges(),
    network: () => '0x11',
    onTrouble: (error) => void troubles.push(error),
  })
  const did = 'did:ainur:echo'
  const decision = { did, task: 1, title: 'x'.repeat(2_000), price: '1' }
  const { page_count: pages } = local.db.get<{ page_count: number }>(sql`pragma page_count`)!
  local.db.run(sql.raw(`pragma max_page_count = ${pages}`))

  for (let line = 0; line < 100; line++) store.log(did, 'info', 'test', `${line} ${'x'.repeat(4_000)}`)
  expect(troubles.length).toBeGreaterThan(0)
  expect(new Set(troubles.map(storageTrouble))).toEqual(new Set(['full']))
  for (let task = 0; task < 10; task++)
    store.explain({
      ...decision,
      task,
      decision: 'failed',
      reasons: [reason('bid-failed', { why: 'y'.repeat(3_000) })],
    })
  expect(() => {
    for (let task = 0; task < 10; task++) store.decide({ ...decision, task, decision: 'bid', reasons: [] })
  }).toThrow()
})
