import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { root } from '../support/core.ts'

// What a person types: npm start. Everything below it has to end with it, and a second one has to be of use.

interface Line {
  event: string
  pid: number
  url?: string
  chain?: string | null
}

interface Started {
  npm: ChildProcess
  /** The first line of that event. */
  said(event: string): Promise<Line>
  code: Promise<number | null>
  errors: () => string
}

function npmStart(dataDir: string): Started {
  const args = ['start', '--silent', '--', '--headless', '--json', '--data-dir', dataDir]
  const npm = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Line[] = []
  let wake = () => {}
  createInterface({ input: npm.stdout }).on('line', (line) => {
    if (line.startsWith('{')) lines.push(JSON.parse(line) as Line)
    wake()
  })
  let errors = ''
  npm.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const code = new Promise<number | null>((resolve) => npm.once('close', resolve))
  return {
    npm,
    code,
    errors: () => errors,
    async said(event) {
      for (;;) {
        const found = lines.find((line) => line.event === event)
        if (found) return found
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

const lives = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

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
    const first = npmStart(dataDir)
    const { pid } = await first.said('ready').then(() => first.said('listening'))
    cores.push(pid)
    first.npm.kill(signal)
    await expect.poll(() => lives(pid), { timeout: 30_000 }).toBe(false)
    expect(existsSync(join(dataDir, 'attach.json'))).toBe(false)
  })

test(
  'a second npm start leads to the page of the first, and a debugger cannot be switched on',
  {
    tag: '@browser',
  },
  async () => {
    const first = npmStart(dataDir)
    const { pid } = await first.said('listening')
    cores.push(pid)
    process.kill(pid, 'SIGUSR1')
    const second = npmStart(dataDir)
    const running = await second.said('running')
    expect(running.pid).toBe(pid)
    expect((await fetch(running.url ?? '', { redirect: 'manual' })).status).toBe(303)
    expect(await second.code).toBe(0)
    // 9229 is where Node's debugger listens, 0x240D in the list of the kernel.
    if (process.platform === 'linux') {
      const sockets = readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
      expect(sockets).not.toMatch(/0100007F:240D /)
    }
    expect(lives(pid)).toBe(true)
    first.npm.kill('SIGTERM')
    await first.code
  },
)

test('the chain is where it was at the last start', { tag: '@browser' }, async () => {
  const chainOf = async () => {
    const started = npmStart(dataDir)
    const { chain } = await started.said('ready')
    cores.push((await started.said('listening')).pid)
    const health = await fetch(`${(chain ?? '').replace('ws:', 'http:')}/health`)
    expect(await health.json()).toMatchObject({ isSyncing: false })
    started.npm.kill('SIGTERM')
    await started.code
    return chain
  }
  expect(await chainOf()).toBe(await chainOf())
})

test('a data folder that is a file is said, with an exit code of its own', { tag: '@browser' }, async () => {
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  chmodSync(file, 0o600)
  const { code, errors } = npmStart(file)
  expect(await code).toBe(3)
  expect(errors()).toContain('file as its data folder')
  expect(errors()).not.toMatch(/\n\s+at /)
})
