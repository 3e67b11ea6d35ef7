import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser, openInBrowser } from '../support/browser.ts'
import { startCore } from '../support/core.ts'
import { launchDesktop } from '../support/electron.ts'
import { expect, test } from '../support/fixtures.ts'
import type { Page } from '@playwright/test'

const isReady = (page: Page) =>
  expect(page.getByRole('button', { name: /State of the system/ })).toContainText(/Block \d/, {
    timeout: 60_000,
  })
const lost = /connection to the core was lost/

test(
  'a page goes on by itself after its core was killed and started again',
  { tag: '@browser' },
  async () => {
    const first = await startCore()
    const browser = await launchBrowser()
    try {
      const { page } = await openInBrowser(browser, first.url)
      await isReady(page)
      await first.stop('SIGKILL')
      await expect(page.getByText(lost)).toBeVisible()
      const second = await startCore({ dataDir: first.dataDir, port: Number(new URL(first.origin).port) })
      await expect(page.getByText(lost)).toBeHidden({ timeout: 30_000 })
      await isReady(page)
      expect(await second.stop()).toBe(0)
    } finally {
      await browser.close()
      await first.dispose()
    }
  },
)

test('the desktop starts a core that died again', { tag: '@electron' }, async ({ app }) => {
  await isReady(app.page)
  const { pid } = JSON.parse(readFileSync(join(app.dataDir, 'attach.json'), 'utf8')) as { pid: number }
  process.kill(pid, 'SIGKILL')
  await expect(app.page.getByText(lost)).toBeVisible()
  await expect(app.page.getByText(lost)).toBeHidden({ timeout: 60_000 })
  await isReady(app.page)
})

test(
  'the desktop attaches to a core that runs already, and leaves it running',
  { tag: '@electron' },
  async () => {
    const core = await startCore()
    try {
      const desktop = await launchDesktop(core.dataDir, [`--attach=${core.origin}`])
      await isReady(await desktop.firstWindow())
      await desktop.close()
      expect((await fetch(`${core.origin}/session`)).status).toBe(401)
    } finally {
      await core.dispose()
    }
  },
)

test('a second core in the same folder says so and changes nothing', { tag: '@browser' }, async () => {
  const core = await startCore()
  try {
    await expect(startCore({ dataDir: core.dataDir })).rejects.toThrow(
      /code 1:\nAnother Ainur already works in/,
    )
    const attached = JSON.parse(readFileSync(join(core.dataDir, 'attach.json'), 'utf8')) as { url: string }
    expect(attached.url).toBe(core.origin)
  } finally {
    expect(await core.stop()).toBe(0)
    await core.dispose()
  }
})
