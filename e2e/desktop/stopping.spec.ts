import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { ainu, marketOf, PASSPHRASE } from '../../src/core/testing/market.ts'
import { until } from '../../src/core/testing/until.ts'
import { attach } from '../support/attach.ts'
import { root } from '../support/core.ts'
import { type Launched, launch, processesOf } from '../support/launch.ts'
import { faultyManifest, packageFiles } from '../support/market.ts'

// A wish to end that comes at a bad moment: it ends within a bounded time, with a code and words, leaves nothing
// running, and what was there is there at the next start.

/** What an orderly stop takes at most, what the launcher gives it beyond that, and a busy machine. */
const WITHIN_MS = 40_000
const words = /Ainur did not (stop in time|answer)/

let dataDir: string
let running: Launched | null = null
test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ainur-stopping-'))
})
test.afterEach(async () => {
  running?.process.kill('SIGKILL')
  for (const line of processesOf(dataDir)) process.kill(Number.parseInt(line, 10), 'SIGKILL')
  await expect.poll(() => processesOf(dataDir)).toEqual([])
  spawnSync('umount', ['-l', join(dataDir, 'disk')])
  rmSync(dataDir, { recursive: true, force: true })
})

const begin = (folder = dataDir, env = {}) => (running = launch(folder, { direct: true, env }))

/** Its code, and how long it took, ms. */
async function end(launched: Launched, signal: NodeJS.Signals): Promise<number | null> {
  const late = delay(WITHIN_MS, 'late' as const, { ref: false })
  launched.process.kill(signal)
  const code = await Promise.race([launched.code, late])
  if (code === 'late') throw new Error(`It still runs: ${processesOf(dataDir).join('\n')}`)
  await expect.poll(() => processesOf(dataDir)).toEqual([])
  expect(launched.errors()).not.toMatch(/^\s+at /m)
  return code
}

/** Whether the account is there after another start, which ends in order. */
async function expectThere(address: string, folder = dataDir): Promise<void> {
  const again = begin(folder)
  await again.said('ready')
  const { api, close } = await attach(folder)
  expect((await api.wallet.list()).map((account) => account.address)).toContain(address)
  close()
  expect(await end(again, 'SIGTERM')).toBe(0)
}

async function withAccount(folder = dataDir, env = {}) {
  const launched = begin(folder, env)
  const { pid } = await launched.said('ready').then(() => launched.said('listening'))
  const core = await attach(folder)
  const { account } = await core.api.wallet.create({ name: 'Ada', passphrase: PASSPHRASE })
  return { launched, pid, address: account.address, ...core }
}

test.describe('a wish to end', { tag: '@browser' }, () => {
  for (const [signal, which, code] of [
    ['SIGTERM', 'core', 137],
    ['SIGINT', 'core', 137],
    ['SIGTERM', 'chain', 0],
    ['SIGINT', 'chain', 0],
  ] as const)
    test(`by ${signal} while the thread of the ${which} loops`, async () => {
      const env = { NODE_OPTIONS: `--import=${join(root, 'e2e/support/loops.mjs')}`, AINUR_TEST_LOOP: which }
      const { launched, pid, address, close } = await withAccount(dataDir, env)
      process.kill(pid, 'SIGUSR2')
      await expect.poll(launched.errors).toContain('loops')
      expect(await end(launched, signal)).toBe(code)
      if (code === 137) expect(launched.errors()).toMatch(words)
      close()
      await expectThere(address)
    })

  test('while an agent’s run never ends', async () => {
    // Its processes work in the cache.
    const { launched, address, api, close } = await withAccount(dataDir, {
      AINUR_CACHE_DIR: join(dataDir, 'cache'),
    })
    const market = marketOf({ api })
    const owner = await market.person('Grace')
    const files = await packageFiles(faultyManifest, 'agents/testing/faulty.wasm')
    await api.agents.install({
      files: files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') })),
    })
    await market.host(owner, 'faulty', { price: ainu(2) })
    const task = await market.post(owner, 'loop', {
      capability: 'faulty',
      parameters: { mode: 'loop' },
    })
    await market.reached(task, 'running')
    await until('a process that runs it', async () => processesOf(dataDir).length > 3)
    expect(await end(launched, 'SIGTERM')).toBe(0)
    close()
    await expectThere(address)
  })

  test('while it works for coins and seals a key', async () => {
    const { launched, address, api, close } = await withAccount()
    api.faucet.claim({ address }).catch(() => {})
    api.wallet.create({ name: 'Grace', passphrase: PASSPHRASE }).catch(() => {})
    expect(await end(launched, 'SIGTERM')).toBe(0)
    close()
    await expectThere(address)
  })

  test('at any moment of a start', async () => {
    const { launched, address, close } = await withAccount()
    close()
    expect(await end(launched, 'SIGTERM')).toBe(0)
    for (let ms = 100; ms <= 2_500; ms += 300) {
      const next = begin()
      await delay(ms)
      // A signal may come before anybody listens for it.
      expect([0, 143, null]).toContain(await end(next, 'SIGTERM'))
      expect(existsSync(join(dataDir, 'attach.json'))).toBe(false)
    }
    await expectThere(address)
  })

  // Real disks; only root may mount them.
  test('while the disk is full', async () => {
    test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'needs a disk of its own')
    const disk = join(dataDir, 'disk')
    mkdirSync(disk)
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m,mode=0700', 'none', disk]).status).toBe(0)
    const { launched, address, api, close } = await withAccount(disk)
    const filler = join(disk, 'filler')
    expect(() => {
      for (;;) writeFileSync(filler, new Uint8Array(65_536), { flag: 'a' })
    }).toThrow(/ENOSPC/)
    await api.wallet.create({ name: 'Grace', passphrase: PASSPHRASE }).catch(() => {})
    expect(await end(launched, 'SIGTERM')).toBe(0)
    close()
    rmSync(filler)
    await expectThere(address, disk)
  })
})
