import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { LOCK_FILE } from '../data-dir-id.ts'
import { createLog } from '../observability/log.ts'
import { makeFolder } from '../testing/folder.ts'
import { createChanges } from './changes.ts'
import { createNotices } from './notices.ts'
import { createStorageWatch } from './storage-watch.ts'

function setUp() {
  const folder = makeFolder()
  onTestFinished(() => folder.remove())
  const dataDir = join(folder.path, 'data')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, LOCK_FILE), '')
  const notices = createNotices(createChanges(), createLog({ dir: null }))
  const ended: string[] = []
  const watch = createStorageWatch({ dataDir, notices, end: (words) => void ended.push(words) })
  watch.start()
  onTestFinished(() => watch.stop())
  return { folder, dataDir, notices, ended, watch }
}
const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })

it('a full disk is shown until writing works again', () => {
  const { dataDir, notices, watch } = setUp()
  expect(watch.report(new Error('something else'))).toBe(false)
  expect(watch.report(new Error('Failed query', { cause: full }))).toBe(true)
  expect(notices.list()).toMatchObject([{ id: 'storage', message: 'The disk is full.' }])
  // Nothing can be written where a folder stands in the way.
  mkdirSync(join(dataDir, '.write-probe', 'x'), { recursive: true })
  watch.look()
  expect(notices.list()).toHaveLength(1)
  rmSync(join(dataDir, '.write-probe'), { recursive: true })
  watch.look()
  expect(notices.list()).toEqual([])
})

it.each([
  ['is renamed', (dataDir: string) => renameSync(dataDir, `${dataDir}-elsewhere`)],
  [
    'is replaced by a new one',
    (dataDir: string) => {
      renameSync(dataDir, `${dataDir}-elsewhere`)
      mkdirSync(dataDir)
      writeFileSync(join(dataDir, LOCK_FILE), '')
    },
  ],
])('a data folder that %s ends the core, once, with words', (_how, move) => {
  const { dataDir, ended, watch } = setUp()
  watch.look()
  expect(ended).toEqual([])
  move(dataDir)
  watch.look()
  watch.look()
  expect(ended).toEqual([expect.stringMatching(/data folder is gone/)])
})
