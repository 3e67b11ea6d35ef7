import { devPhrase } from '../../src/core/testing/accounts.ts'
import { attach } from '../support/attach.ts'
import { startCore } from '../support/core.ts'
import { expect, test } from '../support/fixtures.ts'
import { passphrase, visit } from '../support/steps.ts'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'

test(
  'what one tab shows is not signed on the network that another tab chose, and a second click pays nothing',
  { tag: '@browser' },
  async ({ app }) => {
    const { page } = app
    const api = await app.attach()
    const mnemonic = { mnemonic: devPhrase, passphrase }
    const { address } = await api.wallet.importMnemonic({ name: 'Alice', derivation: '//Alice', ...mnemonic })
    await api.settings.set({ firstRun: { dismissed: true } })
    const core = await startCore()
    const other = await attach(core.dataDir)
    const second = await page.context().newPage()
    await second.goto(page.url())
    const totals = async () => ({
      here: (await api.wallet.ledger({ address })).total,
      there: (await other.api.wallet.ledger({ address })).total,
    })
    const review = async (amount: string) => {
      await visit(page, '/wallet')
      await page.getByRole('main').getByRole('button', { name: 'Send', exact: true }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/^To/).fill(BOB)
      await dialog.getByLabel(/^Amount/).fill(amount)
      await dialog.getByRole('button', { name: 'Review' }).click()
      await expect(dialog.getByRole('button', { name: /^Send/ })).toBeVisible({ timeout: 20_000 })
      return dialog
    }
    try {
      // The account has coins on both chains: what is shown for one would be paid on the other.
      const { url } = await other.api.chain.status({})
      const before = await totals()
      const dialog = await review('500000')
      await visit(second, '/network')
      await second.getByRole('radio', { name: 'Another network' }).check()
      await second.getByPlaceholder('ws://127.0.0.1:9944').fill(url ?? '')
      await second.getByRole('main').getByRole('button', { name: 'Switch network' }).click()
      await second.getByRole('button', { name: 'Switch now' }).click()
      await expect(second.getByText(/^Unknown chain 0x/).first()).toBeVisible({ timeout: 30_000 })

      await expect(dialog.getByText(/network/i).first()).toBeVisible()
      await expect(dialog.getByRole('button', { name: /^Send/ })).toBeDisabled()
      await app.screenshot('two-tabs')
      await api.chain.switchNetwork({ kind: 'embedded' })
      expect(await totals()).toEqual(before)
      await page.keyboard.press('Escape')

      const again = await review('1')
      const field = again.getByLabel(/^Passphrase of/)
      if (await field.isVisible()) await field.fill(passphrase)
      await again.getByRole('button', { name: /^Send/ }).dblclick()
      await expect(again.getByText(/^Final in block/)).toBeVisible({ timeout: 30_000 })
      const { items } = await api.tx.list({ address, limit: 10 })
      expect(items.filter(({ action }) => action === 'transfer')).toHaveLength(1)
    } finally {
      await api.chain.switchNetwork({ kind: 'embedded' })
      other.close()
      await core.dispose()
    }
  },
)
