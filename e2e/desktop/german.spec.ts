import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { english } from '../../src/contract/words/english.ts'
import { german } from '../../src/contract/words/german.ts'
import { catalogues } from '../../src/renderer/i18n.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/fixtures.ts'
import { passphrase, visit } from '../support/steps.ts'
import { sizes, themes, views } from '../support/views.ts'

const flat = (catalogue: object): string[] =>
  Object.values(catalogue).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : flat(value as object),
  )
/** English texts that no German text equals: none of them may stand on a German page. */
const spoken = new Set([...flat(catalogues.de), ...flat(german)])
const foreign = [...flat(catalogues.en), ...flat(english)]
  .filter((text) => !spoken.has(text) && /\p{L}{2}/u.test(text.replace(/\{\{.*?\}\}/g, '')))
  .map((text) =>
    text.split(/\{\{.*?\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)),
  )
  .map((parts) => new RegExp(`^${parts.join('.+')}$`, 'su'))

const ENGLISH_AMOUNT = /\b0\.\d+ AINU|\d\.(\d{1,2}|\d{4,}) AINU|\d,\d{3},\d/

/** Text of the page, line by line, with what screen readers say, that is in English. */
async function englishOn(page: Page): Promise<string[]> {
  const lines = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    )
    // Logs are English, and stand in elements of their own.
    const logs = new Set(
      [...document.querySelectorAll<HTMLElement>('pre')].flatMap(({ innerText }) => innerText.split('\n')),
    )
    return [...document.body.innerText.split('\n').filter((line) => !logs.has(line)), ...labels]
  })
  const texts = new Set(lines.map((line) => line.trim()).filter((line) => /\p{L}{2}/u.test(line)))
  return [...texts].filter(
    (text) => ENGLISH_AMOUNT.test(text) || foreign.some((pattern) => pattern.test(text)),
  )
}

/** What is cut off: text that leaves its box, or a page that is wider than its window. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const found = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
    // Only screen readers have what stands in a box of one pixel outside the flow.
    const forReaders = (box: HTMLElement | null): boolean =>
      box !== null &&
      ((getComputedStyle(box).position === 'absolute' && box.offsetWidth <= 1) ||
        forReaders(box.parentElement))
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      let box = text.parentElement
      while (box && getComputedStyle(box).display.startsWith('inline')) box = box.parentElement
      const range = document.createRange()
      range.selectNodeContents(text)
      const [own, around] = [range.getBoundingClientRect(), box?.getBoundingClientRect()]
      if (!box || !around || own.width === 0 || forReaders(box)) continue
      const { textOverflow, overflowX } = getComputedStyle(box)
      // An ellipsis is on purpose where a word is left to read.
      if ((textOverflow === 'ellipsis' && around.width > 24) || /auto|scroll/.test(overflowX)) continue
      if (own.right > around.right + 1) found.push(text.textContent ?? '')
    }
    return found
  })

test('the whole journey and every view in German', { tag: '@browser' }, async ({ app }) => {
  test.setTimeout(300_000)
  const { page } = app
  await visit(page, '/settings')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible()
  // The choice is the machine's: it is there again at the next start, before the core has answered.
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible()

  await visit(page, '/welcome')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Passphrase', { exact: false }).first().fill('12345678')
  await expect(page.getByText(/Zu leicht zu erraten/)).toBeVisible()
  await page.getByLabel('Passphrase', { exact: false }).first().fill(passphrase)
  await page.getByLabel('Passphrase wiederholen').fill(passphrase)
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await page.getByRole('button', { name: 'Später' }).click()
  await page.getByRole('button', { name: /^[\d.]+ AINU holen$/ }).click()
  await expect(page.getByRole('main').getByText('1.000 AINU frei')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: /hier betreiben$/ }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Diese Aufgabe ausschreiben' }).click({ timeout: 30_000 })
  await expect(page.getByText(/AINU wurden für die Arbeit bezahlt/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Den Verlauf ansehen' }).click()
  await page.getByRole('button', { name: 'Prüfen: noch einmal laufen lassen' }).click()
  await expect(page.getByText(/^Gleich: Dieser Rechner kam zur selben Ausgabe/)).toBeVisible({
    timeout: 30_000,
  })

  // An amount as German writes it, an error of the core, and a preview.
  await visit(page, '/wallet?do=send')
  await page.getByRole('combobox', { name: 'An' }).fill('5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty')
  await page.getByLabel('Betrag').fill('1.5')
  await expect(page.getByText(/mit einem Komma vor den Nachkommastellen/)).toBeVisible()
  await page.getByLabel('Betrag').fill('1,5')
  await page.getByRole('button', { name: 'Prüfen' }).click()
  await expect(page.getByText(/^1,5 AINU an 5FHneW\.\.\..* senden$/)).toBeVisible()
  await page.keyboard.press('Escape')

  for (const [name, path] of views) {
    await visit(page, path)
    await expect(page.locator('h1').first()).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    for (const size of sizes) {
      await app.resize(size)
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        const file = `${name}-de-${theme}-${size.width}x${size.height}.png`
        await page.screenshot({ path: join('e2e', '.screenshots', file) })
        await test.step(`${name}, ${theme}, ${size.width} px`, async () => {
          expect.soft(await cutOff(page), `cut off in ${name} at ${size.width} px`).toEqual([])
          // As in English: a theme changes colours and nothing else.
          await expectAccessible(page, theme === 'light' ? 'all' : 'colours')
        })
      }
    }
    expect.soft(await englishOn(page), `English in ${name}`).toEqual([])
    await page.keyboard.press('Escape')
  }
})
