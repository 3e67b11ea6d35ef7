import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'
import { task } from '../../testing/samples.ts'

const three = (state: Awaited<ReturnType<typeof openPage>>['core']['state']) => {
  state.tasks = [
    { ...task(), hosted: false },
    { ...task(), id: 8, title: 'Done long ago', state: 'finalized', outcome: 'paid', hosted: false },
    { ...task(), id: 9, title: 'For somebody else', mine: false, state: 'running' },
  ]
}

it('counts what is under way, whatever the filter shows', async () => {
  await openPage('/tasks', three)
  const lead = '1 task of yours is under way; your agents work on 1 task'
  await screen.findByText(lead)
  fireEvent.change(screen.getByRole('textbox', { name: 'Search titles' }), { target: { value: 'long ago' } })
  await waitFor(() => expect(screen.queryByRole('link', { name: /#7/ })).toBeNull())
  await screen.findByRole('link', { name: /#8/ })
  screen.getByText(lead)
})

it('tells the tasks of a person from those of their agents, and is found as it was left', async () => {
  const { router } = await openPage('/tasks', three)
  await screen.findByRole('link', { name: /#7/ })
  expect(screen.queryByRole('link', { name: /#9/ })).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: 'My agents’' }))
  await screen.findByRole('link', { name: /#9/ })
  expect(screen.queryByRole('link', { name: /#7/ })).toBeNull()
  await router.navigate({ to: '/network' })
  await screen.findByRole('heading', { name: 'Network' })
  router.history.back()
  await screen.findByRole('link', { name: /#9/ })
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'My agents’' }).checked).toBe(true)
})

it.each([
  ['refunded after a dispute', { state: 'finalized', outcome: 'refunded' }, 'nothing paid'],
  ['that nobody delivered', { state: 'timed-out', outcome: 'refunded' }, 'nothing paid'],
  ['that nobody bid on', { state: 'no-bids', outcome: 'refunded', price: null }, 'nothing paid'],
  ['that was paid', { state: 'finalized', outcome: 'paid' }, '5 AINU'],
  ['under way', { state: 'running' }, '5 AINU'],
  ['open', { state: 'bidding', price: null }, 'up to 12 AINU'],
] as const)('shows as the price of a task %s what it costs', async (_, change, price) => {
  const shown = async (address: string, table: string) => {
    const { unmount } = await openPage(address, (state) => {
      state.tasks = [{ ...task(), ...change }]
    })
    const [row] = within(await screen.findByRole('table', { name: table }))
      .getAllByRole('row')
      .slice(1)
    const words = row?.textContent.replace(/\s+/g, ' ')
    expect(words).toContain(price)
    if (price === 'nothing paid') expect(words).not.toContain('AINU')
    unmount()
  }
  const ended = change.state !== 'running' && change.state !== 'bidding'
  await shown('/tasks', 'Tasks')
  await shown('/', ended ? 'Recently ended' : 'Your tasks under way')
})
