import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { hosted } from '../testing/agents.ts'
import { openPage } from '../testing/page.tsx'
import { forgetTold } from './told.ts'

afterEach(() => {
  act(forgetTold)
})

it('tells that a task ended while another view is open, and leads there', async () => {
  const { core, router } = await openPage('/network')
  await screen.findByText(/What you see is as of block/)
  await waitFor(() => expect(core.asked).toContain('tasks.list'))
  core.change({ topic: 'tasks', id: '7' }, ({ tasks: [task], detail }) => {
    for (const each of [task, detail]) Object.assign(each ?? {}, { state: 'finalized', outcome: 'paid' })
  })
  await screen.findByText('“Summarise the minutes of the meeting” is done and paid for.')
  fireEvent.click(screen.getByRole('link', { name: 'Open' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/tasks/7'))
})

it('says nothing of a task whose page is open', async () => {
  const { core } = await openPage('/tasks/7')
  await screen.findByRole('heading', { name: 'Receipt' })
  await waitFor(() => expect(core.asked).toContain('tasks.list'))
  const asked = core.asked.length
  core.change({ topic: 'tasks', id: '7' }, ({ tasks: [task], detail }) => {
    for (const each of [task, detail]) Object.assign(each ?? {}, { state: 'finalized', outcome: 'paid' })
  })
  await screen.findByText(/summarizer was paid\.$/)
  await waitFor(() => expect(core.asked.slice(asked)).toContain('tasks.list'))
  expect(screen.queryByText(/is done and paid for/)).toBeNull()
})

it('tells that an agent stopped working, once, and leads there', async () => {
  const { core, router } = await openPage('/network', (state) => (state.hosted = [hosted()]))
  await screen.findByText(/What you see is as of block/)
  await waitFor(() => expect(core.asked).toContain('agents.hosted'))
  const why = { code: 'program', message: 'Its program is missing.', detail: {} }
  const fail = () =>
    core.change({ topic: 'hosted' }, ({ hosted: [one] }) => {
      Object.assign(one ?? {}, { state: 'failed', error: why })
    })
  fail()
  await screen.findByText('summarizer stopped working. Its program is missing.')
  const asked = core.asked.length
  fail()
  await waitFor(() => expect(core.asked.slice(asked)).toContain('agents.hosted'))
  expect(screen.getAllByText(/stopped working/)).toHaveLength(1)
  fireEvent.click(screen.getByRole('link', { name: 'Open' }))
  await waitFor(() => expect(router.state.location.pathname).toContain('/agents/did'))
})

it.each([
  ['in a block', { block: 1_210 }, /^Refused by the chain: Send 12 AINU/],
  ['without a block', { block: null }, /^Did not happen: Send 12 AINU/],
])('tells how a transaction failed %s', async (_, change, words) => {
  const { core } = await openPage('/network', ({ transactions: [sent] }) => {
    Object.assign(sent!, { status: 'broadcast' })
  })
  await screen.findByText(/What you see is as of block/)
  core.change({ topic: 'transactions', id: 'tx-first' }, ({ transactions: [sent] }) => {
    Object.assign(sent!, { status: 'failed', ...change, updatedAt: Date.now() })
  })
  await screen.findByText(words)
})

it('what comes together is told together, over no control, and kept where it can be read again', async () => {
  const agents = ['one', 'two', 'three'].map((name) => ({ ...hosted(), did: `did:ainur:${name}` }))
  const { core } = await openPage('/network', (state) => (state.hosted = agents))
  await screen.findByText(/What you see is as of block/)
  await waitFor(() => expect(core.asked).toContain('agents.hosted'))
  core.change({ topic: 'hosted' }, (state) => {
    for (const one of state.hosted) Object.assign(one, { state: 'failed' })
  })
  const more = await screen.findByRole('button', { name: 'and 2 more' })
  expect(screen.getAllByText(/stopped working/)).toHaveLength(1)
  expect(more.closest('nav')).toBe(screen.getByRole('navigation', { name: 'Main' }))
  screen.getByRole('button', { name: 'Notifications 3 new' })
  fireEvent.click(more)
  const list = await screen.findByRole('dialog')
  for (const name of ['one', 'two', 'three']) within(list).getByText(new RegExp(`^${name} stopped working`))
  expect(screen.queryByRole('button', { name: /and 2 more/ })).toBeNull()
  screen.getByRole('button', { name: 'Notifications' })
})
