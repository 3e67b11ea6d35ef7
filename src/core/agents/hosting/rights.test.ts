import { expect, it, vi } from 'vitest'
import type { ChainClient } from '../../chain/client.ts'
import { readRights } from './rights.ts'
import type { HostedRow } from './store.ts'

vi.mock('../proxies.ts', () => ({ proxiesOf: () => Promise.resolve({ count: 0, hotKeys: [] }) }))

const client = {
  session: () => ({
    send: (method: string) =>
      Promise.resolve(method === 'chain_getFinalizedHead' ? '0x01' : { number: '0x7' }),
    api: { at: () => Promise.resolve({}) },
  }),
} as unknown as ChainClient
const row = {
  did: 'did:ainur:echo',
  owner: 'owner',
  hotKey: 'hot',
  rightsSeen: null,
  // Years ago, as a clock that jumped says.
  updatedAt: 0,
} as HostedRow

it.each([
  ['waits for its transaction, however long that takes', true, false, 'coming'],
  ['waits until its transaction is begun', false, true, 'coming'],
  ['ends when nothing of its owner is on the way', false, false, 'ended'],
])('a plan %s', async (_what, awaits, fresh, state) => {
  const submitter = { awaits: (_from: string, block: number) => (expect(block).toBe(7), awaits) }
  const rights = await readRights({ client, submitter: submitter as never }, [row], () => fresh)
  expect(rights.get(row.did)).toMatchObject({ state })
})
