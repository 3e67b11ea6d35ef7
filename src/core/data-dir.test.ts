import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DataDirInUseError, takeDataDir } from './data-dir.ts'
import { makeFolder } from './testing/folder.ts'

test('a data folder has one owner at a time', () => {
  const folder = makeFolder()
  onTestFinished(folder.remove)
  const dir = join(folder.path, 'new')
  const release = takeDataDir(dir)
  expect(() => takeDataDir(dir)).toThrow(DataDirInUseError)
  release()
  takeDataDir(dir)()
})
