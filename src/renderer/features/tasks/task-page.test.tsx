import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'

const bond = '1000000000001'
const dispute = { reason: 'The second sentence is missing.', bond, at: Date.now() - 60_000 }
const section = async (name: string) => {
  const heading = await screen.findByRole('heading', { name })
  return within(heading.closest('section') ?? document.body)
}
/** A call of the core that only ends when it is aborted. */
const never = (onAbort: () => void) => (signal?: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => (onAbort(), reject(new Error('aborted')))),
  )

describe('a dispute', () => {
  it('shows its reason, its bond and until when it is decided', async () => {
    await openPage('/tasks/7', ({ detail }) =>
      Object.assign(detail, {
        state: 'disputed',
        deadline: Date.now() + 600_000,
        dispute: { ...dispute, inFavourOf: null },
      }),
    )
    const shown = await section('Dispute')
    shown.getByText('“The second sentence is missing.”')
    expect(shown.getByText('Bond behind it').nextElementSibling?.textContent).toContain('1')
    expect(shown.getByText('Decided by').nextElementSibling?.textContent).toBe('in 10 min')
    shown.getByText(/^Whoever decides runs the work again.* the agent is paid/)
  })
  it('about work that is checked by hand is not said to be decided by a run', async () => {
    await openPage('/tasks/7', ({ detail }) =>
      Object.assign(detail, {
        state: 'disputed',
        trust: 'manual',
        dispute: { ...dispute, inFavourOf: null },
      }),
    )
    const shown = await section('Dispute')
    shown.getByText(/^No machine decides .* the agent is paid/)
    expect(shown.queryByText(/runs the work again/)).toBeNull()
  })
  it.each([
    ['agent', /^For the agent: it was paid/],
    ['submitter', /^For the submitter: the escrow and the bond came back/],
    [null, /^Nobody decided in time: the agent was paid/],
  ] as const)('that ended for %s says so', async (inFavourOf, words) => {
    await openPage('/tasks/7', ({ detail }) =>
      Object.assign(detail, { state: 'finalized', deadline: null, dispute: { ...dispute, inFavourOf } }),
    )
    const shown = await section('Dispute')
    shown.getByText(words)
    expect(shown.queryByText('Decided by')).toBeNull()
  })
  it('is not spoken of where there is none', async () => {
    await openPage('/tasks/7')
    await section('Receipt')
    expect(screen.queryByRole('heading', { name: 'Dispute' })).toBeNull()
  })
})

describe('a result that is hostile', () => {
  const accepted = async (text: string) => {
    await openPage('/tasks/7', (state) => {
      Object.assign(state.detail, { state: 'verifying', deadline: Date.now() + 600_000 })
      const { outcome } = state.detail.receipt!.receipt.run
      Object.assign(outcome, { mediaType: 'text/markdown' })
      state.content = () => Promise.resolve(text)
    })
    const result = await section('Result')
    const region = await result.findByRole('region', { name: 'Result' })
    expect(screen.getByRole('button', { name: 'Accept result' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Dispute result' })).toBeTruthy()
    return region
  }
  it.each([
    ['quotes', '>'.repeat(3_000)],
    ['numbered lists', '1. '.repeat(2_000)],
    ['emphasis', `${'*a **b '.repeat(1_000)}${'b** a*'.repeat(1_000)}`],
    ['paragraphs', 'a\n\n'.repeat(10_000)],
  ])('of too many %s is shown as text, beside what can be done', async (_, text) => {
    const region = await accepted(text)
    await waitFor(() => expect(region.textContent).toBe(text))
    expect(region.querySelector('*')).toBeNull()
  })
})

it('opens what a CID stands for, and leads from the signer to the wallet', async () => {
  const { router } = await openPage('/tasks/7')
  const receipt = await section('Receipt')
  fireEvent.click(receipt.getByRole('button', { name: /^Open Output ?bafk/ }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Output' }))
  await dialog.findByText('We agreed.')
  dialog.getByRole('button', { name: 'Download' })
  fireEvent.click(receipt.getByRole('link', { name: 'My account', hidden: true }))
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/wallet\/5Grwva/))
})

it('can stop a run that checks the receipt', async () => {
  let aborted = false
  await openPage('/tasks/7', (state) => (state.rerun = never(() => (aborted = true))))
  const receipt = await section('Receipt')
  fireEvent.click(receipt.getByRole('button', { name: 'Verify: run it again' }))
  await receipt.findByText('Running the task again on this machine…')
  fireEvent.click(await receipt.findByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(aborted).toBe(true))
  expect(receipt.queryByRole('alert')).toBeNull()
  expect(receipt.getByRole<HTMLButtonElement>('button', { name: /^Verify/ }).disabled).toBe(false)
})

it('can stop waiting for content, and ask for it again', async () => {
  let aborted = false
  const { core } = await openPage('/tasks/7', (state) => (state.content = never(() => (aborted = true))))
  const result = await section('Result')
  fireEvent.click(await result.findByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(aborted).toBe(true))
  core.state.content = () => Promise.resolve('At last.')
  fireEvent.click(await result.findByRole('button', { name: 'Try again' }))
  await result.findByText('At last.')
})

it('gives the focus to the safe choice when something would be taken away', async () => {
  await openPage('/tasks/7', ({ detail }) => (detail.state = 'bidding'))
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel task' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Cancel task' }))
  const safe = await dialog.findByRole('button', { name: 'Cancel' })
  await waitFor(() => expect(document.activeElement).toBe(safe))
})

describe('a task that ended', () => {
  it('is posted again on the same terms', async () => {
    const { core } = await openPage('/tasks/7', ({ detail }) =>
      Object.assign(detail, { state: 'finalized', deadline: null, minReputation: 5 }),
    )
    fireEvent.click(await screen.findByRole('button', { name: 'Post again' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Post again' }))
    expect(await dialog.findByRole('button', { name: 'Put 12 AINU in escrow' })).toBeTruthy()
    const { title, capability, target, inputCid, budget, trust, minReputation } = core.state.detail
    const { biddingMs, timeoutMs, disputeWindowMs } = core.state.detail
    expect(core.state.previewed.slice(0, 1)).toEqual([
      {
        ...{ type: 'task.post', title, capability, target, inputCid, budget, trust, minReputation },
        ...{ biddingMs, timeoutMs, disputeWindowMs, opensInMs: 0 },
      },
    ])
  })
  it('that nobody bid on is changed where it hurts', async () => {
    const { router } = await openPage('/tasks/7', ({ detail }) =>
      Object.assign(detail, { state: 'no-bids', deadline: null }),
    )
    fireEvent.click(await screen.findByRole('link', { name: 'Edit and post again' }))
    await waitFor(() => expect(router.state.location.search).toEqual({ task: 7, step: 'money' }))
  })
  it('of somebody else is not', async () => {
    await openPage('/tasks/7', ({ detail }) =>
      Object.assign(detail, {
        state: 'no-bids',
        deadline: null,
        submitter: '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy',
      }),
    )
    await section('Bids')
    expect(screen.queryByRole('button', { name: 'Post again' })).toBeNull()
  })
})
