import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'

afterEach(cleanup)

it('says what is missing while its button is grey', async () => {
  await openPage('/agents?tab=catalogue&host=summarizer')
  const dialog = within(await screen.findByRole('dialog'))
  const next = await dialog.findByRole<HTMLButtonElement>('button', { name: 'Look at the cost' })
  const write = (label: RegExp, value: string) =>
    fireEvent.change(dialog.getByLabelText(label), { target: { value } })
  write(/^DID/, 'Capital')
  write(/^Price/, '')
  write(/^Stake/, '99')
  expect(
    dialog.getByText('Still missing: a DID that is allowed, a price, a stake of at least 100 AINU.'),
  ).toBeTruthy()
  expect(next.disabled).toBe(true)
  write(/^DID/, 'small')
  write(/^Price/, '5')
  write(/^Stake/, '100')
  expect(dialog.queryByText(/^Still missing/)).toBeNull()
  expect(next.disabled).toBe(false)
})
