import { test as base, expect, type Page, type TestInfo } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Attached, attach, readAttachment } from './attach.ts'
import { launchBrowser, openInBrowser } from './browser.ts'
import { startCore } from './core.ts'
import { closeDesktop, launchDesktop } from './electron.ts'

export interface AppOptions {
  /** In which shell the project runs the specs. */
  shell: 'browser' | 'electron'
  /** Start as on a machine that never ran it: without the compiled code and agents that tests share. */
  cold: boolean
}

export interface App {
  readonly shell: AppOptions['shell']
  readonly page: Page
  readonly dataDir: string
  /** When the application was started, ms since the epoch. */
  readonly startedAt: number
  /** What must not happen in a page and did so far; a test that provokes it takes it out. */
  readonly problems: string[]
  /** The core past the page: for what a test needs but is not about. Waits until the core is ready. */
  attach(): Promise<Attached['api']>
  /** Kills the core; in the browser somebody starts another one at the same address, in Electron the desktop does. */
  killCore(): Promise<void>
  /** Gives the page this size, in CSS pixels. */
  resize(size: { width: number; height: number }): Promise<void>
  /** Keeps a picture of the page with the results. */
  screenshot(name: string): Promise<void>
}

/** `app`: the built application with its page open, in a data folder of its own. */
export const test = base.extend<AppOptions & { app: App }>({
  shell: ['browser', { option: true }],
  cold: [false, { option: true }],
  app: async ({ shell, cold }, use, info) => {
    const env = { ...process.env }
    if (cold) delete env['AINUR_CACHE_DIR']
    const startedAt = Date.now()
    const started = shell === 'browser' ? await startInBrowser(env) : await startInElectron(env)
    const { stop, logs, ...app } = started
    const problems = watchPage(app.page)
    const attached: Attached[] = []
    const screenshot = async (name: string) => {
      const path = join('e2e', '.screenshots', `${name}-${shell}.png`)
      await app.page.screenshot({ path })
      await info.attach(name, { path, contentType: 'image/png' })
    }
    const attachNow = async () => {
      const core = await attach(app.dataDir)
      attached.push(core)
      return core.api
    }
    try {
      await use({ shell, ...app, startedAt, problems, screenshot, attach: attachNow })
    } finally {
      await keepLogs(info, logs(), problems)
      for (const { close } of attached) close()
      await stop()
    }
    expect(problems, 'errors in the page').toEqual([])
  },
})
export { expect }

type Started = Omit<App, 'shell' | 'startedAt' | 'problems' | 'screenshot' | 'attach'> & {
  stop(): Promise<void>
  logs(): string
}

async function startInBrowser(env: NodeJS.ProcessEnv): Promise<Started> {
  let core = await startCore({ env })
  const { origin, dataDir } = core
  const browser = await launchBrowser()
  const { page } = await openInBrowser(browser, core.url)
  return {
    page,
    dataDir,
    logs: () => core.output(),
    resize: (size) => page.setViewportSize(size),
    async killCore() {
      await core.stop('SIGKILL')
      core = await startCore({ env, dataDir, port: Number(new URL(origin).port) })
    },
    async stop() {
      await browser.close()
      await core.dispose()
    },
  }
}

async function startInElectron(env: NodeJS.ProcessEnv): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ainur-desktop-'))
  const desktop = await launchDesktop(dataDir, { env })
  let output = ''
  for (const stream of [desktop.process().stdout, desktop.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const page = await desktop.firstWindow()
  return {
    page,
    dataDir,
    logs: () => output,
    async resize(size) {
      await desktop.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
      }, size)
      await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size)
    },
    killCore: () => Promise.resolve(void process.kill(readAttachment(dataDir)?.pid ?? 0, 'SIGKILL')),
    async stop() {
      await closeDesktop(desktop)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Collects what must not happen in a page: errors nobody caught, and breaches of its security policy. */
function watchPage(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && text.includes('Content Security Policy')) problems.push(text)
  })
  return problems
}

async function keepLogs(info: TestInfo, logs: string, problems: string[]): Promise<void> {
  if (info.status === info.expectedStatus && problems.length === 0) return
  await info.attach('log of the application', { body: logs, contentType: 'text/plain' })
  console.log(logs.split('\n').slice(-40).join('\n'))
}
