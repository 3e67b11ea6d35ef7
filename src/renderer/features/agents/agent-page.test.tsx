import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { agent, hosted } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'

afterEach(() => {
  vi.restoreAllMocks()
})

const open = () =>
  openPage('/agents/did:ainur:summarizer', (state) => {
    state.agents = [agent()]
    state.hosted = [hosted()]
    state.history = [
      { score: 60, completed: 1, failed: 0, disputed: 0, value: '5', at: Date.now() - 60_000, task: 6 },
      { score: 120, completed: 2, failed: 0, disputed: 0, value: '10', at: Date.now() - 5_000, task: 7 },
    ]
  })
const figure = async (name: string) => {
  const caption = (await screen.findAllByText(name)).find((each) => each.closest('figure'))
  return within(caption?.closest('figure') ?? document.createElement('figure'))
}

it('says in words and in a table what is drawn of fuel, memory, earnings and score', async () => {
  await open()
  await (await figure('Fuel per run')).findByText('last 700K, minimum 700K, maximum 25M')
  const memory = await figure('Memory per run')
  memory.getByText('last 2.0 MiB, minimum 1.0 MiB, maximum 2.0 MiB')
  const cells = memory.getAllByRole('row', { hidden: true }).map((row) => row.lastElementChild?.textContent)
  expect(cells).toEqual(['Memory per run', '2.0 MiB', '1.0 MiB'])
  const earned = await figure('Daily earnings')
  earned.getByText('last 4.9 AINU, minimum 0 AINU, maximum 4.9 AINU')
  await (await figure('Score')).findByText('last 120, minimum 60, maximum 120')
})

it('shows the newest line of the log', async () => {
  vi.spyOn(HTMLPreElement.prototype, 'scrollHeight', 'get').mockReturnValue(900)
  await open()
  const log = await screen.findByRole('region', { name: 'Log' })
  await waitFor(() => expect(log.scrollTop).toBe(900))
})
