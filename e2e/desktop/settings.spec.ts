import { expect, test } from '../support/fixtures.ts'
import { expectReady, passphrase, visit } from '../support/steps.ts'

test.describe('settings', { tag: '@browser' }, () => {
  test('what the system tells is chosen by kind, kept, and told by a browser only when it was wanted', async ({
    app,
  }) => {
    const { page } = app
    const api = await app.attach()
    const { account } = await api.wallet.create({ name: 'Ada', passphrase })
    await api.settings.set({ firstRun: { dismissed: true } })
    await page.context().grantPermissions(['notifications'])
    // What the browser is given to show, and a page that nobody looks at.
    await page.addInitScript(() => {
      const told: string[] = []
      class Recorded {
        static permission = 'granted'
        static requestPermission = () => Promise.resolve('granted')
        constructor(title: string, { body }: { body: string }) {
          told.push(`${title}: ${body}`)
        }
      }
      Object.assign(window, { Notification: Recorded, told })
    })
    await page.reload()
    await expectReady(page)
    await visit(page, '/settings')
    const transactions = page.getByRole('switch', { name: 'A transaction ended' })
    await expect(transactions).not.toBeChecked()
    // It shows what the core has kept.
    await transactions.click()
    await expect(transactions).toBeChecked()
    await page.reload()
    await expect(transactions).toBeChecked()
    await app.screenshot('settings-notifications')

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    const unread = () => page.getByRole('button', { name: /^Notifications \d new$/ })
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
    await api.faucet.claim({ address: account.address })
    await expect(unread()).toHaveAccessibleName('Notifications 1 new', { timeout: 30_000 })
    expect(await told()).toEqual([])

    const inBrowser = page.getByRole('switch', { name: 'Tell me in this browser' })
    await inBrowser.click()
    await expect(inBrowser).toBeChecked()
    const { address } = (await api.wallet.create({ name: 'Bob', passphrase })).account
    await api.faucet.claim({ address })
    await expect(unread()).toHaveAccessibleName('Notifications 2 new', { timeout: 30_000 })
    await expect.poll(told).toEqual([expect.stringMatching(/^Ainur: Final: .+/)])

    // Kept by the core: a new page knows them, and what one page reads is read in the other.
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: 'Notifications 2 new' }).click()
    await expect(other.getByText(/^Final: /)).toHaveCount(2)
    await expect(unread()).toHaveCount(0)
  })
})
