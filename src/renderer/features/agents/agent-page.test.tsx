import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'
import { agent, hostedAgent } from '../../testing/samples.ts'

afterEach(cleanup)
const { did } = agent()
const address = `/agents/${encodeURIComponent(did)}`

it('offers to host an agent of mine that this machine does not work for', async () => {
  const { core } = await openPage(address, (state) => state.agents.push(agent()))
  fireEvent.click(await screen.findByRole('button', { name: 'Host here' }))
  await waitFor(() => expect(core.state.previewed).toEqual([{ type: 'agent.host', did }]))
  expect(await screen.findByText(core.state.preview.summary)).toBeTruthy()
})

it('offers it to nobody else, and not for an agent that is retired', async () => {
  await openPage(address, (state) => state.agents.push({ ...agent(), mine: false }))
  expect(await screen.findByText('This agent works on another machine.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Host here' })).toBeNull()
  cleanup()
  await openPage(address, (state) => state.agents.push({ ...agent(), status: 'retired' }))
  expect(await screen.findByText(/no longer registered/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Host here' })).toBeNull()
})

it('ends hosting for good with a signature', async () => {
  const { core } = await openPage(address, (state) => {
    state.agents.push({ ...agent(), hosted: true })
    state.hosted.push(hostedAgent())
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Stop for good' }))
  await waitFor(() => expect(core.state.previewed).toEqual([{ type: 'agent.unhost', did }]))
  expect(await screen.findByText(/loses its rights/)).toBeTruthy()
})
