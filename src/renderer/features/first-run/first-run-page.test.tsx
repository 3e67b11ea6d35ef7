import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'

const nothing = (state: Awaited<ReturnType<typeof openPage>>['core']['state']) =>
  Object.assign(state, { accounts: [], tasks: [], transactions: [] })

it('leads someone without an account from home through account and coins', async () => {
  const { core, router } = await openPage('/', nothing)
  await screen.findByRole('heading', { name: 'Welcome to Ainur' })
  expect(router.state.location.pathname).toBe('/welcome')

  fireEvent.change(await screen.findByLabelText('Passphrase'), { target: { value: 'short' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create account' }))
  await screen.findByText('a passphrase has at least 8 characters')
  screen.getByText('The two passphrases differ')

  for (const field of ['Passphrase', 'Passphrase again'])
    fireEvent.change(screen.getByLabelText(field), { target: { value: 'correct horse' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create account' }))
  await screen.findByText('bottom')
  fireEvent.click(screen.getByRole('button', { name: 'Later' }))
  expect(screen.queryByText('bottom')).toBeNull()

  fireEvent.click(await screen.findByRole('button', { name: 'Get 1,000 AINU' }))
  await screen.findByText('1,000 AINU free')
  expect(core.state.accounts[0]?.free).toBe('1000000000000000')
  await screen.findByRole('button', { name: 'Host Summarizer' })
})

it('counts a phrase as written down only when its words are known', async () => {
  await openPage('/welcome', nothing)
  for (const field of ['Passphrase', 'Passphrase again'])
    fireEvent.change(await screen.findByLabelText(field), { target: { value: 'correct horse' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create account' }))
  fireEvent.click(await screen.findByRole('button', { name: 'I have written it down' }))
  const words = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'.split(' ')
  const questions = screen.getAllByRole('textbox', { name: /what is word/ })
  expect(questions).toHaveLength(2)
  fireEvent.click(screen.getByRole('button', { name: 'Check and finish' }))
  expect((await screen.findAllByText(/is not word/)).length).toBe(2)
  for (const question of questions) {
    const label = (question as HTMLInputElement).labels?.[0]?.textContent ?? ''
    const number = Number(/word (\d+)/.exec(label)?.[1])
    fireEvent.change(question, { target: { value: words[number - 1] } })
  }
  fireEvent.click(screen.getByRole('button', { name: 'Check and finish' }))
  await waitFor(() => expect(screen.queryByRole('textbox', { name: /what is word/ })).toBeNull())
})

it('says that the first task is hasty, and what that means', async () => {
  await openPage('/welcome', (state) => Object.assign(state, { tasks: [] }))
  fireEvent.click(await screen.findByRole('button', { name: 'Skip this step' }))
  expect(
    await screen.findByText(/this task is hasty: agents bid for 10 s, and you have 30 s to dispute/),
  ).toBeTruthy()
})

it('asks for other words after it showed them again', async () => {
  await openPage('/welcome', nothing)
  for (const field of ['Passphrase', 'Passphrase again'])
    fireEvent.change(await screen.findByLabelText(field), { target: { value: 'correct horse' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create account' }))
  const ask = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'I have written it down' }))
    return screen.getAllByRole<HTMLInputElement>('textbox', { name: /what is word/ })
  }
  let before: string[] = []
  for (let times = 0; times < 10; times++) {
    const fields = await ask()
    const asked = fields.map(({ labels }) => labels?.[0]?.textContent ?? '')
    expect(asked.filter((each) => before.includes(each))).toEqual([])
    expect(fields.map(({ value }) => value)).toEqual(['', ''])
    fireEvent.change(fields[0]!, { target: { value: 'guess' } })
    fireEvent.click(screen.getByRole('button', { name: 'Check and finish' }))
    fireEvent.click(screen.getByRole('button', { name: 'Show the words' }))
    before = asked
  }
})
