import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './setup.mjs'
import { setUpChromium } from './setup/chromium.ts'

// Draws `src/renderer/icon.svg` as the PNG files that the desktop needs. Run by hand when the picture changes.

const WIDTHS = { app: 512, tray: 32 }
const svg = readFileSync(join(root, 'src/renderer/icon.svg'), 'utf8')
const executablePath = setUpChromium()
if (executablePath === null) process.exit(1)
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
for (const [name, width] of Object.entries(WIDTHS)) {
  const page = await browser.newPage({ viewport: { width, height: width } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${width}px }</style>${svg}`)
  await page.screenshot({ path: join(root, 'resources/icons', `${name}.png`), omitBackground: true })
}
await browser.close()
