import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const program = fileURLToPath(new URL('./testing/quitting.ts', import.meta.url))
const launcher = new URL('../../build/setup.mjs', import.meta.url).href
let group: ChildProcess

afterEach(() => {
  try {
    process.kill(-group.pid!, 'SIGKILL')
  } catch {
    // It ended.
  }
})

/** Starts the program in a process group of its own, under `above` launchers as "npm start" does. */
async function start(
  stopTakesMs: number,
  above = 0,
  ipc = false,
): Promise<{ exited: Promise<[number | null]> }> {
  let args = [program, `${stopTakesMs}`, ...(ipc ? ['late'] : [])]
  for (let level = 0; level < above; level++) {
    const code = `import { run, together } from ${JSON.stringify(launcher)}
process.exitCode = await run(process.execPath, ${JSON.stringify(args)}, together)`
    args = ['--input-type=module', '--eval', code]
  }
  group = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  })
  const exited = once(group, 'exit') as Promise<[number | null]>
  if (!ipc) await once(group.stdout!, 'data')
  return { exited }
}

test('Ctrl+C under launchers that pass it on is one wish: the stop is in order', async () => {
  const { exited } = await start(500, 2)
  process.kill(-group.pid!, 'SIGINT')
  expect((await exited)[0]).toBe(0)
})

test('a second Ctrl+C later insists', async () => {
  const { exited } = await start(8_000)
  process.kill(group.pid!, 'SIGINT')
  // What counts is the time between the two.
  await delay(1_200)
  process.kill(group.pid!, 'SIGINT')
  expect((await exited)[0]).toBe(130)
})

test('a desktop that is gone before the process could listen for that ends it, too', async () => {
  const { exited } = await start(10, 0, true)
  group.disconnect()
  expect((await exited)[0]).toBe(0)
})

test.for(['throws', 'rejects', 'fails-to-stop'])(
  'a process that %s says so, cannot be attached to any more and ends with 1',
  async (fault) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ainur-fault-'))
    try {
      group = spawn(process.execPath, [program, '50', fault, dataDir], {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      await once(group.stdout!, 'data')
      expect(existsSync(join(dataDir, 'attach.json'))).toBe(true)
      const words = text(group.stderr!)
      const exited = once(group, 'exit')
      process.kill(group.pid!, 'SIGUSR2')
      expect(await exited).toEqual([1, null])
      expect(await words).toMatch(/met a fault of its own and stops[^]*nobody caught this/)
      expect(existsSync(join(dataDir, 'attach.json'))).toBe(false)
    } finally {
      rmSync(dataDir, { recursive: true })
    }
  },
)

test('the signal that opens Node’s inspector opens none, and ends nothing', async () => {
  await start(500)
  let said = ''
  group.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  process.kill(group.pid!, 'SIGUSR1')
  // Signals are taken in order: what the first one did is done when the second one has ended the process.
  process.kill(group.pid!, 'SIGINT')
  const [code] = (await once(group, 'close')) as [number | null]
  expect(code).toBe(0)
  expect(said).not.toContain('Debugger listening')
})

test.each(['SIGKILL', 'SIGHUP', 'SIGTERM'] as const)(
  'a launcher that gets %s leaves nothing running',
  async (signal) => {
    await start(10, 2)
    // Everything that runs holds the pipe.
    const closed = once(group.stdout!, 'close')
    group.stdout!.resume()
    process.kill(group.pid!, signal)
    await closed
  },
)
