import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { openPage } from '../../../testing/page.tsx'
import { rules } from '../../../testing/samples.ts'
import { defaultDraft } from './draft.ts'

afterEach(cleanup)
const written = () => ({
  ...defaultDraft(rules()),
  capability: 'summarize',
  title: 'Minutes',
  text: 'We met.',
})
const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name })
const field = (name: RegExp) => screen.findByRole<HTMLInputElement>('textbox', { name })

it('says what is missing, and goes on when it is there', async () => {
  const { router } = await openPage('/tasks/new', ({ drafts }) => {
    drafts['new'] = { ...written(), title: '' }
  })
  expect(await screen.findByText('Still missing: a title.')).toBeTruthy()
  expect((await button('Continue')).disabled).toBe(true)
  fireEvent.change(await field(/^Title/), { target: { value: 'Minutes' } })
  expect(screen.queryByText(/Still missing/)).toBeNull()
  fireEvent.click(await button('Continue'))
  await waitFor(() => expect(router.state.location.search).toEqual({ step: 'input' }))
  expect(document.activeElement).toBe(await field(/^Text for the agent/))
})

it('keeps every change in the core, and says so', async () => {
  const { core } = await openPage('/tasks/new', ({ drafts }) => {
    drafts['new'] = written()
  })
  fireEvent.change(await field(/^Title/), { target: { value: 'Minutes of Monday' } })
  expect(screen.queryByText('Kept as a draft')).toBeNull()
  expect(await screen.findByText('Kept as a draft')).toBeTruthy()
  expect(core.state.drafts['new']?.title).toBe('Minutes of Monday')
  fireEvent.click(await button('Start over'))
  await waitFor(async () => expect((await field(/^Title/)).value).toBe(''))
  expect(core.state.drafts['new']).toBeNull()
})

it('keeps what was typed last when the page is left at once', async () => {
  const { core, router } = await openPage('/tasks/new', ({ drafts }) => {
    drafts['new'] = written()
  })
  fireEvent.change(await field(/^Title/), { target: { value: 'Left at once' } })
  await router.navigate({ to: '/settings' })
  await waitFor(() => expect(core.state.drafts['new']?.title).toBe('Left at once'))
})

it('goes back as the browser does, and shows no step that lacks what comes before it', async () => {
  const { router } = await openPage('/tasks/new', ({ drafts }) => {
    drafts['new'] = written()
  })
  fireEvent.click(await button('Continue'))
  fireEvent.click(await button('Back'))
  expect((await field(/^Title/)).value).toBe('Minutes')
  expect(router.history.length).toBe(2)
  fireEvent.change(await field(/^Title/), { target: { value: '' } })
  await router.navigate({ to: '/tasks/new', search: { step: 'review' } })
  expect(await screen.findByText('Still missing: a title.')).toBeTruthy()
})

it('begins with the task that is posted again', async () => {
  await openPage('/tasks/new?task=7', ({ drafts }) => {
    drafts['7'] = { ...written(), title: 'Once more' }
  })
  expect((await field(/^Title/)).value).toBe('Once more')
})

it('says at once that the account cannot pay, and helps', async () => {
  const { core } = await openPage('/tasks/new', ({ drafts, accounts }) => {
    drafts['new'] = written()
    const [first] = accounts
    Object.assign(first!, { free: '4000000000000' })
    accounts.push({
      ...first!,
      address: '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy',
      name: 'Savings',
      active: false,
      free: '9000000000000',
    })
  })
  expect(
    await screen.findByText(/^My account has 4 AINU free. You are 1.001 AINU short for this budget/),
  ).toBeTruthy()
  expect(await button('Get AINU from the faucet')).toBeTruthy()
  fireEvent.click(await button('Use Savings (9 AINU)'))
  await waitFor(() => expect(core.state.accounts.find(({ active }) => active)?.name).toBe('Savings'))
})

it('says at once that a watched account cannot sign', async () => {
  await openPage('/tasks/new', ({ accounts }) => {
    for (const account of accounts) account.active = account.kind === 'watch'
  })
  expect(await screen.findByText('Cold storage is only watched here and cannot sign.')).toBeTruthy()
  expect(await screen.findByRole('button', { name: /^Use My account \(986\.12/ })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Get AINU from the faucet' })).toBeNull()
})

it('keeps what is written as a template, begins with it and deletes it', async () => {
  const { core, router } = await openPage('/tasks/new', ({ drafts }) => {
    drafts['new'] = written()
  })
  fireEvent.click(await button('Save as a template'))
  const name = await screen.findByRole('textbox', { name: /^Name/ })
  expect((name as HTMLInputElement).value).toBe('Minutes')
  fireEvent.change(name, { target: { value: ' Weekly ' } })
  fireEvent.click(await button('Save'))
  await waitFor(() => expect(core.state.templates['Weekly']).toEqual(written()))
  await router.navigate({ to: '/tasks/new', search: { template: 'Weekly' } })
  expect((await field(/^Title/)).value).toBe('Minutes')
  fireEvent.click(await button('Templates'))
  fireEvent.click(await button('Delete the template “Weekly”'))
  await waitFor(() => expect(core.state.templates).toEqual({}))
})

it('says with the trust how long there is to dispute', async () => {
  await openPage('/tasks/new?step=trust', ({ drafts }) => {
    drafts['new'] = written()
  })
  expect(await screen.findByText(/You can dispute the result for 10 min/)).toBeTruthy()
  fireEvent.click(screen.getByRole('radio', { name: /^Manual/ }))
  expect(await screen.findByText(/You can dispute the result for 1 d/)).toBeTruthy()
})

it('shows what nobody offers any more as that', async () => {
  await openPage('/tasks/new', ({ drafts }) => {
    drafts['new'] = { ...written(), capability: 'translate', target: 'did:ainur:gone' }
  })
  const shown = async (name: string) =>
    (await screen.findByRole<HTMLInputElement>('combobox', { name })).value
  await waitFor(async () =>
    expect(await shown('What should be done')).toBe('translate (not offered at the moment)'),
  )
  await waitFor(async () => expect(await shown('Agent')).toBe('gone (not offered at the moment)'))
})

it('says that an agent of one’s own gets no reputation for it, and only of that one', async () => {
  await openPage('/tasks/new?step=money', (state) => {
    state.drafts['new'] = written()
    const candidate = { price: '1', reputation: 0, canRun: true, reasons: [] }
    const [mine, theirs] = state.accounts
    state.candidates = [
      { ...candidate, did: 'did:ainur:mine', owner: mine.address },
      { ...candidate, did: 'did:ainur:theirs', owner: theirs!.address },
    ]
  })
  const words = await screen.findAllByText(/work for oneself changes no reputation/)
  expect(words.map((each) => each.closest('li')?.textContent)).toEqual([expect.stringContaining('mine')])
})
