import { startCore } from '../support/core.ts'
import { expect, test } from '../support/fixtures.ts'
import {
  expectState,
  faultyManifest,
  hostPackage,
  installPackage,
  packageFiles,
  postTask,
} from '../support/market.ts'
import { claimCoins, createFirstAccount, firstRun, passphrase, sign, visit } from '../support/steps.ts'

test('a wrong passphrase signs nothing and says so', async ({ app: { page } }) => {
  await visit(page, '/welcome')
  await createFirstAccount(page)
  await claimCoins(page)
  await expect(page.getByText('1,000 AINU free')).toBeVisible({ timeout: 20_000 })
  await visit(page, '/wallet')
  await page.getByRole('button', { name: 'More actions for Ada' }).click()
  await page.getByRole('menuitem', { name: 'Lock' }).click()
  await visit(page, '/agents')
  await page.getByRole('tab', { name: 'Packages' }).click()
  await page.getByRole('button', { name: 'Host Echo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Look at the cost' }).click()
  await sign(page, 'Register and start hosting', 'not my passphrase')
  await expect(
    page
      .getByRole('dialog')
      .getByText(/passphrase/i)
      .last(),
  ).toBeVisible()
  await expect(page.getByRole('dialog').getByText(/does not|wrong/i)).toBeVisible()
  await sign(page, 'Register and start hosting')
  await expect(page.getByRole('link', { name: 'Open the agent' })).toBeVisible({ timeout: 30_000 })
})

test('an account without funds is told what is missing, before anything is signed', async ({
  app: { page },
}) => {
  await visit(page, '/welcome')
  await createFirstAccount(page)
  await visit(page, '/agents')
  await page.getByRole('tab', { name: 'Packages' }).click()
  await page.getByRole('button', { name: 'Host Echo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Look at the cost' }).click()
  await expect(dialog.getByText(/not enough|insufficient|needs|too little/i).first()).toBeVisible({
    timeout: 20_000,
  })
  const confirm = dialog.getByRole('button', { name: 'Register and start hosting' })
  if (await confirm.isVisible()) await expect(confirm).toBeDisabled()
})

test.describe('an agent that fails', () => {
  test.setTimeout(240_000)
  test.beforeEach(async ({ app: { page } }) => {
    await firstRun(page)
    await installPackage(page, await packageFiles(faultyManifest, 'agents/testing/faulty.wasm'))
    await hostPackage(page, 'Faulty', 'faulty')
  })

  test('crashes: the escrow comes back and the reason is there', async ({ app: { page } }) => {
    await postTask(page, {
      title: 'Crash, please',
      capability: 'faulty',
      options: '{"mode":"crash"}',
      bidding: 3,
    })
    await expectState(page, 'Timed out', 60)
    await expect(page.getByText('The agent reported')).toBeVisible()
    await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible()
  })

  test('never answers: the refund arrives by itself', async ({ app: { page } }) => {
    await postTask(page, {
      title: 'Say nothing',
      capability: 'faulty',
      options: '{"mode":"loop"}',
      bidding: 3,
      minutesToWork: 1,
    })
    await expectState(page, 'Running', 30)
    await expectState(page, 'Timed out', 120)
    await expect(page.getByText('Bond taken', { exact: true })).toBeVisible()
  })
})

test('a dispute is settled by running the task again', async ({ app: { page } }) => {
  test.setTimeout(180_000)
  await firstRun(page)
  await postTask(page, {
    title: 'Check this one',
    capability: 'summarize',
    text: 'One sentence. Another one. A third.',
    bidding: 3,
    disputeWindow: 60,
  })
  await page.getByRole('button', { name: 'Dispute result' }).click({ timeout: 60_000 })
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is wrong with the result?').fill('I do not believe it.')
  await dialog.getByRole('button', { name: 'Look at the cost' }).click()
  await sign(page, 'Dispute result')
  await page.keyboard.press('Escape')
  await expectState(page, 'Finalized', 90)
  await expect(page.getByText(/was paid\.$/)).toBeVisible()
})

test('a task survives that the core is killed in the middle', async ({ app }) => {
  const { page, core } = app
  if (core === null) return test.skip(true, 'in the desktop the core is the desktop’s to restart')
  await firstRun(page)
  await postTask(page, {
    title: 'Outlive this',
    capability: 'summarize',
    text: 'One sentence. Another one. A third.',
    bidding: 15,
  })
  await expect(page.getByRole('table', { name: 'Bids' })).toContainText('summarizer', { timeout: 14_000 })
  const path = new URL(page.url()).hash.slice(1)
  await core.stop('SIGKILL')
  const again = await startCore({ dataDir: core.dataDir })
  try {
    await page.goto(again.url)
    await visit(page, path)
    await expectState(page, 'Finalized', 90)
  } finally {
    await again.stop()
  }
})

test('two accounts on one machine work for each other', async ({ app: { page } }) => {
  test.setTimeout(180_000)
  await firstRun(page, 'Ada')
  await visit(page, '/wallet?do=create')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Grace')
  await dialog.getByLabel('Passphrase', { exact: false }).first().fill(passphrase)
  await dialog.getByLabel('Passphrase again').fill(passphrase)
  await dialog.getByRole('button', { name: 'Create account' }).click()
  await dialog.getByRole('button', { name: 'Later' }).click()
  await visit(page, '/wallet?do=faucet')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Get [\d,]+ AINU$/ })
    .click()
  await expect(page.getByRole('dialog').getByText(/^Final in block/)).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  await postTask(page, {
    title: 'For Ada’s agent',
    capability: 'summarize',
    text: 'One sentence. Another one. A third.',
    bidding: 3,
  })
  await expectState(page, 'Finalized', 60)
  await visit(page, '/settlement')
  await expect(page.getByText('Put in escrow').first()).toBeVisible()
})
