import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../testing/page.tsx'
import { UNNAMED } from '../testing/samples.ts'

it('says what the core is doing until it is ready, then shows the view', async () => {
  const { core } = await openPage('/network', (state) => {
    state.system.phase = 'starting'
    state.system.steps = [
      { name: 'Embedded chain', said: UNNAMED, state: 'running', detail: 'compiling the runtime', why: null },
    ]
  })
  await screen.findByText('compiling the runtime')
  expect(screen.queryByRole('heading', { name: 'Network' })).toBeNull()
  core.change({ topic: 'system' }, ({ system }) => (system.phase = 'ready'))
  await screen.findByRole('heading', { name: 'Network' })
})

it('keeps the view and says so when the network is lost, with a way back', async () => {
  const { core } = await openPage('/network')
  await screen.findByText(/What you see is as of block 1,202/)
  core.change({ topic: 'chain' }, ({ chain }) =>
    Object.assign(chain, { connection: 'failed', error: 'The endpoint does not answer.' }),
  )
  const banner = await screen.findByText(/The network cannot be reached/)
  expect(banner.textContent).toContain('The endpoint does not answer.')
  screen.getByRole('heading', { name: 'Network' })
})

it('says why nothing goes on while the network is connected', async () => {
  const { core } = await openPage('/settings')
  await screen.findByRole('heading', { name: 'Settings' })
  core.change(
    { topic: 'chain' },
    ({ chain }) => (chain.error = 'The disk is full: the chain cannot store blocks.'),
  )
  expect((await screen.findByRole('alert')).textContent).toContain('cannot store blocks')
  core.change({ topic: 'chain' }, ({ chain }) => (chain.error = null))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

it('finds every place from the keyboard', async () => {
  const { router } = await openPage('/network')
  await screen.findByText(/What you see is as of block/)
  fireEvent.keyDown(document.documentElement, { key: 'k', code: 'KeyK', ctrlKey: true })
  const search = await screen.findByPlaceholderText(/Go to a task/)
  fireEvent.change(search, { target: { value: 'Settings' } })
  fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/settings'))
})

it('shows above every view what is wrong with this machine, until it is put right', async () => {
  const { core } = await openPage('/network', (state) => {
    const text = { message: 'The key of this machine is damaged.', consequence: 'No.', remedy: 'Restore it.' }
    state.system.notices = [{ id: 'machine-key', said: UNNAMED, ...text }]
  })
  expect((await screen.findByRole('alert')).textContent).toContain('The key of this machine is damaged.')
  const alert = within(screen.getByRole('alert'))
  fireEvent.click(alert.getByRole('button', { name: 'Make a new key' }))
  expect(core.asked).not.toContain('wallet.renewMachineKey')
  fireEvent.click(alert.getByRole('button', { name: 'Give up the old keys' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

it('asks twice before data that may be wrong counts as right', async () => {
  const { core } = await openPage('/network', (state) => {
    const text = { message: 'The newest entries are lost.', consequence: 'No.', remedy: 'Look.' }
    state.system.notices = [{ id: 'local-data', said: UNNAMED, ...text }]
  })
  const alert = within(await screen.findByRole('alert'))
  fireEvent.click(alert.getByRole('button', { name: 'I looked at my accounts' }))
  expect(core.asked).not.toContain('system.trustData')
  fireEvent.click(alert.getByRole('button', { name: 'Go on with this data' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})
