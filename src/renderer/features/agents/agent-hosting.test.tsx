import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { agent, hosted } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'

const { did } = agent()
const address = `/agents/${encodeURIComponent(did)}`

it('offers to host an agent of mine that this machine does not work for', async () => {
  const { core } = await openPage(address, (state) => state.agents.push({ ...agent(), hosted: false }))
  fireEvent.click(await screen.findByRole('button', { name: 'Host here' }))
  await waitFor(() => expect(core.state.previewed.slice(0, 1)).toEqual([{ type: 'agent.host', did }]))
  await screen.findByText(core.state.preview.summary)
})

it('offers it to nobody else, and not for an agent that is retired', async () => {
  const { unmount } = await openPage(address, (state) =>
    state.agents.push({ ...agent(), hosted: false, mine: false }),
  )
  await screen.findByText('This machine does not work for this agent.')
  expect(screen.queryByRole('button', { name: 'Host here' })).toBeNull()
  unmount()
  await openPage(address, (state) => state.agents.push({ ...agent(), hosted: false, status: 'retired' }))
  await screen.findByText(/no longer registered/)
  expect(screen.queryByRole('button', { name: 'Host here' })).toBeNull()
})

it('ends hosting for good with a signature', async () => {
  const { core } = await openPage(address, (state) => {
    state.agents.push(agent())
    state.hosted.push(hosted())
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Remove from this machine' }))
  await waitFor(() => expect(core.state.previewed.slice(0, 1)).toEqual([{ type: 'agent.unhost', did }]))
  await screen.findByText(/loses its rights/)
})
