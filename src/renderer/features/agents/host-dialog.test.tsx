import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { agent } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'
import { bob } from '../../testing/samples.ts'

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
    dialog.getByText('Still missing: a DID that is allowed and free, a price, a stake of at least 100 AINU.'),
  ).toBeTruthy()
  expect(next.disabled).toBe(true)
  write(/^DID/, 'small')
  write(/^Price/, '5')
  write(/^Stake/, '100')
  expect(dialog.queryByText(/^Still missing/)).toBeNull()
  expect(next.disabled).toBe(false)
})

const nameField = async () =>
  within(await screen.findByRole('dialog')).findByLabelText<HTMLInputElement>(/^DID/)

it('suggests a name that nobody has, also when earlier ones have gaps', async () => {
  const names = ['summarizer', 'summarizer-utqy', 'summarizer-utqy-3']
  await openPage('/agents?tab=catalogue&host=summarizer', (state) => {
    state.agents = names.map((name) => ({ ...agent(), did: `did:ainur:${name}`, mine: false, owner: bob }))
  })
  await waitFor(async () => expect((await nameField()).value).toBe('summarizer-utqy-2'))
})

it('says at once that a name is taken', async () => {
  await openPage('/agents?tab=catalogue&host=summarizer', (state) => {
    state.agents = [agent()]
  })
  const field = await nameField()
  fireEvent.change(field, { target: { value: 'summarizer' } })
  const dialog = within(screen.getByRole('dialog'))
  await dialog.findByText('This name is taken on this network.')
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Look at the cost' }).disabled).toBe(true)
  fireEvent.change(field, { target: { value: 'summarizer2' } })
  await waitFor(() => expect(dialog.queryByText('This name is taken on this network.')).toBeNull())
})
