import { fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { takeDataDir } from '../core/data-dir.ts'
import { makeFolder } from '../core/testing/folder.ts'
import { resourcesDir } from '../core/testing/paths.ts'

const program = fileURLToPath(new URL('./testing/in-utility.ts', import.meta.url))

test('a core of the desktop that meets a fault says so, stops and leaves its folder free', async () => {
  const folder = makeFolder()
  onTestFinished(folder.remove)
  const core = fork(program, [folder.path, resourcesDir, process.execPath], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  onTestFinished(() => void core.kill('SIGKILL'))
  const words = text(core.stderr!)
  expect((await once(core, 'message'))[0]).toEqual({ type: 'listening' })
  const failed = once(core, 'message')
  const exited = once(core, 'exit')
  core.kill('SIGUSR2')
  expect((await failed)[0]).toMatchObject({
    type: 'failed',
    reason: expect.stringContaining('met a fault'),
  })
  expect(await exited).toEqual([1, null])
  expect(await words).toContain('nobody caught this')
  takeDataDir(folder.path)()
})
