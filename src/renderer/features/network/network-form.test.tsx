import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'

const endpoint = 'ws://127.0.0.1:9944'
const choose = async (part: ReturnType<typeof within>) => {
  fireEvent.click(await part.findByRole('radio', { name: 'Another network' }))
  fireEvent.change(part.getByPlaceholderText(endpoint), { target: { value: endpoint } })
  fireEvent.click(part.getByRole('button', { name: 'Switch network' }))
}

it('switches the network from the bar above every view, after a sentence on what it means', async () => {
  const { core } = await openPage('/tasks')
  fireEvent.click(await screen.findByRole('button', { name: /^Development: Embedded.*Switch network/ }))
  const panel = within(await screen.findByRole('dialog', { name: /Switch network$/ }))
  await choose(panel)
  panel.getByText(/Keys stay on this machine.* The embedded chain stands still/)
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Stay here'))
  expect(core.state.chain.network).toEqual({ kind: 'embedded' })
  fireEvent.click(panel.getByRole('button', { name: 'Switch now' }))
  await waitFor(() => expect(core.state.chain.network).toEqual({ kind: 'rpc', url: endpoint }))
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /Switch network$/ })).toBeNull())
})

it('offers the same choice in Settings, and a way to stop when the network does not answer', async () => {
  let stopped = false
  await openPage('/settings', (state) => {
    state.reach = (signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => {
          stopped = true
          reject(new Error('stopped'))
        }),
      )
  })
  await screen.findByRole('heading', { name: 'Network' })
  const main = within(screen.getByRole('main'))
  await choose(main)
  fireEvent.click(main.getByRole('button', { name: 'Switch now' }))
  await main.findByText(/^Connecting to ws/)
  fireEvent.click(await main.findByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(stopped).toBe(true))
  await main.findByRole('button', { name: 'Switch network' })
  expect(main.queryByRole('alert')).toBeNull()
})
