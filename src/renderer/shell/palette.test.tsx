import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { spotlight } from '@mantine/spotlight'
import { afterEach, expect, it } from 'vitest'
import { agent, hosted } from '../testing/agents.ts'
import { openPage } from '../testing/page.tsx'
import { task } from '../testing/samples.ts'

afterEach(() => {
  // Whether it is open outlives the page.
  spotlight.close()
})

const type = async (text: string, edit?: Parameters<typeof openPage>[1]) => {
  const page = await openPage('/network', edit)
  await screen.findByText(/What you see is as of block/)
  fireEvent.keyDown(document.documentElement, { key: 'k', code: 'KeyK', ctrlKey: true })
  fireEvent.change(await screen.findByPlaceholderText(/Go to a task/), { target: { value: text } })
  return page
}
const entry = async (name: string | RegExp) =>
  within(await screen.findByRole('dialog')).findByRole('button', { name })

it('finds what the core finds, also where the words are not in the title', async () => {
  await type('carry a text', (state) => (state.agents = [agent()]))
  await entry(/^Summarizer/)
})

it('finds a task by its number', async () => {
  const { router } = await type(
    '#12',
    (state) => (state.tasks = [task(), { ...task(), id: 12, title: 'Twelve' }]),
  )
  fireEvent.click(await entry(/^#12 ?Twelve/))
  await waitFor(() => expect(router.state.location.pathname).toBe('/tasks/12'))
})

it('shows tasks however many fixed entries there are', async () => {
  await type(
    '',
    (state) =>
      (state.agents = Array.from({ length: 20 }, (_, n) => ({ ...agent(), did: `did:ainur:a${n}` }))),
  )
  await entry(/^#7 ?Summarise/)
})

it.each([
  ['Import an account', /Import account/],
  ['Watch an address', /Watch an address/],
  ['Unlock My account', /Unlock/],
  ['Export the key of My account as a file', /Export as file/],
  ['Install a package', /Install a package/],
  ['Host Summarizer', /Host Summarizer/],
  ['Rebuild the index', /Rebuild the index/],
])('%s opens its dialog', async (command, dialog) => {
  await type(command)
  fireEvent.click(await entry(command))
  await screen.findByRole('dialog', { name: dialog })
})

it('stops a hosted agent and leads to where its state shows', async () => {
  const { core, router } = await type('Stop summ', (state) => {
    state.agents = [agent()]
    state.hosted = [hosted()]
  })
  fireEvent.click(await entry('Stop summarizer'))
  await waitFor(() => expect(core.state.hosted[0]?.enabled).toBe(false))
  expect(router.state.location.pathname).toContain('/agents/did')
})

it('finds accounts and contacts whatever the case and the accents', async () => {
  const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
  await type('STRASSE', (state) => (state.contacts = [{ address: bob, name: 'Café Straße', createdAt: 1 }]))
  await entry(/^Café Straße/)
})
