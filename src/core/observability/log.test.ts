import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { createLog } from './log.ts'

it.runIf(process.getuid)(
  'is readable by its user alone, whatever mask the process has, rotated or not',
  () => {
    const folder = makeFolder()
    onTestFinished(folder.remove)
    const mask = process.umask(0o000)
    onTestFinished(() => void process.umask(mask))
    const log = createLog({ dir: folder.path, name: 'desktop' })
    // Enough for a second file.
    for (let i = 0; i < 3; i++) log.info('line '.repeat(220_000))
    const files = readdirSync(folder.path)
    expect(files.sort()).toEqual(['desktop.log', 'desktop.old.log'])
    expect(files.map((name) => statSync(join(folder.path, name)).mode & 0o777)).toEqual([0o600, 0o600])
  },
)
