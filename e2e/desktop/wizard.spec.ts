import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { expectState } from '../support/market.ts'
import { ainu } from '../../src/core/testing/market.ts'
import { seedAgent } from '../support/seed.ts'
import { claimCoins, createFirstAccount, sign, visit } from '../support/steps.ts'

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

test('lack of money is said at once, with coins one click away', async ({ app: { page } }) => {
  await visit(page, '/welcome')
  await createFirstAccount(page)
  await visit(page, '/tasks/new')
  const notice = page.getByText(/^Ada has 0 AINU free. You are [\d.]+ AINU short for this budget/)
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: 'Get AINU from the faucet' }).click()
  await claimCoins(page)
  await expect(notice).toBeHidden({ timeout: 30_000 })
})

test('a task that nobody bid on is changed and posted again, also from a template', async ({ app }) => {
  const { page } = app
  const { market, ada } = await seedAgent(app)
  const id = await market.post(ada, 'We met. We agreed.', {
    ...{ title: 'Too cheap', capability: 'summarize', budget: ainu(1), biddingMs: 2_000 },
  })
  await market.reached(id, 'no-bids')
  await visit(page, `/tasks/${id}`)
  await page.getByRole('link', { name: 'Edit and post again' }).click()
  await step(page, 'money')
  await expect(page.getByText('One agent offers it, for 5 AINU.')).toBeVisible()
  await expect(page.getByText(/The only such task so far found no agent/)).toBeVisible()
  await page.getByRole('button', { name: 'Offer 5 AINU' }).click()
  await expect(page.getByLabel('Budget')).toHaveValue('5')
  await page.getByRole('button', { name: 'Save as a template' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Weekly minutes')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await next(page).click()
  await next(page).click()
  await sign(page, /^Put 5 AINU in escrow$/)
  await page.getByRole('link', { name: 'Open the task' }).click({ timeout: 30_000 })
  await expectState(page, 'Done', 60)

  await visit(page, '/tasks/new')
  await page.getByRole('button', { name: 'Templates' }).click()
  await page.getByRole('menuitem', { name: 'Weekly minutes' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Too cheap')
  await next(page).click()
  await expect(page.getByText('input.txt, 18 B')).toBeVisible()
})

/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
)

test('what a file is, is found out, shown, and decides who can take it', async ({ app }) => {
  const { page } = app
  await seedAgent(app)
  await visit(page, '/tasks/new')
  await page.getByRole('combobox', { name: 'What should be done' }).click()
  await page.getByRole('option', { name: 'summarize', exact: true }).click()
  await page.getByLabel('Title').fill('What is it?')
  await next(page).click()
  await page.getByText('File', { exact: true }).click()
  const file = page.locator('input[type=file]')
  const mediaType = page.getByRole('combobox', { name: 'Media type' })
  const notTaken = page.getByText(/^No agent takes this\./)

  await file.setInputFiles({ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) })
  await expect(page.getByText('There is nothing in this file but empty space.')).toBeVisible()
  await expect(next(page)).toBeDisabled()

  await file.setInputFiles({ name: 'pixel.txt', mimeType: 'text/plain', buffer: PNG })
  await expect(mediaType).toHaveValue('image/png')
  await expect(notTaken).toBeVisible()
  await expect(next(page)).toBeDisabled()
  await app.screenshot('wizard-not-taken')

  await file.setInputFiles({
    ...{ name: 'main.ts', mimeType: 'video/mp2t' },
    buffer: Buffer.from('export const answer = 42\n'),
  })
  await expect(mediaType).toHaveValue('text/typescript')

  const said = 'We met on Monday. We agreed that Ada writes the minutes. Bo brings the cake. Nobody objected.'
  await file.setInputFiles({
    ...{ name: 'minutes.txt', mimeType: 'text/plain' },
    buffer: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(said, 'utf16le')]),
  })
  await expect(mediaType).toHaveValue('text/plain;charset=utf-16le')
  await expect(notTaken).toBeHidden()
  // What was found can be wrong: it can be said otherwise, and what it is decides again.
  await mediaType.fill('application/pdf')
  await expect(notTaken).toBeVisible()
  await expect(next(page)).toBeDisabled()
  await mediaType.fill('text/plain; charset=UTF-16LE')
  await expect(notTaken).toBeHidden()
  await next(page).click()
  await next(page).click()
  await next(page).click()
  await sign(page, /AINU in escrow$/)
  await page.getByRole('link', { name: 'Open the task' }).click({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Bo brings the cake', {
    timeout: 60_000,
  })
})
