import { expect, test, vi } from 'vitest'
import { createListeners } from '../listeners.ts'
import type { ConnectionStatus } from '../chain/client.ts'
import { createLossWatch } from './loss-watch.ts'
import type { News } from './store.ts'

test('a network that was connected and does not come back soon is told of, once for each loss', () => {
  vi.useFakeTimers()
  const status = createListeners<[ConnectionStatus]>()
  const told: News[] = []
  const stop = createLossWatch({ onStatus: status.add }, (news) => told.push(news)).start()
  const is = (connection: ConnectionStatus['connection'], ms: number) => {
    status.tell({ connection, name: 'testnet' } as ConnectionStatus)
    vi.advanceTimersByTime(ms)
  }
  is('failed', 60_000)
  expect(told).toEqual([])
  is('connected', 0)
  is('reconnecting', 9_000)
  is('connected', 60_000)
  expect(told).toEqual([])
  is('reconnecting', 9_000)
  is('failed', 9_000)
  is('reconnecting', 60_000)
  expect(told.map(({ kind, said }) => [kind, said.facts])).toEqual([['chain-lost', { network: 'testnet' }]])
  is('connected', 0)
  is('failed', 60_000)
  expect(told).toHaveLength(2)
  is('connected', 0)
  is('failed', 0)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(2)
  vi.useRealTimers()
})
