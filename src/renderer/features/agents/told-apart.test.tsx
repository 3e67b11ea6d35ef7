import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { agent } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'
import { alice, bob, task, taskDetail } from '../../testing/samples.ts'

const twins = [agent(), { ...agent(), did: 'did:ainur:summarizer-2', owner: bob, mine: false }]

it('two agents of one title are told apart by name and owner', async () => {
  await openPage('/agents?tab=market', (state) => (state.agents = twins))
  const [, one, other] = await screen.findAllByRole('row')
  within(one!).getByText('summarizer')
  within(one!).getByText('My account')
  within(other!).getByText('summarizer-2')
  within(other!).getByText('Cold storage')
})

it('the owner stands beside the agent of a task, of a bid, and on the page of an agent', async () => {
  const { unmount } = await openPage('/tasks', (state) => (state.tasks = [{ ...task(), agentOwner: bob }]))
  within((await screen.findAllByRole('row'))[1]!).getByText('Cold storage')
  unmount()
  const bid = {
    ...{ agent: 'did:ainur:other', owner: bob, price: '1', bond: '1', at: 0, status: 'open' as const },
    ...{ reputation: null, priceScore: null, reputationScore: null, score: null },
  }
  const page = await openPage('/tasks/7', (state) => (state.detail = { ...taskDetail(), bidList: [bid] }))
  within((await screen.findByRole('link', { name: 'other' })).closest('tr')!).getByText('Cold storage')
  page.unmount()
  await openPage('/agents/did:ainur:summarizer', (state) => (state.agents = [{ ...agent(), owner: alice }]))
  await screen.findByRole('heading', { name: 'Summarizer' })
  expect(screen.getAllByText('My account').length).toBeGreaterThan(2)
})
