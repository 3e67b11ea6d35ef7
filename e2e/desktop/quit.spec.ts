import type { ElectronApplication } from '@playwright/test'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAttachment } from '../support/attach.ts'
import { closeDesktop, launchDesktop, openFiles } from '../support/electron.ts'
import { expect, test as base } from '../support/fixtures.ts'
import { expectReady } from '../support/steps.ts'

/** A desktop that the test closes in its own way. */
const test = base.extend<{ dataDir: string; desktop: ElectronApplication }>({
  dataDir: async ({ shell: _ }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ainur-quit-'))
    await use(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  },
  desktop: async ({ dataDir }, use) => {
    const desktop = await launchDesktop(dataDir)
    const main = desktop.process()
    await use(desktop)
    await closeDesktop(desktop, main)
  },
})

const logOf = (dataDir: string) => readFileSync(join(dataDir, 'logs', 'desktop.log'), 'utf8')
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.describe('the desktop', { tag: '@electron' }, () => {
  test('holds every wish to quit until its core has stopped in order', async ({ dataDir, desktop }) => {
    await expectReady(await desktop.firstWindow())
    const { pid = 0 } = readAttachment(dataDir) ?? {}
    expect(isAlive(pid)).toBe(true)
    const exited = once(desktop.process(), 'exit')
    await desktop.evaluate(({ app }) => {
      app.quit()
      app.quit()
    })
    expect((await exited)[0]).toBe(0)
    expect(isAlive(pid)).toBe(false)
    // Taken away by the core itself.
    expect(readAttachment(dataDir)).toBeNull()
    expect(logOf(dataDir)).toMatch(/opens on Electron[^]*Starts a core[^]*is up[^]*Quits[^]*has stopped/)
  })

  test('takes a fault that nobody caught into its log and goes on', async ({ dataDir, desktop }) => {
    const page = await desktop.firstWindow()
    await expectReady(page)
    await desktop.evaluate(({ app }) => {
      setImmediate(() => {
        throw new Error('nobody caught this')
      })
      void Promise.reject(new Error('nor this'))
      // A wish of another start, when the window may be gone.
      app.emit('second-instance')
    })
    await expect.poll(() => logOf(dataDir)).toMatch(/nobody caught this/)
    await expect.poll(() => logOf(dataDir)).toMatch(/nor this/)
    await page.reload()
    await expectReady(page)
  })

  test('ends a core that is only coming up', async ({ dataDir, desktop }) => {
    await desktop.firstWindow()
    await expect.poll(() => logOf(dataDir), { intervals: [10] }).toContain('Starts a core')
    const exited = once(desktop.process(), 'exit')
    await desktop.evaluate(({ app }) => app.quit())
    expect((await exited)[0]).toBe(0)
    // Without the stop in order that a core gets which is up.
    expect(logOf(dataDir)).not.toContain('is up')
    const { pid } = readAttachment(dataDir) ?? {}
    if (pid !== undefined) expect(isAlive(pid)).toBe(false)
  })

  test('gives its core nothing of what it was given open', async ({ dataDir, desktop }) => {
    await expectReady(await desktop.firstWindow())
    const given = openFiles(desktop.process().pid ?? 0)
      .filter((file) => /^[1-4]=/.test(file))
      .map((file) => file.slice(2))
    expect(given).toHaveLength(4)
    const held = openFiles(readAttachment(dataDir)?.pid ?? 0).map((file) => file.replace(/^\d+=/, ''))
    expect(held.length).toBeGreaterThan(4)
    expect(held.filter((file) => given.includes(file))).toEqual([])
  })
})
