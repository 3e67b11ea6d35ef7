import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Transaction } from '../../contract/actions.ts'
import { showPart } from '../testing/page.tsx'
import { transaction } from '../testing/samples.ts'
import { TxProgress } from './tx-progress.tsx'

afterEach(cleanup)

const reason = (code: string, message: string) => ({
  code,
  message,
  detail: {},
  said: { code: `reasons.${code}`, facts: {} },
})
const said = async (change: Partial<Transaction>) => {
  await showPart(<TxProgress tx={{ ...transaction(), status: 'failed', ...change }} />)
  return screen.getByText(/changed/).textContent
}
const refused = reason('token.not-expendable', 'Sending this would remove the account from the chain.')

it.each([
  ['in a block', { error: refused }, /^Refused by the chain: Sending .* Only the fee was paid; nothing else/],
  [
    'in a block, without a fee',
    { error: refused, fee: null },
    /^Refused by the chain: .* Nothing was paid and nothing was changed/,
  ],
  [
    'too old for any block',
    { error: reason('expired/not-taken', ''), block: null, fee: null },
    /^Did not happen: No block took .* Nothing was paid and nothing was changed/,
  ],
  [
    'never signed',
    { error: reason('not-signed', ''), block: null, fee: null, hash: null },
    /^Did not happen: Ainur was closed .* Nothing was paid and nothing was changed/,
  ],
])(
  'of a transaction that failed %s the fee is only spoken of where it was paid',
  async (_, change, words) => {
    expect(await said(change)).toMatch(words)
  },
)

it('a transaction that was never sent is not shown as sent', async () => {
  await said({ error: reason('not-signed', ''), block: null, fee: null, hash: null })
  expect(screen.getByText('Sent').previousElementSibling?.getAttribute('data-state')).toBe('failed')
})
