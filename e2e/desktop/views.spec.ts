import { join } from 'node:path'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/fixtures.ts'
import { seedTask } from '../support/seed.ts'
import { visit } from '../support/steps.ts'
import { sizes, themes, views } from '../support/views.ts'

test('every view reads well and is accessible, light and dark, wide and narrow', async ({ app }) => {
  test.setTimeout(240_000)
  const { page, shell } = app
  await seedTask(app)
  const api = await app.attach()
  await api.contacts.put({ address: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty', name: 'Bob' })
  for (const [name, path, heading] of views) {
    await visit(page, path)
    await expect(page.locator('h1').first()).toHaveText(heading)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    for (const size of sizes) {
      await app.resize(size)
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        const file = `${name}-${theme}-${size.width}x${size.height}-${shell}.png`
        await page.screenshot({ path: join('e2e', '.screenshots', file) })
        // A theme changes colours and nothing else; a size changes no colours.
        const what = theme === 'light' ? 'all' : 'colours'
        if (size === sizes[0]) await test.step(`${name}, ${theme}`, () => expectAccessible(page, what))
      }
    }
    await page.keyboard.press('Escape')
  }
})

test('the first run and the wallet work by keyboard alone', async ({ app: { page } }) => {
  await visit(page, '/welcome')
  await page.getByLabel('Name').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Keys')
  for (const text of ['correct horse battery', 'correct horse battery']) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.tagName !== 'INPUT'))
      await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Later' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Get / }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByText('1,000 AINU free')).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('wallet')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Wallet', level: 1 })).toBeVisible()
})
