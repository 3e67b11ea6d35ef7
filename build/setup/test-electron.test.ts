import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fetchCarried } from './test-electron.ts'

test('an Electron for the tests that is not the pinned file is neither unpacked nor kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ainur-pinned-'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const ran = join(folder, 'unpacked')
  const program = (name: string, lines: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 })
  program('pip3', 'while [ "$1" != --dest ]; do shift; done; echo other > "$2/fiftyone.whl"')
  program('python3', `echo "$PWD" > ${ran}`)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(fetchCarried()).toBe(false)
  expect(said.mock.calls.join()).toContain('is another file')
  expect(readdirSync(folder)).not.toContain('unpacked')
  expect(readdirSync(join(folder, 'cache', 'ainur', 'electron'))).toEqual([])
})
