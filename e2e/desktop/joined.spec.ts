import { launchBrowser, openInBrowser } from '../support/browser.ts'
import { startCore } from '../support/core.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectState, postTask } from '../support/market.ts'
import { seedAgent } from '../support/seed.ts'
import { createFirstAccount, visit } from '../support/steps.ts'

test(
  'a second Ainur joins the first one’s network and has work done there',
  { tag: '@browser' },
  async ({ app }) => {
    const { page } = app
    await seedAgent(app)
    await visit(page, '/network')
    const endpoint = await page.getByText(/^ws:\/\/127\.0\.0\.1:\d+$/).textContent()

    const core = await startCore()
    const browser = await launchBrowser()
    try {
      const { page: second } = await openInBrowser(browser, core.url)
      await visit(second, '/welcome')
      await createFirstAccount(second, 'Grace')
      await visit(second, '/network')
      await second.getByRole('radio', { name: 'Another network' }).check()
      await second.getByPlaceholder('ws://127.0.0.1:9944').fill(endpoint ?? '')
      await second.getByRole('main').getByRole('button', { name: 'Switch network' }).click()
      await second.getByRole('button', { name: 'Switch now' }).click()
      await expect(second.getByText(/^Unknown chain 0x/).first()).toBeVisible({ timeout: 30_000 })

      await visit(second, '/welcome')
      await second.getByRole('button', { name: /^Get [\d,]+ AINU$/ }).click()
      await expect(second.getByRole('main').getByText('1,000 AINU free')).toBeVisible({ timeout: 30_000 })
      await visit(second, '/agents')
      await second.getByRole('tab', { name: 'Market' }).click()
      await expect(second.getByRole('table', { name: 'Market' })).toContainText('summarize')

      await postTask(second, {
        title: 'From the other side',
        capability: 'summarize',
        text: 'One sentence. Another one. A third.',
        bidding: 6,
      })
      await expectState(second, 'Done', 60)
      await expect(second.getByText('signature valid')).toBeVisible()

      await visit(page, '/tasks')
      await page.getByText('Everyone’s').click()
      await expect(page.getByRole('link', { name: /From the other side/ })).toBeVisible()
    } finally {
      await browser.close()
      await core.dispose()
    }
  },
)
