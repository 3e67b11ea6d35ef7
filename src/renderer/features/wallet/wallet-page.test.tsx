import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'
import { UNNAMED } from '../../testing/samples.ts'

it('shows where every AINU is, and a total that is their sum', async () => {
  await openPage('/wallet')
  const table = await screen.findByRole('table', { name: 'Where it is' })
  within(table).getByText('In escrow')
  const amounts = within(table)
    .getAllByRole('row')
    .slice(1, -1)
    .map((row) => Number(row.lastElementChild?.textContent?.replace(/[^\d.]/g, '')))
  expect(amounts).toHaveLength(4)
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(1_000, 3)
  expect(within(table).getAllByRole('row').at(-1)?.textContent).toContain('1,000')
})

it('shows what a transfer does, asks for the passphrase of a locked key, and follows the transaction', async () => {
  const { core } = await openPage('/wallet?do=send')
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByRole('combobox', { name: /^To/ }), {
    target: { value: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' },
  })
  fireEvent.change(dialog.getByLabelText('Amount'), { target: { value: '12' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Review' }))

  await dialog.findByText('Send 12 AINU to Cold storage')
  const send = dialog.getByRole<HTMLButtonElement>('button', { name: 'Send 12 AINU' })
  expect(send.disabled).toBe(true)
  const passphrase = dialog.getByLabelText(/Passphrase of My account/)
  fireEvent.change(passphrase, { target: { value: 'a wrong one' } })
  fireEvent.click(send)
  await dialog.findByText('The passphrase does not fit this account.')
  expect(core.state.transactions).toHaveLength(1)

  fireEvent.change(passphrase, { target: { value: 'correct horse' } })
  fireEvent.click(send)
  await dialog.findByText('Sent, waiting for a block')
  core.change({ topic: 'transactions' }, ({ transactions: [sent] }) => {
    if (sent) Object.assign(sent, { status: 'finalized', block: 1_300 })
  })
  await dialog.findByText('Final in block 1,300')
})

it('does not let an action be signed that would fail', async () => {
  await openPage('/wallet?do=send', (state) => {
    state.preview.dryRun = {
      outcome: 'fails',
      reason: { code: 'funds-unavailable', message: 'There is not enough free AINU.', detail: {} },
    }
  })
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByRole('combobox', { name: /^To/ }), {
    target: { value: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' },
  })
  fireEvent.change(dialog.getByLabelText('Amount'), { target: { value: '12' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Review' }))
  await dialog.findByText(/There is not enough free AINU/)
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Send 12 AINU' }).disabled).toBe(true)
})

it('follows a change of name made elsewhere', async () => {
  const { core } = await openPage('/wallet')
  await screen.findByRole('heading', { name: 'My account' })
  core.change({ topic: 'accounts' }, ({ accounts: [account] }) => {
    if (account) account.name = 'Savings'
  })
  await screen.findByRole('heading', { name: 'Savings' })
})

it('says how hard a new passphrase is to guess while it is typed', async () => {
  await openPage('/wallet?do=create')
  const dialog = within(await screen.findByRole('dialog'))
  const field = dialog.getByLabelText('Passphrase')
  fireEvent.change(field, { target: { value: 'password1' } })
  await dialog.findByText(/Too easy to guess/)
  fireEvent.change(field, { target: { value: 'correct horse battery' } })
  await dialog.findByText('Strong.')
  fireEvent.change(field, { target: { value: '0x6162636465666768' } })
  await dialog.findByText(/opens in Ainur only/)
})

it('says what is wrong with a key, and leads to what puts it right', async () => {
  const { core } = await openPage('/wallet', ({ accounts: [account] }) => {
    if (account) account.problem = 'unsealed'
  })
  const alert = await screen.findByRole('alert', { name: /kept without a passphrase/ })
  fireEvent.click(within(alert).getByRole('button', { name: 'Change passphrase' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.queryByLabelText('Current passphrase')).toBeNull()
  dialog.getByLabelText('New passphrase for this machine')
  core.change({ topic: 'accounts' }, ({ accounts: [account] }) => {
    if (account) account.problem = 'damaged'
  })
  await screen.findByText(/opens with no passphrase any more/)
})

it('says which accounts of a backup did not come in', async () => {
  await openPage('/wallet?do=import', (state) => {
    state.leftOut = [{ name: 'EVM', why: 'Keys of the kind ethereum cannot be used.', said: UNNAMED }]
  })
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.click(dialog.getByRole('tab', { name: 'File' }))
  const file = Object.assign(new File([], 'backup.json'), { text: () => Promise.resolve('{"accounts":[]}') })
  fireEvent.change(document.querySelector('input[type=file]')!, { target: { files: [file] } })
  await dialog.findByText('backup.json')
  fireEvent.click(dialog.getByRole('button', { name: 'Import' }))
  await dialog.findByText('EVM: Keys of the kind ethereum cannot be used.')
  fireEvent.click(dialog.getByText('Close'))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

it('says how long to wait after too many wrong passphrases', async () => {
  await openPage('/wallet?do=unlock', (state) => {
    state.unlockError = new ORPCError('TOO_SOON', {
      message: 'Too many wrong passphrases: this one was not tried. Try again in 8 s.',
      data: {
        said: { code: 'wallet.too-many-tries', facts: { wait: 8_000 } },
        consequence: 'The account stays locked.',
        remedy: 'Wait.',
      },
    })
  })
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText(/Passphrase of My account/), { target: { value: 'correct horse' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Unlock' }))
  const alert = await dialog.findByRole('alert')
  expect(alert.textContent).toContain('Try again in 8 s.')
})

it.each([
  [
    'with money in other places',
    '200000000000000',
    /but for what keeps an account .* on the chain.*Nothing is left then for the fee/,
  ],
  ['that is only free', '1000000000000000', /the account is removed from the chain/],
])('says what becomes of an account %s when all of it is sent', async (_, free, words) => {
  await openPage('/wallet?do=send', ({ accounts: [first] }) => {
    Object.assign(first!, { free, total: '1000000000000000' })
  })
  await screen.findByText(words)
})

it('counts accounts without the keys of agents, and says what these hold', async () => {
  await openPage('/wallet', (state) => {
    const [own] = state.accounts
    const key = { ...own, kind: 'agent' as const, active: false, name: 'key', agent: 'did:ainur:one' }
    state.accounts.push({
      ...key,
      address: '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y',
      free: '2000000000000',
      total: '2000000000000',
    })
  })
  await screen.findByText('1,000 AINU in all in one account, 2 AINU in keys of agents')
})

it.each([
  [false, 'I have written it down'],
  [true, 'Close'],
])(
  'asks for words only of who has not proved yet that they are written down (%s)',
  async (backedUp, button) => {
    await openPage('/wallet?do=reveal', ({ accounts: [own] }) => Object.assign(own ?? {}, { backedUp }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('Passphrase'), { target: { value: 'correct horse' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Show the words' }))
    await dialog.findByText('bottom')
    const buttons = dialog.getAllByRole('button').map(({ textContent }) => textContent)
    expect(buttons.filter(Boolean)).toEqual([button])
  },
)

it.each([
  [
    'one whose phrase was written down may have been used elsewhere',
    true,
    'embedded',
    /^This account holds nothing here\./,
  ],
  ['a new one has nothing yet', false, 'embedded', /^This account holds nothing yet\.$/],
  ['a joined network is the same for everybody', true, 'rpc', /^This account holds nothing yet\.$/],
] as const)('an empty account: %s', async (_, backedUp, kind, words) => {
  await openPage('/wallet', (state) => {
    Object.assign(
      state.accounts.find(({ active }) => active)!,
      { backedUp },
    )
    if (kind === 'rpc') state.chain.network = { kind, url: 'ws://127.0.0.1:9944' }
    state.ledger = (address) => ({ address, total: '0', block: 1, places: [] })
  })
  await screen.findByText(words)
})
