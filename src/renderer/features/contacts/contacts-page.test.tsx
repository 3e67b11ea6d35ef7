import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { searches } from '../../../contract/testing/searches.ts'
import { openPage } from '../../testing/page.tsx'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'

it('a name that is given to an account is in the list, in the palette’s reach and in the send dialog', async () => {
  const { router } = await openPage('/contacts')
  fireEvent.click(await screen.findByRole('button', { name: 'Add a contact' }))
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText('Address'), { target: { value: 'bob' } })
  fireEvent.change(dialog.getByLabelText('Name'), { target: { value: 'Bob' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
  await dialog.findByText(/not an account address/)
  fireEvent.change(dialog.getByLabelText('Address'), { target: { value: ` ${BOB} ` } })
  fireEvent.click(dialog.getByRole('button', { name: 'Save' }))

  const table = within(await screen.findByRole('table', { name: 'Address book' }))
  await table.findByText('Bob')
  fireEvent.click(table.getByRole('button', { name: 'Send' }))
  const send = within(await screen.findByRole('dialog', { name: 'Send AINU' }))
  expect(send.getByLabelText<HTMLInputElement>(/^To/).value).toBe(BOB)
  expect(router.state.location.pathname).toBe('/wallet')
})

it('a contact is renamed, found and removed', async () => {
  await openPage('/contacts', (state) => {
    state.contacts = [
      { address: BOB, name: 'Bob', createdAt: 1 },
      { address: '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy', name: 'Dave', createdAt: 2 },
    ]
  })
  const table = () => within(screen.getByRole('table', { name: 'Address book' }))
  await screen.findByText('Dave')
  fireEvent.click(table().getAllByRole('button', { name: 'Rename' })[0]!)
  const rename = within(await screen.findByRole('dialog'))
  fireEvent.change(rename.getByLabelText('Name'), { target: { value: 'Robert' } })
  fireEvent.click(rename.getByRole('button', { name: 'Save' }))
  await screen.findByText('Robert')

  fireEvent.change(screen.getByLabelText('Search contacts'), { target: { value: 'rob' } })
  await waitFor(() => expect(table().queryByText('Dave')).toBeNull())
  fireEvent.click(table().getByRole('button', { name: 'Remove' }))
  const remove = within(await screen.findByRole('dialog', { name: 'Remove Robert?' }))
  fireEvent.click(remove.getByRole('button', { name: 'Remove' }))
  await screen.findByText('No contacts match this search.')
})

it.each(searches)('a contact "%s" is looked for as "%s": %s', async (name, text, isFound) => {
  await openPage(`/contacts?text=${encodeURIComponent(text)}`, (state) => {
    state.contacts = [{ address: BOB, name, createdAt: 1 }]
  })
  await screen.findByText(isFound ? '5FHneW…94ty' : 'No contacts match this search.')
})
