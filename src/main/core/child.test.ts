import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startChildCore } from './child.ts'

const script = fileURLToPath(new URL('./testing/small-core.ts', import.meta.url))
let dataDir: string
let signal: AbortController

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ainur-child-'))
  signal = new AbortController()
})
afterEach(() => {
  if (isAlive()) process.kill(pidOfCore(), 'SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

type Mode = 'well' | 'silent' | 'refuses' | 'impostor' | 'stubborn' | 'fails'
function start(mode: Mode, times: { stopMs?: number; listenMs?: number } = {}) {
  writeFileSync(join(dataDir, 'mode'), mode)
  return startChildCore(
    { node: process.execPath, script, dataDir, resourcesDir: '', answer: null, ...times },
    signal.signal,
  )
}
const pidOfCore = () => Number(readFileSync(join(dataDir, 'pid'), 'utf8'))
function isAlive(): boolean {
  if (!existsSync(join(dataDir, 'pid'))) return false
  try {
    return process.kill(pidOfCore(), 0)
  } catch {
    return false
  }
}

test('a core is started, and ends when it is asked to, once', async () => {
  const core = await start('well')
  expect(isAlive()).toBe(true)
  expect(core.stop()).toBe(core.stop())
  await core.stop()
  expect(isAlive()).toBe(false)
  expect(await core.lost).toBe('The core ended (SIGTERM).')
})

test('a core that does not want to stop is killed', async () => {
  const core = await start('stubborn', { stopMs: 200 })
  await core.stop()
  expect(await core.lost).toBe('The core ended (SIGKILL).')
  expect(isAlive()).toBe(false)
})

test('a core can be ended at once', async () => {
  const core = await start('stubborn')
  core.kill()
  expect(await core.lost).toBe('The core ended (SIGKILL).')
})

test('a core that never listens is not left running', async () => {
  await expect(start('silent', { listenMs: 1_500 })).rejects.toThrow('did not answer within 1.5 s')
  expect(existsSync(join(dataDir, 'pid'))).toBe(true)
  expect(isAlive()).toBe(false)
})

test('closing while the core comes up ends it at once', async () => {
  const starting = start('silent')
  starting.catch(() => {})
  await expect.poll(isAlive).toBe(true)
  signal.abort()
  await expect(starting).rejects.toThrow('The desktop is closing.')
  expect(isAlive()).toBe(false)
})

test('a core that cannot be attached to is not left running', async () => {
  await expect(start('refuses')).rejects.toThrow('does not answer')
  expect(existsSync(join(dataDir, 'pid'))).toBe(true)
  expect(isAlive()).toBe(false)
})

test('a program that answers in the place of the core is not talked to', async () => {
  await expect(start('impostor')).rejects.toThrow('Another program answers')
  expect(isAlive()).toBe(false)
})

test('the last words of a core that ends at its start are the reason', async () => {
  await expect(start('fails')).rejects.toThrow('The disk is full.')
})

test('a Node that is not there is a reason, too', async () => {
  const options = { node: join(dataDir, 'no-node'), script: '', dataDir, resourcesDir: '', answer: null }
  await expect(startChildCore(options, signal.signal)).rejects.toThrow('ENOENT')
})
