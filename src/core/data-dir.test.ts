import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DataDirInUseError, takeDataDir } from './data-dir.ts'

test('a data folder has one owner at a time', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'ainur-data-')), 'new')
  const release = takeDataDir(dir)
  expect(() => takeDataDir(dir)).toThrow(DataDirInUseError)
  release()
  takeDataDir(dir)()
  rmSync(dir, { recursive: true })
})
