import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '../support/fixtures.ts'
import { seedAccount } from '../support/seed.ts'
import { passphrase, visit } from '../support/steps.ts'

const keystores = fileURLToPath(new URL('../../src/core/wallet/testing/keystores', import.meta.url))
const name = 'Made without a passphrase'
/** Of the key that the backup has in clear, as it would stand in a file. */
const inClear = 'MFMCAQEwBQYDK2VwBCIEIJhH7AyquGyJQlhXG5sOaPUR'

/** The files below the data folder that hold a text. */
function filesWith(dir: string, text: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((path) => join(dir, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => readFileSync(path).includes(text))
}

test('a key that comes in clear is sealed, guessed at in vain, and gone without a trace', async ({ app }) => {
  const { page, dataDir } = app
  await seedAccount(app)
  await visit(page, '/wallet?do=import')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: 'File' }).click()
  await page.locator('input[type=file]').setInputFiles(join(keystores, 'batch-one-without-passphrase.json'))
  await dialog.getByLabel('Passphrase of the file').fill(passphrase)
  const fresh = dialog.getByLabel('New passphrase for this machine')
  await fresh.fill('password password')
  await expect(dialog.getByText(/Too easy to guess/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog.getByRole('alert')).toContainText('too easy to guess')
  await fresh.fill('seven grey umbrellas')
  await expect(dialog.getByText('Strong.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  expect(filesWith(dataDir, inClear)).toEqual([])

  const choose = async (item: string) => {
    await page.getByRole('button', { name: `More actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await choose('Lock')
  await choose('Unlock')
  const alert = dialog.getByRole('alert')
  const guess = async (wrong: string) => {
    await dialog.getByLabel(/^Passphrase of/).fill(wrong)
    await dialog.getByRole('button', { name: 'Unlock' }).click()
    await expect(alert).toContainText(/does not fit|Too many/)
  }
  await guess(passphrase)
  await expect(alert).toContainText('does not fit')
  // Each wrong one doubles the wait, so a slow machine comes to it, too.
  await expect(async () => {
    await guess('a guess of many')
    await expect(alert).toContainText('Too many wrong passphrases', { timeout: 1_000 })
  }).toPass()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  const core = await app.attach()
  const { address } = (await core.wallet.list({})).find((account) => account.name === name)!
  expect(filesWith(dataDir, address)).not.toEqual([])
  await choose('Remove from this machine')
  await dialog.getByLabel(/Write the name of the account/).fill(name)
  await dialog.getByRole('button', { name: 'Remove the key' }).click()
  await expect(page.getByRole('heading', { name })).toBeHidden()
  expect(filesWith(dataDir, address)).toEqual([])
})
