import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { save } from '../../ui/files.ts'
import { openPage } from '../../testing/page.tsx'
import { historyCsv } from './history-csv.ts'

vi.mock('../../ui/files.ts', async (original) => ({ ...(await original<object>()), save: vi.fn() }))

const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const table = async () => within(await screen.findByRole('table', { name: 'History' }))
const rowOf = async (what: string) => (await table()).getByText(what).closest('tr')!

it('shows what came in and went out with its sign, green only for what came in', async () => {
  const { router } = await openPage('/wallet')
  fireEvent.click(await screen.findByRole('tab', { name: 'History' }))
  const paid = await rowOf('Payment for work')
  expect(router.state.location).toMatchObject({ pathname: `/wallet/${alice}`, search: { tab: 'history' } })
  const green = (row: HTMLElement) =>
    [...row.querySelectorAll<HTMLElement>('[style*="--ok"]')].map(({ textContent }) => textContent)
  expect([paid.textContent, green(paid)]).toEqual([expect.stringContaining('+5'), ['+5']])
  const held = await rowOf('Put in escrow')
  expect(held.textContent).toMatch(/−3.*\+3/)
  expect(green(held)).toEqual([])
  const fee = await rowOf('Transaction fee')
  expect(fee.textContent).toMatch(/Treasury.*−0\.0013/)
})

it('keeps what is filtered in the address, and says what nothing means', async () => {
  await openPage(`/wallet/${alice}?tab=history&kinds=["payout"]`)
  await rowOf('Payment for work')
  expect((await table()).queryByText('Payment')).toBeNull()
  fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2001-01-01' } })
  await screen.findByText('Nothing of this kind in this time.')
})

it('of an account that has none teaches what will be there', async () => {
  const { core } = await openPage('/wallet')
  const other = core.state.accounts.find(({ address, kind }) => address !== alice && kind !== 'agent')!
  await openPage(`/wallet/${other.address}?tab=history`)
  await screen.findByText(/will be listed here, each with who was at the other end/)
})

it('is exported whole, exact, and without a formula', async () => {
  await openPage(`/wallet/${alice}?tab=history`)
  await rowOf('Payment for work')
  fireEvent.click(screen.getByRole('button', { name: 'Export as CSV' }))
  await waitFor(() => expect(save).toHaveBeenCalled())
  const [text, type, name] = vi.mocked(save).mock.calls[0]!
  expect([type, name]).toEqual(['text/csv;charset=utf-8', `ainur-history-${alice}.csv`])
  const lines = (text as string).split('\r\n')
  expect(lines[0]).toBe(
    '\ufeff' + 'time_utc,kind,free_ainu,held_ainu,counterparty,counterparty_name,agent,task,title,block,id',
  )
  expect(lines).toHaveLength(6)
  expect(lines[2]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,payout,5,0,5\w+,.*,did:ainur:summarizer,7,'=1\+1,1204,/)
  expect(lines[3]).toContain(',escrow-held,-3,3,,,,6,')
  expect(lines[4]).toContain(',transaction-fee,-0.001393040001,0,')
})

it('writes amounts and times that no rounding and no time zone has touched', () => {
  const entry = {
    id: '1-0-0',
    kind: 'transfer',
    at: 0,
    block: 1,
    task: null,
    title: null,
    agent: null,
  } as const
  const free = '-123456789012345678901234567'
  const csv = historyCsv([{ ...entry, counterparty: alice, free, held: '0' }], () => '@evil')
  expect(csv.split('\r\n')[1]).toBe(
    `1970-01-01T00:00:00.000Z,transfer,-123456789012345.678901234567,0,${alice},'@evil,,,,1,1-0-0`,
  )
})
