import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { sign, visit } from '../support/steps.ts'
import { seedAgent } from '../support/seed.ts'

const kept = (page: Page) => expect(page.getByText('Kept as a draft')).toBeVisible()
const step = (page: Page, name: string) =>
  expect(page).toHaveURL(name === 'what' ? /#\/tasks\/new(\?step=what)?$/ : new RegExp(`step=${name}$`))
const next = (page: Page) => page.getByRole('button', { name: 'Continue' })

test('what was typed survives a reload, Back, a click elsewhere and a core that dies', async ({ app }) => {
  const { page } = app
  await seedAgent(app)
  await visit(page, '/tasks/new')
  await expect(page.getByText('Still missing: what should be done, a title.')).toBeVisible()
  await expect(next(page)).toBeDisabled()
  await page.getByRole('combobox', { name: 'What should be done' }).click()
  await page.getByRole('option', { name: 'summarize', exact: true }).click()
  await page.getByLabel('Title').fill('Minutes of Monday')
  await next(page).click()

  await step(page, 'input')
  await expect(page.getByLabel('Text for the agent')).toBeFocused()
  await page.getByText('File', { exact: true }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('We met. We agreed.') })
  await expect(page.getByText('minutes.txt, 18 B')).toBeVisible()
  await kept(page)

  await page.reload()
  await step(page, 'input')
  await expect(page.getByText('minutes.txt, 18 B')).toBeVisible()
  await page.goBack()
  await step(page, 'what')
  await expect(page.getByLabel('Title')).toHaveValue('Minutes of Monday')
  await page.goForward()

  await page.getByRole('link', { name: 'Wallet', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'Wallet' })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('minutes.txt, 18 B')).toBeVisible()
  await next(page).click()
  await expect(page.getByLabel('Budget')).toBeFocused()
  await page.getByLabel('Budget').fill('7')
  await kept(page)

  await app.killCore()
  await visit(page, '/')
  await visit(page, '/tasks/new?step=money')
  await expect(page.getByLabel('Budget')).toHaveValue('7', { timeout: 60_000 })

  await next(page).click()
  await next(page).click()
  await step(page, 'review')
  await sign(page, /^Put 7 AINU in escrow$/)
  await expect(page.getByRole('link', { name: 'Open the task' })).toBeVisible({ timeout: 30_000 })
  await visit(page, '/tasks/new')
  await expect(page.getByLabel('Title')).toHaveValue('')
})
