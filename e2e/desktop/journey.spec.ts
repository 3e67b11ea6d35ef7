import { expect, test } from '../support/fixtures.ts'
import { claimCoins, createFirstAccount, hostFirstAgent, postFirstTask, visit } from '../support/steps.ts'

// Its two figures are those of a new installation.
test.use({ cold: true })

test('from nothing to a settled task with nothing but clicks', async ({ app }, info) => {
  const { page, startedAt } = app
  await visit(page, '/welcome')
  await createFirstAccount(page)
  await claimCoins(page)
  await expect(page.getByRole('main').getByText('1,000 AINU free')).toBeVisible({ timeout: 20_000 })
  await hostFirstAgent(page)
  await postFirstTask(page)
  const posted = Date.now()
  await expect(page.getByText(/AINU were paid for the work/)).toBeVisible({ timeout: 60_000 })
  const seconds = (Date.now() - startedAt) / 1_000
  const chainSeconds = (Date.now() - posted) / 1_000
  info.annotations.push({
    type: 'time',
    description: `${seconds.toFixed(1)} s in all, ${chainSeconds.toFixed(1)} s from post to paid`,
  })
  console.log(
    `first run: ${seconds.toFixed(1)} s from start to paid, ${chainSeconds.toFixed(1)} s of it from post to paid`,
  )

  await page.getByRole('link', { name: 'See its timeline' }).click()
  const track = page.getByRole('region', { name: 'Life of the task' })
  for (const state of ['Bidding', 'Matched', 'Running', 'Verifying', 'Done'])
    await expect(track.getByText(state, { exact: true })).toBeVisible()
  await expect(page.getByText('signature valid')).toBeVisible()
  await page.getByRole('button', { name: 'Verify: run it again' }).click()
  await expect(page.getByText(/^The same: this machine got the same output/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Result' })).not.toBeEmpty()

  await visit(page, '/wallet')
  await expect(page.getByRole('heading', { name: 'Wallet' })).toBeVisible()
  await visit(page, '/settlement')
  await expect(page.getByText('Paid to the agent').first()).toBeVisible()
})
