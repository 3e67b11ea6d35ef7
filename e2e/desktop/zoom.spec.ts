import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { sticksOut } from '../support/layout.ts'
import { seedTask } from '../support/seed.ts'
import { visit } from '../support/steps.ts'
import { views } from '../support/views.ts'

/** A window of 1280 x 800 at 200 %, and at 400 %. */
const zoomed = [
  { zoom: 200, width: 640, height: 400 },
  { zoom: 400, width: 320, height: 200 },
]

/** What of the header's controls lies over another, or outside of the window. */
const faultsOfHeader = (page: Page) =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('.mantine-AppShell-header :is(button, a)')]
    const boxes = controls.map((each) => ({ name: each.innerText, box: each.getBoundingClientRect() }))
    const faults = boxes.flatMap(({ name, box }, at) => [
      ...(box.left < 0 || box.right > innerWidth || box.width < 24 ? [`${name} is cut off`] : []),
      ...boxes
        .slice(at + 1)
        .filter((other) => other.box.left < box.right - 0.5 && box.left < other.box.right - 0.5)
        .map((other) => `${name} lies over ${other.name}`),
    ])
    return controls.length < 4 ? [...faults, `only ${controls.length} controls`] : faults
  })

// A window of Electron does not become so small.
test(
  'at 200 and 400 % nothing lies over another and all can be reached',
  { tag: '@browser' },
  async ({ app }) => {
    test.setTimeout(180_000)
    const { page } = app
    await seedTask(app)
    for (const { zoom, ...size } of zoomed) {
      await app.resize(size)
      for (const [name, path, heading] of views) {
        await visit(page, path)
        await expect(page.locator('h1').first()).toHaveText(heading)
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await page.screenshot({ path: join('e2e', '.screenshots', `${name}-zoom${zoom}-${app.shell}.png`) })
        const what = `${name} at ${zoom} %`
        expect.soft(await faultsOfHeader(page), what).toEqual([])
        expect.soft(await sticksOut(page), what).toEqual([])
        await page.keyboard.press('Escape')
      }
      for (const link of await page.getByRole('navigation').first().getByRole('link').all()) {
        await link.scrollIntoViewIfNeeded()
        await expect(link).toBeInViewport({ ratio: 0.99 })
      }
      await page.getByRole('button', { name: /^Notifications/ }).click()
    }
  },
)

test('the table of places shows its amounts in a window of 1280, whatever an agent is called', async ({
  app,
}) => {
  const { page } = app
  const { market, ada } = await seedTask(app)
  await market.post(ada, 'Some text.', { title: 'Held', capability: 'summarize', biddingMs: 600_000 })
  await app.resize({ width: 1280, height: 800 })
  await visit(page, '/wallet')
  const table = page.getByRole('table', { name: 'Where it is' })
  await expect(table).toContainText('In escrow')
  const room = await table.evaluate((element) => {
    const { scrollWidth, clientWidth } = element.parentElement?.parentElement ?? element
    return scrollWidth - clientWidth
  })
  expect(room).toBe(0)
  // Nor does an amount leave its cell.
  const cells = table.locator('tr > :last-child')
  for (const cell of await cells.all())
    expect(
      await cell.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBeLessThanOrEqual(0)
  await app.screenshot('places-1280')
})
