import { test as base, expect, type Page, type TestInfo } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, openInBrowser } from './browser.ts'
import { startCore, type TestCore } from './core.ts'
import { launchDesktop } from './electron.ts'

export interface AppOptions {
  /** In which shell the project runs the specs. */
  shell: 'browser' | 'electron'
  /** Arguments for the core, e.g. `['--chain-port', '0']` (browser only). */
  coreArgs: string[]
}

export interface App {
  readonly shell: AppOptions['shell']
  readonly page: Page
  readonly dataDir: string
  /** The headless core behind the page; null in Electron, where the desktop has its own. */
  readonly core: TestCore | null
  /** When the application was started, ms since the epoch. */
  readonly startedAt: number
  /** What must not happen in a page and did so far; a test that provokes it takes it out. */
  readonly problems: string[]
  /** Keeps a picture of the page with the results. */
  screenshot(name: string): Promise<void>
}

/** `app`: the built application with its page open, in a data folder of its own. */
export const test = base.extend<AppOptions & { app: App }>({
  shell: ['browser', { option: true }],
  coreArgs: [[], { option: true }],
  app: async ({ shell, coreArgs }, use, info) => {
    const startedAt = Date.now()
    const started = shell === 'browser' ? await startInBrowser(coreArgs) : await startInElectron()
    const { stop, logs, ...app } = started
    const problems = watchPage(app.page)
    const screenshot = async (name: string) => {
      const path = join('e2e', '.screenshots', `${name}-${shell}.png`)
      await app.page.screenshot({ path })
      await info.attach(name, { path, contentType: 'image/png' })
    }
    try {
      await use({ shell, ...app, startedAt, problems, screenshot })
    } finally {
      await keepLogs(info, logs(), problems)
      await stop()
    }
    expect(problems, 'errors in the page').toEqual([])
  },
})
export { expect }

type Started = Omit<App, 'shell' | 'startedAt' | 'problems' | 'screenshot'> & {
  stop(): Promise<void>
  logs(): string
}

async function startInBrowser(args: string[]): Promise<Started> {
  const core = await startCore({ args })
  const browser = await launchBrowser()
  const { page } = await openInBrowser(browser, core.url)
  return {
    page,
    core,
    dataDir: core.dataDir,
    logs: core.output,
    async stop() {
      await browser.close()
      await core.dispose()
    },
  }
}

async function startInElectron(): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ainur-desktop-'))
  const desktop = await launchDesktop(dataDir)
  let output = ''
  for (const stream of [desktop.process().stdout, desktop.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  return {
    page: await desktop.firstWindow(),
    core: null,
    dataDir,
    logs: () => output,
    async stop() {
      let hung = false
      const insist = setTimeout(() => (hung = desktop.process().kill('SIGKILL')), 30_000)
      await desktop.close()
      clearTimeout(insist)
      rmSync(dataDir, { recursive: true, force: true })
      if (hung) throw new Error('The desktop did not end within 30 s of being closed and was killed.')
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
