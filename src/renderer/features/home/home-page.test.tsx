import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { hosted } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'
import { task } from '../../testing/samples.ts'

it('asks the submitter to look at a result', async () => {
  await openPage('/')
  await screen.findByText(/^Look at the result of “Summarise the minutes/)
})

it('does not ask the owner of the agent that delivered it', async () => {
  await openPage('/', ({ tasks: [task] }) => Object.assign(task ?? {}, { mine: false, hosted: true }))
  await screen.findByText('One thing needs your attention')
  await screen.findByText(/^Write down the recovery phrase/)
  expect(screen.queryByText(/^Look at the result/)).toBeNull()
})

it('asks to fill up the key of an agent that has little left for fees, in the words of the core', async () => {
  const facts = { free: '10000000001' }
  await openPage('/', (state) => {
    const said = { code: 'reasons.hot-key-low/busy', facts }
    state.hosted = [{ ...hosted(), error: { code: 'hot-key-low', message: '', detail: {}, said } }]
  })
  await screen.findByText(
    /^summarizer: The hot key has 0.010000000001 AINU left for fees.* takes no more tasks/,
  )
})

it('fills the key up from the alert, after showing what it costs', async () => {
  const { core } = await openPage('/', (state) => {
    const said = { code: 'reasons.hot-key-low', facts: { free: '1' } }
    state.hosted = [{ ...hosted(), error: { code: 'hot-key-low', message: '', detail: {}, said } }]
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Fill up the key of summarizer' }))
  const dialog = await screen.findByRole('dialog', { name: 'Fill up the key of summarizer' })
  await within(dialog).findByText(/12 AINU/)
  expect(core.state.previewed).toMatchObject([{ type: 'agent.host', did: hosted().did }])
  fireEvent.change(await within(dialog).findByLabelText(/^Passphrase/), {
    target: { value: core.state.passphrase },
  })
  fireEvent.click(within(dialog).getByRole('button', { name: /^Fill up/ }))
  await waitFor(() => expect(core.asked).toContain('tx.submit'))
})

it.each(['reconnecting', 'failed'] as const)(
  'says nothing of the present while the network is %s, but since when',
  async (connection) => {
    await openPage('/', (state) => {
      state.hosted = [{ ...hosted(), state: 'idle' }]
      state.tasks = []
      Object.assign(state.chain, { connection })
      for (const each of state.accounts) each.backedUp = true
    })
    await screen.findByText(/^Not connected since /)
    await within(screen.getByRole('main')).findByText('Not connected')
    expect(screen.queryByText('Nothing needs your attention.')).toBeNull()
    expect(screen.queryByText('Idle')).toBeNull()
  },
)

it.each([true, false])(
  'never says that all is well above money without a backup (development: %s)',
  async (dev) => {
    await openPage('/', (state) => {
      Object.assign(state, { tasks: [], hosted: [] })
      state.chain.development = dev
    })
    await screen.findByText(/^Write down the recovery phrase of My account: .* 1,000 AINU are lost/)
    await screen.findByText('One thing needs your attention')
    expect(screen.queryByText('Nothing needs your attention.')).toBeNull()
  },
)

it('lists what ended last first, whenever it was posted', async () => {
  await openPage('/', (state) => {
    const ended = (id: number, endedAgo: number) => ({
      ...{ ...task(), id, title: `Task ${id}`, state: 'finalized' as const, deadline: null },
      updatedAt: Date.now() - endedAgo,
    })
    state.tasks = [9, 8, 7, 6, 5, 4].map((id) => ended(id, id * 60_000))
    state.tasks[0] = ended(9, 3_600_000)
  })
  const table = within(await screen.findByRole('table', { name: 'Recently ended' }))
  const shown = table.getAllByRole('link').map(({ textContent }) => textContent)
  expect(shown).toEqual([4, 5, 6, 7, 8].map((id) => `#${id} Task ${id}`))
})
