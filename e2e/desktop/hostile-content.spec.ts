import { ainu } from '../../src/core/testing/market.ts'
import { expect, test } from '../support/fixtures.ts'
import { sticksOut } from '../support/layout.ts'
import { seedAccount, seedAgent } from '../support/seed.ts'
import { visit } from '../support/steps.ts'
import { sizes } from '../support/views.ts'

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

/** What somebody else may have written, each once as the input and, by echo, as the result. */
const contents = [
  ['JSON that is nested without end', 'application/json', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
  ['JSON of one long string', 'application/json', JSON.stringify({ text: 'x'.repeat(1_000_000) })],
  ['a word without end', 'text/plain', 'x'.repeat(10_000)],
  ['a line without end', 'text/plain', 'word '.repeat(200_000)],
  ['lines without number', 'text/plain', 'a\n'.repeat(500_000)],
  ['right to left', 'text/plain', 'هذا نص طويل من اليمين إلى اليسار '.repeat(50)],
  ['hidden characters', 'text/plain', 'pay \u202efdp.exe\u202c and \u2066this\u2069\u200b'],
  [
    'a page with a script',
    'text/html',
    '<script>document.title = "mine"</script><img src=x onerror="document.title=1">',
  ],
  [
    'Markdown with code in its links',
    'text/markdown',
    '[a](javascript:document.title=1) ![b](http://127.0.0.1:9/x.png)',
  ],
  [
    'lists in lists',
    'text/markdown',
    Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i % 200)}1. a`).join('\n'),
  ],
  [
    'a table without end',
    'text/markdown',
    `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n${`|${'b|'.repeat(500)}\n`.repeat(50)}`,
  ],
  ['what is no text', 'application/octet-stream', '\u0000\u0001\ufffd'.repeat(2_000)],
] as const

test('whatever an input and a result are, what can be done stays beside them, and nothing leaves the window', async ({
  app,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  const { ada, market } = await seedAccount(app)
  await market.host(ada, 'echo', { price: ainu(1) })
  const api = await app.attach()
  const title = await page.title()
  for (const [name, mediaType, text] of contents) {
    const data = await api.content.add({ base64: Buffer.from(text).toString('base64'), mediaType })
    const input = await api.tasks.createInput({ data: data.cid, mediaType, name: null, parameters: {} })
    const task = await market.post(ada, name, {
      ...{ title: name, capability: 'echo', inputCid: input.cid, budget: ainu(2), trust: 'manual' },
      disputeWindowMs: 3_600_000,
    })
    await market.reached(task, 'verifying')
    for (const size of sizes) {
      await app.resize(size)
      await visit(page, `/tasks/${task}`)
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Result', exact: true })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      for (const can of ['Accept result', 'Dispute result', 'Verify: run it again'])
        await page.getByRole('button', { name: can }).click({ trial: true })
      expect.soft(await sticksOut(page), `${name} at ${size.width}`).toEqual([])
    }
    if (name === 'hidden characters')
      for (const shown of ['[U+202E]fdp.exe', '[U+2066]this', '[U+200B]'])
        await expect(page.getByRole('region', { name: 'Result' })).toContainText(shown)
    await app.screenshot(`hostile-${task}`)
  }
  expect(await page.title()).not.toBe('mine')
  expect(title).not.toBe('')
  // Who verifies it runs it again, whatever it is.
  await page.getByRole('button', { name: 'Verify: run it again' }).click()
  await expect(page.getByText(/^The same: this machine got the same output/)).toBeVisible({ timeout: 60_000 })
})
