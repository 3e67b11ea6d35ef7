import { ainu } from '../../src/core/testing/market.ts'
import { expect, test } from '../support/fixtures.ts'
import { seedAgent } from '../support/seed.ts'
import { visit } from '../support/steps.ts'

const nested = `${'>'.repeat(3_000)}The river rose by two metres in one night. Nobody had seen such a flood.`

test('Markdown that is made to break the page is text, beside what can be done; other Markdown is what it means', async ({
  app,
}) => {
  const { page } = app
  const { ada, market } = await seedAgent(app)
  const api = await app.attach()
  const data = await api.content.add({
    base64: Buffer.from(nested).toString('base64'),
    mediaType: 'text/markdown',
  })
  const input = await api.tasks.createInput({
    data: data.cid,
    mediaType: 'text/markdown',
    name: null,
    parameters: {},
  })
  const task = await market.post(ada, nested, {
    capability: 'summarize',
    inputCid: input.cid,
    budget: ainu(20),
    trust: 'manual',
    disputeWindowMs: 3_600_000,
  })
  await market.reached(task, 'verifying')

  await visit(page, `/tasks/${task}`)
  await expect(page.getByRole('region', { name: 'Input' })).toContainText('>>>The river rose')
  // Read by the worker, which the page's policy allows.
  await expect(page.getByRole('region', { name: 'Result' }).locator('strong')).toHaveText('Key words:')
  await expect(page.getByRole('button', { name: 'Accept result' })).toBeEnabled()
  await expect(page.getByRole('button', { name: 'Dispute result' })).toBeEnabled()
})
