import type { Locator, Page } from '@playwright/test'
import { join } from 'node:path'
import decodeQR from 'qr/decode.js'
import { expect, test } from '../support/fixtures.ts'
import { seedTask } from '../support/seed.ts'
import { visit } from '../support/steps.ts'

test('a task prints black on white, with its receipt in full and without what can only be clicked', async ({
  app: { page, ...app },
}) => {
  await seedTask({ page, ...app })
  await visit(page, '/tasks/0')
  await expect(page.getByRole('heading', { name: 'Receipt' })).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const hidden of ['navigation', 'banner'] as const)
    await expect(page.getByRole(hidden).first()).toBeHidden()
  await expect(page.locator('.mantine-Button-root:visible, .mantine-ActionIcon-root:visible')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Summarise this' })).toBeVisible()
  const look = await page.evaluate(() => {
    const colours = (selector: string) => {
      const element = document.querySelector(selector)
      return element ? [getComputedStyle(element).color, getComputedStyle(element).backgroundColor] : []
    }
    const whole = [...document.querySelectorAll('[data-whole]')]
    return {
      body: colours('body'),
      heading: colours('h1')[0],
      fact: colours('dd')[0],
      // What is short on the screen.
      inFull: whole.every((each) =>
        getComputedStyle(each, '::after').content.includes(each.getAttribute('data-whole') ?? '-'),
      ),
      identifiers: whole.length,
    }
  })
  expect(look).toMatchObject({
    body: ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'],
    heading: 'rgb(0, 0, 0)',
    fact: 'rgb(0, 0, 0)',
    inFull: true,
  })
  expect(look.identifiers).toBeGreaterThan(3)
  await page.screenshot({ path: join('e2e', '.screenshots', `print-${app.shell}.png`), fullPage: true })
})

/** What a picture on the page says to who reads its code. */
async function readCode(page: Page, code: Locator): Promise<string> {
  const picture = (await code.screenshot({ animations: 'disabled' })).toString('base64')
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = Object.assign(
      document.createElement('canvas'),
      bitmap && { width: bitmap.width, height: bitmap.height },
    )
    const drawn = canvas.getContext('2d')!
    drawn.drawImage(bitmap, 0, 0)
    const image = drawn.getImageData(0, 0, bitmap.width, bitmap.height)
    return { width: image.width, height: image.height, data: [...image.data] }
  }, picture)
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) })
}

test('an address is received by its code, and a link leads to a task', async ({ app }) => {
  const { page, shell } = app
  const { ada } = await seedTask(app)
  await visit(page, '/wallet?do=faucet')
  const code = page.getByRole('img', { name: `QR code of the address ${ada}` })
  await expect(code).toBeVisible()
  // A dialog that still grows is no sharp picture.
  await expect(async () => expect(await readCode(page, code)).toBe(ada)).toPass({ timeout: 30_000 })
  await app.screenshot('receive')
  await page.keyboard.press('Escape')

  await visit(page, '/tasks/0')
  const copy = page.getByRole('button', { name: 'Copy a link to this page' })
  if (shell === 'electron') return expect(copy).toHaveCount(0)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await copy.click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/#\/tasks\/0$/)
  const other = await page.context().newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'Summarise this' })).toBeVisible()
})
