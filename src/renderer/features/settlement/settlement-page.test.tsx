import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'

it('shows the account’s own money first, and everyone’s when asked', async () => {
  const { router } = await openPage('/settlement')
  await screen.findByText(/^My account: 5 AINU paid for work, 12 AINU waiting/)
  const table = within(await screen.findByRole('table', { name: 'Movements' }))
  table.getByText('Paid to the agent')
  expect(table.queryByText('Put in escrow')).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: 'Everyone' }))
  await screen.findByText(/^Everyone on this network: 90 AINU/)
  await waitFor(() => within(screen.getByRole('table', { name: 'Movements' })).getByText('Put in escrow'))
  expect(router.state.location.search).toEqual({ whose: 'all' })
})

it('does not call everyone’s money that of an account where there is none', async () => {
  await openPage('/settlement', (state) => {
    Object.assign(state, { accounts: [] })
  })
  await screen.findByText(/^Everyone on this network: 90 AINU/)
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'My account' }).disabled).toBe(true)
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Everyone' }).checked).toBe(true)
})
