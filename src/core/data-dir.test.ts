import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { identifyDataDir, LOCK_FILE } from './data-dir-id.ts'
import { DataDirInUseError, takeDataDir } from './data-dir.ts'
import { makeFolder } from './testing/folder.ts'

const folder = makeFolder()
afterAll(() => folder.remove())

test('a lock that is damaged keeps nobody out: nothing is kept in it', () => {
  takeDataDir(folder.path)()
  const known = identifyDataDir(folder.path)
  writeFileSync(join(folder.path, LOCK_FILE), 'this is no database, and as long as one'.repeat(200))
  const release = takeDataDir(folder.path)
  expect(identifyDataDir(folder.path)).toBe(known)
  expect(() => takeDataDir(folder.path)).toThrow(DataDirInUseError)
  release()
})
