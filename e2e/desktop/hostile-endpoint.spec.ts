import { devPhrase } from '../../src/core/testing/accounts.ts'
import { asVersion, renamed, startLyingProxy } from '../../src/core/testing/lying-proxy.ts'
import { attach } from '../support/attach.ts'
import { startCore } from '../support/core.ts'
import { expect, test } from '../support/fixtures.ts'
import { passphrase, sign, visit } from '../support/steps.ts'

test('an endpoint that lies about what calls mean gets no signature, and the page says why', async ({
  app,
}) => {
  const { page } = app
  const api = await app.attach()
  const { address } = await api.wallet.importMnemonic({
    name: 'Alice',
    mnemonic: devPhrase,
    derivation: '//Alice',
    passphrase,
  })
  await api.settings.set({ firstRun: { dismissed: true } })
  const core = await startCore()
  const chain = await attach(core.dataDir)
  const proxy = await startLyingProxy((await chain.api.chain.status({})).url ?? '')
  const total = async () => (await chain.api.wallet.ledger({ address })).total
  try {
    const before = await total()
    const join = async () => {
      await visit(page, '/network')
      await page.getByRole('radio', { name: 'Another network' }).check()
      await page.getByPlaceholder('ws://127.0.0.1:9944').fill(proxy.url)
      await page.getByRole('main').getByRole('button', { name: 'Switch network' }).click()
      await page.getByRole('button', { name: 'Switch now' }).click()
    }

    proxy.set(renamed)
    await join()
    await expect(page.getByText(/It may be lying about what you would sign/).first()).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByText('Development: Embedded')).toBeVisible()
    await app.screenshot('hostile-endpoint-refused')

    // A version that nobody has heard of: the chain itself refuses what its description made.
    proxy.set((answer, question) => asVersion(renamed(answer, question), 99))
    await visit(page, '/wallet')
    await join()
    await expect(page.getByText(/^Unknown chain 0x/).first()).toBeVisible({ timeout: 30_000 })
    await visit(page, '/wallet')
    await page.getByRole('main').getByRole('button', { name: 'Send', exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^To/).fill('5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty')
    await dialog.getByLabel(/^Amount/).fill('1')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await expect(dialog.getByText(/Ainur does not know this chain/)).toBeVisible({ timeout: 20_000 })
    await sign(page, /^Send/)
    await expect(dialog.getByText(/its rules are not what the endpoint says they are/)).toBeVisible({
      timeout: 30_000,
    })
    await app.screenshot('hostile-endpoint-send')
    expect(await total()).toBe(before)
  } finally {
    await api.chain.switchNetwork({ kind: 'embedded' })
    await proxy.stop()
    chain.close()
    await core.dispose()
  }
})
