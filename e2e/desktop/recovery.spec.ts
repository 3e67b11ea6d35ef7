import { startCore } from '../support/core.ts'
import { closeDesktop, launchDesktop } from '../support/electron.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectState, postTask } from '../support/market.ts'
import { seedAgent } from '../support/seed.ts'
import { expectReady } from '../support/steps.ts'

test('a task and its page survive that the core is killed in the middle', async ({ app }) => {
  const { page } = app
  const lost = page.getByText(/connection to the core was lost/)
  await seedAgent(app)
  await postTask(page, {
    title: 'Outlive this',
    capability: 'summarize',
    text: 'One sentence. Another one. A third.',
    bidding: 8,
  })
  await expect(page.getByRole('table', { name: 'Bids' })).toContainText('summarizer')
  const gone = expect(lost).toBeVisible()
  await app.killCore()
  await gone
  await expect(lost).toBeHidden({ timeout: 60_000 })
  await expectReady(page)
  await expectState(page, 'Done', 60)
})

test(
  'the desktop attaches to a core that runs already, and leaves it running',
  { tag: '@electron' },
  async () => {
    const core = await startCore()
    try {
      const desktop = await launchDesktop(core.dataDir, { args: [`--attach=${core.origin}`] })
      await expectReady(await desktop.firstWindow())
      await closeDesktop(desktop)
      expect((await fetch(`${core.origin}/session`)).status).toBe(401)
    } finally {
      await core.dispose()
    }
  },
)
