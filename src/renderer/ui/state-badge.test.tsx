import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../testing/page.tsx'

it.each([
  ['finalized', 'paid', 'Done, paid'],
  ['finalized', 'refunded', 'Refunded'],
  ['no-bids', 'refunded', 'Nobody bid'],
  ['timed-out', 'refunded', 'Timed out'],
  ['verifying', null, 'Verifying'],
] as const)('a task in state %s, %s, is called "%s"', async (state, outcome, words) => {
  await openPage('/tasks/7', ({ detail }) => Object.assign(detail, { state, outcome, timeline: [] }))
  const heading = await screen.findByRole('heading', { level: 1, name: /minutes/ })
  expect(heading.parentElement!.textContent).toContain(words)
})
