/**
 * How fast the page is with 1,000 tasks and 100 agents: from a click to the paint of a list, and the frames while it
 * scrolls. In a real browser, on a core in memory. Beside it, in the same run, the same page without a task or an agent,
 * and a bare document that scrolls.
 *
 *     node bench/page.ts [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { setUpChromium } from '../build/setup/chromium.ts'
import { launchBrowser, openInBrowser } from '../e2e/support/browser.ts'
import { median, report } from './support/report.ts'

const RUNS = 5
/** Px a frame. */
const STEP = 120
const bare = `data:text/html,<p style="height:40000px">tall</p>`

/** Ms from a click on a place in the navigation until what it leads to has been painted. */
const clicked = (page: Page, place: string, shown: string) =>
  page.evaluate(
    ([place = '', shown = '']) =>
      new Promise<number>((resolve) => {
        const began = performance.now()
        const look = () => {
          const text = document.querySelector('main')?.textContent ?? ''
          // The frame that has it is on the screen when the next one begins.
          if (text.includes(shown)) requestAnimationFrame(() => resolve(performance.now() - began))
          else requestAnimationFrame(look)
        }
        document.querySelector<HTMLElement>(`nav a[aria-label="${place}"]`)?.click()
        look()
      }),
    [place, shown],
  )

/** Ms of each frame while the page is scrolled to its end, faster than by hand. */
const scrolled = (page: Page) =>
  page.evaluate(
    (step) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = []
        let last = performance.now()
        const frame = (now: number) => {
          frames.push(now - last)
          last = now
          const before = window.scrollY
          window.scrollBy(0, step)
          if (window.scrollY === before && frames.length > 1) resolve(frames.slice(1))
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    STEP,
  )

interface Measured {
  tasks: number[]
  agents: number[]
  frames: number[]
}

async function measure(browser: Browser, url: string, shown: { task: string; agent: string }) {
  const { page, context } = await openInBrowser(browser, url)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  const seen: Measured = { tasks: [], agents: [], frames: [] }
  // To the end once, so that every task is on the page.
  await clicked(page, 'Tasks', shown.task)
  seen.frames = await scrolled(page)
  for (let run = 0; run < RUNS; run++) {
    seen.agents.push(await clicked(page, 'Agents', shown.agent))
    seen.tasks.push(await clicked(page, 'Tasks', shown.task))
  }
  await context.close()
  return seen
}

const frameOf = (frames: readonly number[], part: number) =>
  [...frames].sort((a, b) => a - b)[Math.floor(frames.length * part)] ?? NaN

const chromium = setUpChromium()
if (chromium === null) process.exit(1)
process.env['AINUR_CHROMIUM'] = chromium
const outDir = mkdtempSync(join(tmpdir(), 'ainur-bench-page-'))
const root = join(import.meta.dirname, 'page')
const quiet = { root, configFile: false, logLevel: 'error' } as const
await build({
  ...quiet,
  plugins: [react()],
  build: { outDir, target: 'chrome108', rolldownOptions: { output: { codeSplitting: false } } },
})
const server = await preview({ ...quiet, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
const at = (query: string) => `${server.resolvedUrls?.local[0]}?${query}`
const browser = await launchBrowser()
const full = await measure(browser, at('tasks=1000&agents=100'), {
  task: '#10000',
  agent: 'agent-0',
})
const empty = await measure(browser, at('tasks=0&agents=0'), {
  task: 'Your tasks will be l',
  agent: 'Picks the sentences',
})
const { page: tall } = await openInBrowser(browser, bare)
const bareFrames = await scrolled(tall)
await browser.close()
await server.close()
rmSync(outDir, { recursive: true })

const ms = (label: string, value: number, most?: number) => ({
  ...{ label, value, unit: 'ms' },
  ...(most !== undefined && { aim: { most } }),
})
const times = (label: string, value: number) => ({ label, value, unit: 'times' })
report('page', {
  emptyTasks: ms('click to paint: no tasks', median(empty.tasks)),
  tasks: ms('click to paint: 1,000 tasks', median(full.tasks), 100),
  tasksRatio: times('against no tasks', median(full.tasks) / median(empty.tasks)),
  emptyAgents: ms('click to paint: no agents', median(empty.agents)),
  agents: ms('click to paint: 100 agents', median(full.agents), 100),
  agentsRatio: times('against no agents', median(full.agents) / median(empty.agents)),
  bareFrame: ms('a frame of a bare document that scrolls, 95th percentile', frameOf(bareFrames, 0.95)),
  frame: ms('a frame while 1,000 tasks scroll, median', frameOf(full.frames, 0.5)),
  frameP95: ms('a frame while 1,000 tasks scroll, 95th percentile', frameOf(full.frames, 0.95)),
  frameRatio: times('against the bare document', frameOf(full.frames, 0.95) / frameOf(bareFrames, 0.95)),
})
