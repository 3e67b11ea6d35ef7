import { expect, type Page } from '@playwright/test'

/** What a person does, by the words they see. Each step waits for what the person would wait for. */
export const passphrase = 'correct horse battery'

/** Goes to a view by its address behind the `#`. */
export const visit = async (page: Page, path: string) => {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
}

/** First step of the first run: an account; the phrase is postponed, as development networks allow. */
export const createFirstAccount = async (page: Page, name = 'Ada') => {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Passphrase', { exact: false }).first().fill(passphrase)
  await page.getByLabel('Passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('button', { name: 'Later' }).click()
}

/** Second step: coins from the faucet. */
export const claimCoins = (page: Page) => page.getByRole('button', { name: /^Get [\d,]+ AINU$/ }).click()

/** Third step: the suggested agent. */
export const hostFirstAgent = (page: Page) =>
  page.getByRole('button', { name: /^Host / }).click({ timeout: 30_000 })

/** Fourth step: the suggested task. */
export const postFirstTask = (page: Page) =>
  page.getByRole('button', { name: 'Post this task' }).click({ timeout: 30_000 })

/** Signs what a signing panel shows: unlocks when asked, presses the button and waits for the end. */
export const sign = async (page: Page, button: string | RegExp, secret = passphrase) => {
  const panel = page.getByRole('dialog').or(page.getByRole('main')).last()
  const field = panel.getByLabel(/^Passphrase of/)
  const confirm = panel.getByRole('button', { name: button })
  await expect(confirm).toBeVisible({ timeout: 20_000 })
  if (await field.isVisible()) await field.fill(secret)
  await confirm.click()
}

/** Waits until the page shows a core that makes blocks. */
export const expectReady = (page: Page) =>
  expect(page.getByRole('button', { name: /State of the system/ })).toContainText(/Block \d/, {
    timeout: 60_000,
  })
