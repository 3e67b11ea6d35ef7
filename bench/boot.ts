/**
 * How long Ainur takes to start: from the start of the process to a page that can be used and to a core whose chain is
 * ready, with an empty data folder and with one that was used before. Beside it, in the same run, the least that such
 * a program could take: a bare Node process with an HTTP server and a page of one line in the same browser.
 *
 *     node bench/boot.ts [--json]
 */
import type { Browser } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildApp } from '../build/app.ts'
import { setUpChromium } from '../build/setup/chromium.ts'
import { launchBrowser, openInBrowser } from '../e2e/support/browser.ts'
import { startCore } from '../e2e/support/core.ts'
import { withFolder } from './support/folder.ts'
import { median, report } from './support/report.ts'

const RUNS = 5
const bareServer = `
  import { createServer } from 'node:http'
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<h1>ready</h1>'))
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

interface Times {
  listening: number
  /** The first thing of the application that can be clicked. */
  usable: number
  /** The page shows a block of a chain that is ready. */
  ready: number
}

async function startAinur(browser: Browser, dataDir: string): Promise<Times> {
  const started = performance.now()
  const core = await startCore({ dataDir })
  const { page, context } = await openInBrowser(browser, core.url)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  const usable = performance.now() - started
  await page.getByText(/^Block [\d,]+, final [\d,]+/).waitFor({ timeout: 60_000 })
  await core.ready
  const ready = performance.now() - started
  await context.close()
  await core.stop()
  return { listening: core.timings.listening, usable, ready }
}

/** Ms from the start of a bare Node server to its page on the screen. */
async function startBare(browser: Browser): Promise<number> {
  const started = performance.now()
  const server = spawn(process.execPath, ['--input-type=module', '-e', bareServer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(server.stdout, 'data')) as [Buffer]
  const { page, context } = await openInBrowser(browser, `http://127.0.0.1:${port.toString().trim()}/`)
  await page.getByRole('heading', { name: 'ready' }).waitFor()
  const ms = performance.now() - started
  await context.close()
  server.kill()
  return ms
}

const chromium = setUpChromium()
if (chromium === null || !(await buildApp(['page', 'core']))) process.exit(1)
process.env['AINUR_CHROMIUM'] = chromium
const browser = await launchBrowser()
const first: Times[] = []
const again: Times[] = []
const bare: number[] = []
await startBare(browser)
for (let run = 0; run < RUNS; run++) {
  bare.push(await startBare(browser))
  await withFolder(async (dataDir) => {
    first.push(await startAinur(browser, dataDir))
    again.push(await startAinur(browser, dataDir))
  })
}
await browser.close()

const middle = (all: Times[], what: keyof Times) => median(all.map((times) => times[what]))
const ms = (label: string, value: number) => ({ label, value, unit: 'ms' })
report('boot', {
  bare: ms('bare Node server and a page of one line', median(bare)),
  firstListening: ms('first start: the server listens', middle(first, 'listening')),
  firstUsable: ms('first start: the page can be used', middle(first, 'usable')),
  firstReady: ms('first start: the chain is ready', middle(first, 'ready')),
  againUsable: ms('later start: the page can be used', middle(again, 'usable')),
  againReady: ms('later start: the chain is ready', middle(again, 'ready')),
  ratio: {
    label: 'first start, page usable, against the bare server',
    value: middle(first, 'usable') / median(bare),
    unit: 'times',
  },
})
