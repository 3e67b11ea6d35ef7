import { expect, test } from '../support/fixtures.ts'
import {
  expectState,
  faultyManifest,
  hostPackage,
  installPackage,
  packageFiles,
  postTask,
} from '../support/market.ts'
import { seedAccount, seedAgent, seedPackage } from '../support/seed.ts'
import { createFirstAccount, passphrase, sign, visit } from '../support/steps.ts'

/** Long enough for an agent to bid while another test has the machine. */
const BIDDING_S = 6
const faultyWasm = 'agents/testing/faulty.wasm'

test('a wrong passphrase signs nothing and says so', async ({ app }) => {
  const { page } = app
  await seedAccount(app)
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
  await expect(dialog.getByRole('link', { name: 'Get AINU from the faucet' })).toBeVisible()
  const confirm = dialog.getByRole('button', { name: 'Register and start hosting' })
  if (await confirm.isVisible()) await expect(confirm).toBeDisabled()
})

test('an agent that crashes: the escrow comes back and the reason is there', async ({ app }) => {
  const { page } = app
  await seedAccount(app)
  await installPackage(page, await packageFiles(faultyManifest, faultyWasm))
  await hostPackage(page, 'Faulty', 'faulty')
  await postTask(page, {
    title: 'Crash, please',
    capability: 'faulty',
    options: '{"mode":"crash"}',
    bidding: BIDDING_S,
  })
  await expectState(page, 'Timed out', 60)
  await expect(page.getByText('The agent reported')).toBeVisible()
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible()
})

test('an agent that never answers: the refund arrives by itself', async ({ app }) => {
  const { page } = app
  await seedPackage(app, await seedAccount(app), faultyManifest, faultyWasm)
  await postTask(page, {
    title: 'Say nothing',
    capability: 'faulty',
    options: '{"mode":"loop"}',
    bidding: BIDDING_S,
    minutesToWork: 1,
  })
  await expectState(page, 'Running', 30)
  // The chain's clock runs faster: its minute is the same one.
  const api = await app.attach()
  await api.settings.set({ devSpeed: 30 })
  await expectState(page, 'Timed out', 30)
  await expect(page.getByText('Bond taken', { exact: true })).toBeVisible()
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible()
})

test('two accounts on one machine work for each other', async ({ app }) => {
  const { page } = app
  await seedAgent(app)
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
    bidding: BIDDING_S,
  })
  await expectState(page, 'Done', 60)
  await visit(page, '/settlement')
  await expect(page.getByText('Put in escrow').first()).toBeVisible()
})
