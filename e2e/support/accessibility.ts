import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The page has no violation of WCAG 2.2 AA that a machine can find. `colours`: look at what a theme changes only. */
export async function expectAccessible(page: Page, what: 'all' | 'colours' = 'all'): Promise<void> {
  // What fades in has not its own colours yet.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      const ends = Number.isFinite(effect?.getComputedTiming().endTime)
      return playState !== 'running' || !ends
    }),
  )
  // Without a second page, which Electron cannot open.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (what === 'all') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  else axe.withRules(['color-contrast', 'link-in-text-block'])
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(
      ({ target, html, failureSummary = '' }) =>
        `${target.join(' ')}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  }))
  expect.soft(found, 'accessibility').toEqual([])
}
