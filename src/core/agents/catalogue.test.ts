import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { searches } from '../../contract/testing/searches.ts'
import { createLocalDb } from '../db/local-db.ts'
import { manifests } from '../db/schema/local/content.ts'
import { createLog } from '../observability/log.ts'
import { createChanges } from '../system/changes.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { createCatalogue } from './catalogue.ts'

const folder = makeFolder()
const localDb = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
localDb.open()
afterAll(() => {
  localDb.close()
  folder.remove()
})
const programs = {
  manifest: () => Promise.reject(new Error('nothing is fetched here')),
  component: () => Promise.reject(new Error('nothing is fetched here')),
}
const catalogue = createCatalogue({
  localDb,
  programs: programs as never,
  changes: createChanges(),
  log: createLog({ dir: null }),
})

test.each(searches)('among the words of agents "%s" is looked for as "%s": %s', (text, wanted, isFound) => {
  for (const words of [
    { title: text, description: '-' },
    { title: '-', description: text },
  ]) {
    localDb.db.delete(manifests).run()
    localDb.db
      .insert(manifests)
      .values({ cid: 'one', kind: 'wasm', ...words })
      .run()
    expect(catalogue.search(wanted)).toEqual(isFound ? ['one'] : [])
  }
})
