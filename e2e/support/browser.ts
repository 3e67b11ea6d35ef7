import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'

// Nothing but the page under test talks to anything.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium of this machine; the runner names it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['AINUR_CHROMIUM'] ?? '/usr/bin/chromium',
    args: quiet,
  })
}

/** Opens a core's page in a fresh profile. */
export async function openInBrowser(
  browser: Browser,
  url: string,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 840 } })
  const page = await context.newPage()
  await page.goto(url)
  return { page, context }
}
