import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { hosted } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'

const open = () =>
  openPage('/agents?tab=hosted', (state) => {
    state.hosted = [
      { ...hosted(), did: 'did:ainur:one', earned: '1000000000000' },
      { ...hosted(), did: 'did:ainur:two', earned: '3000000000000' },
      { ...hosted(), did: 'did:ainur:three', enabled: false, state: 'stopped', earned: '2000000000000' },
    ]
  })
const listed = () =>
  screen
    .getAllByRole('link')
    .map(({ title }) => title)
    .filter((title) => title.startsWith('did:'))

it('stops and starts the agents that are ticked', async () => {
  const { core } = await open()
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose two' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Choose three' }))
  fireEvent.click(screen.getByRole('button', { name: 'Stop the 1 chosen' }))
  await waitFor(() => expect(core.state.hosted.map(({ enabled }) => enabled)).toEqual([true, false, false]))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all that are shown' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Start the 2 chosen' }))
  await waitFor(() => expect(core.state.hosted.every(({ enabled }) => enabled)).toBe(true))
})

it('shows those in one state, found again as it was left, and sorts them', async () => {
  const { router } = await open()
  await screen.findByRole('checkbox', { name: 'Choose two' })
  fireEvent.click(screen.getByRole('button', { name: 'Earned' }))
  expect(listed()).toEqual(['did:ainur:one', 'did:ainur:three', 'did:ainur:two'])
  await router.navigate({ to: '/agents', search: { tab: 'hosted', standing: 'stopped' } })
  await waitFor(() => expect(listed()).toEqual(['did:ainur:three']))
})
