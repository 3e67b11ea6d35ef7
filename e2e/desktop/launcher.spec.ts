import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, lives } from '../support/launch.ts'

// What a person types: npm start. Everything below it has to end with it, and a second one has to be of use.

let dataDir: string
const cores: number[] = []
test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ainur-launcher-'))
})
test.afterEach(async () => {
  for (const pid of cores.splice(0)) if (lives(pid)) process.kill(pid, 'SIGKILL')
  await expect.poll(() => cores.some(lives)).toBe(false)
  rmSync(dataDir, { recursive: true, force: true })
})

for (const signal of ['SIGKILL', 'SIGTERM'] as const)
  test(`npm start that is ended by ${signal} takes its core along`, { tag: '@browser' }, async () => {
    const first = launch(dataDir)
    const { pid } = await first.said('ready').then(() => first.said('listening'))
    cores.push(pid)
    first.process.kill(signal)
    await expect.poll(() => lives(pid), { timeout: 30_000 }).toBe(false)
    expect(existsSync(join(dataDir, 'attach.json'))).toBe(false)
  })

test(
  'a second npm start leads to the page of the first, and a debugger cannot be switched on',
  {
    tag: '@browser',
  },
  async () => {
    const first = launch(dataDir)
    const { pid } = await first.said('listening')
    cores.push(pid)
    process.kill(pid, 'SIGUSR1')
    const second = launch(dataDir)
    const running = await second.said('running')
    expect((await fetch(running.url ?? '', { redirect: 'manual' })).status).toBe(303)
    expect(await second.code).toBe(0)
    // 9229 is where Node's debugger listens, 0x240D in the list of the kernel.
    if (process.platform === 'linux') {
      const sockets = readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
      expect(sockets).not.toMatch(/0100007F:240D /)
    }
    expect(lives(pid)).toBe(true)
    // The launcher, which hears it also when the core hears nothing.
    expect(running.pid).not.toBe(pid)
    process.kill(running.pid, 'SIGTERM')
    await first.code
    expect(lives(pid)).toBe(false)
  },
)

test('the chain is where it was at the last start', { tag: '@browser' }, async () => {
  const chainOf = async () => {
    const started = launch(dataDir)
    const { chain } = await started.said('ready')
    cores.push((await started.said('listening')).pid)
    const health = await fetch(`${(chain ?? '').replace('ws:', 'http:')}/health`)
    expect(await health.json()).toMatchObject({ isSyncing: false })
    started.process.kill('SIGTERM')
    await started.code
    return chain
  }
  expect(await chainOf()).toBe(await chainOf())
})

test('a data folder that is a file is said, with an exit code of its own', { tag: '@browser' }, async () => {
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  chmodSync(file, 0o600)
  const { code, errors } = launch(file)
  expect(await code).toBe(3)
  expect(errors()).toContain('file for its data')
  expect(errors()).not.toMatch(/\n\s+at /)
})
