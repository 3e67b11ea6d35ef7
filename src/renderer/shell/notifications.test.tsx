import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { About, Notification } from '../../contract/notifications.ts'
import type { createTestCore } from '../testing/core.ts'
import { openPage } from '../testing/page.tsx'
import { forgetTold } from './told.ts'

afterEach(() => {
  act(forgetTold)
})

const notification = (id: number, title: string, about: About = { task: id }): Notification => ({
  ...{ id, kind: 'task-paid', at: Date.now(), read: false, bad: false, about },
  ...{ said: { code: 'notifications.task-paid', facts: { title } }, text: title },
})
const tellOf = (core: ReturnType<typeof createTestCore>, ...news: Notification[]) =>
  core.change({ topic: 'notifications' }, (state) => state.notifications.unshift(...news))
const opened = async (path: string, ...before: Notification[]) => {
  const page = await openPage(path, (state) => (state.notifications = before))
  await waitFor(() => expect(page.core.asked).toContain('notifications.list'))
  return page
}

it('tells what the core tells, and leads there', async () => {
  const { core, router } = await opened('/network')
  await screen.findByText(/What you see is as of block/)
  tellOf(core, notification(7, 'Minutes'))
  await screen.findByText('“Minutes” is done and paid for.')
  fireEvent.click(screen.getByRole('link', { name: 'Open' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/tasks/7'))
  await waitFor(() => expect(core.state.notifications[0]?.read).toBe(true))
})

it('what is on the screen is not told, and counts as read', async () => {
  const { core } = await opened('/tasks/7')
  await screen.findByRole('heading', { name: 'Receipt' })
  tellOf(core, notification(7, 'Minutes'))
  await waitFor(() => expect(core.state.notifications[0]?.read).toBe(true))
  expect(screen.queryByText(/is done and paid for/)).toBeNull()
})

it('an agent whose page is open is on the screen', async () => {
  const did = 'did:ainur:summarizer'
  const { core } = await opened(`/agents/${encodeURIComponent(did)}`)
  tellOf(core, notification(1, 'Minutes', { agent: did }))
  await waitFor(() => expect(core.state.notifications[0]?.read).toBe(true))
})

it('what came together is told together, over no control, and can be read again', async () => {
  const { core } = await opened('/network')
  await screen.findByText(/What you see is as of block/)
  tellOf(core, notification(3, 'three'), notification(2, 'two'), notification(1, 'one'))
  const more = await screen.findByRole('button', { name: 'and 2 more' })
  expect(screen.getAllByText(/is done and paid/)).toHaveLength(1)
  expect(more.closest('nav')).toBe(screen.getByRole('navigation', { name: 'Main' }))
  screen.getByRole('button', { name: 'Notifications 3 new' })
  fireEvent.click(more)
  const list = await screen.findByRole('dialog')
  for (const name of ['one', 'two', 'three']) within(list).getByText(`“${name}” is done and paid for.`)
  expect(screen.queryByRole('button', { name: /and 2 more/ })).toBeNull()
  await screen.findByRole('button', { name: 'Notifications' })
  expect(core.state.notifications.every(({ read }) => read)).toBe(true)
})

it('what comes while the last is still shown joins it', async () => {
  const { core } = await opened('/network')
  await screen.findByText(/What you see is as of block/)
  tellOf(core, notification(1, 'one'))
  await screen.findByText(/“one” is done and paid/)
  tellOf(core, notification(2, 'two'))
  await screen.findByText(/“two” is done and paid/)
  screen.getByRole('button', { name: 'and 1 more' })
})

it('what came before the page was opened is counted and listed, but not shown again', async () => {
  const { core } = await opened('/network', notification(1, 'earlier'))
  fireEvent.click(await screen.findByRole('button', { name: 'Notifications 1 new' }))
  await screen.findByText('“earlier” is done and paid for.')
  // Without a layout the list counts as out of sight.
  fireEvent.click(await screen.findByRole('button', { name: 'Clear', hidden: true }))
  await waitFor(() => expect(core.state.notifications).toEqual([]))
  await screen.findByText(/is kept here/)
})

it('what another page has read is read here, too', async () => {
  const { core } = await opened('/network', notification(1, 'earlier'))
  await screen.findByRole('button', { name: 'Notifications 1 new' })
  core.change({ topic: 'notifications' }, ({ notifications: [one] }) =>
    Object.assign(one ?? {}, { read: true }),
  )
  await screen.findByRole('button', { name: 'Notifications' })
})
