import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeDataDir } from '../core/data-dir.ts'
import { writeAttachment } from './attach-file.ts'
import { makeFilesPrivate } from './private-files.ts'
import { openBrowser } from './open-browser.ts'
import { readOptions } from './options.ts'

const program = fileURLToPath(new URL('./index.ts', import.meta.url))
let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'ainur-headless-'))))
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a second core in the same folder says so and changes nothing', async () => {
  const release = takeDataDir(dataDir)
  const first = { url: 'http://127.0.0.1:1', secret: 'the first one’s', pid: process.pid }
  writeAttachment(dataDir, first)
  try {
    const second = spawn(process.execPath, [program, '--json', '--port', '0', '--data-dir', dataDir])
    const [[code], words] = await Promise.all([once(second, 'exit'), text(second.stderr)])
    expect(code).toBe(1)
    expect(words).toContain(`Another Ainur already works in ${dataDir}. Use that one,`)
    expect(JSON.parse(readFileSync(join(dataDir, 'attach.json'), 'utf8'))).toEqual(first)
  } finally {
    release()
  }
})

test.runIf(process.getuid?.() === 0)(
  'a folder of another user is refused, and nothing is written there',
  async () => {
    const nobody = 65_534
    chownSync(dataDir, nobody, nobody)
    const core = spawn(process.execPath, [program, '--json', '--port', '0', '--data-dir', dataDir])
    const [[code], words] = await Promise.all([once(core, 'exit'), text(core.stderr)])
    expect(code).toBe(3)
    expect(words).toMatch(/belongs to another user of this machine \(number 65534\).*--data-dir/)
    expect(readdirSync(dataDir)).toEqual([])
  },
)

test('an environment that names no folder is not the folder that it was started in', () => {
  vi.stubEnv('AINUR_DATA_DIR', '')
  vi.stubEnv('AINUR_CACHE_DIR', '')
  const { dataDir: data, cacheDir } = readOptions([])
  expect(data).toMatch(/Ainur/)
  expect(data).not.toBe(process.cwd())
  expect(cacheDir).toBe(join(data, 'cache'))
})

test('the browser is given a private file that leads to the address, not the address', async () => {
  const url = 'http://127.0.0.1:4647/?token=one-time'
  const given = join(dataDir, 'given')
  for (const name of ['open', 'xdg-open'])
    writeFileSync(join(dataDir, name), `#!/bin/sh\necho "$@" > ${given}.new && mv ${given}.new ${given}`, {
      mode: 0o700,
    })
  vi.stubEnv('PATH', `${dataDir}:${process.env['PATH']}`)
  vi.stubEnv('DISPLAY', ':0')
  const remove = openBrowser(url, dataDir)
  await expect.poll(() => existsSync(given)).toBe(true)
  const page = join(dataDir, 'open.html')
  expect(readFileSync(given, 'utf8').trim()).toBe(pathToFileURL(page).href)
  expect(readFileSync(page, 'utf8')).toContain(`content="0;url=${url}"`)
  expect(statSync(page).mode & 0o077).toBe(0)
  remove()
  expect(existsSync(page)).toBe(false)
})

test('what is made after that is its user’s alone, but for programs that are started for them', () => {
  const before = process.umask(0o022)
  try {
    const asUser = makeFilesPrivate()
    const modeOf = (name: string) => {
      writeFileSync(join(dataDir, name), '')
      return statSync(join(dataDir, name)).mode & 0o777
    }
    expect(modeOf('key')).toBe(0o600)
    expect(asUser(() => modeOf('picture'))).toBe(0o644)
    expect(modeOf('log')).toBe(0o600)
  } finally {
    process.umask(before)
  }
})
