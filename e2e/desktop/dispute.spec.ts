import type { Page } from '@playwright/test'
import { ainu } from '../../src/core/testing/market.ts'
import { outsider } from '../../src/core/testing/outsider.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { type App, expect, test } from '../support/fixtures.ts'
import { expectState } from '../support/market.ts'
import { seedAccount, seedAgent } from '../support/seed.ts'
import { sign, visit } from '../support/steps.ts'

const openDispute = async (page: Page, task: number) => {
  await visit(page, `/tasks/${task}`)
  await page.getByRole('button', { name: 'Dispute result' }).click({ timeout: 30_000 })
  const dialog = page.getByRole('dialog', { name: 'Dispute result' })
  await dialog.getByLabel('What is wrong with the result?').fill('I do not believe it.')
  return { dialog, next: dialog.getByRole('button', { name: 'Look at the cost' }) }
}

test('a right result can be disputed only by who was told that the bond would be lost', async ({ app }) => {
  const { page } = app
  const { ada, market } = await seedAgent(app)
  const task = await market.post(ada, 'One sentence. Another one. A third.', {
    ...{ capability: 'summarize', disputeWindowMs: 3_600_000 },
  })
  await market.reached(task, 'verifying')

  const { dialog, next } = await openDispute(page, task)
  await expect(dialog.getByText(/^The run is right: you would lose the bond of 0\.5 AINU\./)).toBeVisible({
    timeout: 30_000,
  })
  await expect(next).toBeDisabled()
  await app.screenshot('dispute-right')
  await expectAccessible(page)
  await dialog.getByRole('checkbox', { name: /will lose the bond/ }).check()
  await next.click()
  await sign(page, 'Dispute result')
  await page.keyboard.press('Escape')
  await expectState(page, 'Done', 90)
})

/** A task for an agent that says it is echo and delivers something else; until its result can be disputed. */
async function lied(app: App) {
  const { ada, market } = await seedAccount(app)
  await market.host(ada, 'echo')
  const api = await app.attach()
  const bob = await outsider((await api.chain.status({})).url!)
  const packages = await api.agents.packages({})
  const { manifestCid } = packages.find(({ manifest }) => manifest.name === 'echo')!
  const did = 'did:ainur:liar'
  await bob.register(did, manifestCid!, ainu(1))
  const task = await market.post(ada, 'for the liar', { target: did, disputeWindowMs: 3_600_000 })
  await bob.bid(task, did, ainu(1))
  await market.reached(task, 'matched')
  await bob.start(task)
  const base64 = Buffer.from('made up').toString('base64')
  await bob.deliver(task, await api.content.add({ base64, mediaType: 'text/plain' }), '1')
  await market.reached(task, 'verifying')
  await bob.close()
  return task
}

test('a wrong result is shown to differ before it is disputed', async ({ app }) => {
  const { page } = app
  const { dialog, next } = await openDispute(page, await lied(app))
  await expect(dialog.getByText('It differs.')).toBeVisible({ timeout: 30_000 })
  await expect(dialog.getByText(/^The program gives another output on this input\./)).toBeVisible()
  await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  await app.screenshot('dispute-wrong')
  const why = dialog.getByLabel('What is wrong with the result?')
  await why.fill('I do not \u202ebelieve it.')
  await expect(dialog.getByText('Characters that cannot be seen must be taken out.')).toBeVisible()
  await expect(next).toBeDisabled()
  await app.screenshot('dispute-hidden')
  await why.fill('I do not believe it.')
  await next.click()
  await sign(page, 'Dispute result')
  await page.keyboard.press('Escape')
  await expectState(page, 'Refunded', 90)
  await expect(page.getByText(/decided for the submitter/)).not.toHaveCount(0)
})
