import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiPromise } from '@polkadot/api'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { expect, test } from 'vitest'
import { connect, optionsIn, send, startNetwork, temporaryFolder } from './testing/network.ts'

const UNIT = 1_000_000_000_000n
const BIDDING_MS = 60_000

const post = (api: ApiPromise) =>
  api.tx['tasks']!['post']!({
    title: 'Nobody bids on this',
    capability: 'test',
    target: null,
    inputCid: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
    budget: UNIT,
    trust: 'Optimistic',
    minReputation: 0,
    opensInMs: 0,
    biddingMs: BIDDING_MS,
    timeoutMs: 60_000,
    disputeWindowMs: 60_000,
  })

async function timeAt(api: ApiPromise, height: number): Promise<number> {
  const at = await api.at(await api.rpc.chain.getBlockHash(height))
  return Number((await at.query['timestamp']!['now']!()).toString())
}

test('a deadline is met to the millisecond, at any speed, and not in the time that the app was closed', async () => {
  await cryptoWaitReady()
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
  await using folder = temporaryFolder()
  let due: number
  let stoppedAt: number
  {
    await using network = await startNetwork(optionsIn(folder.path))
    await using client = await connect(network.url)
    expect(network.status().pendingDeadline).toBeNull()
    await send(post(client.api), alice)
    due = network.status().time + BIDDING_MS
    await expect.poll(() => network.status().pendingDeadline).toBe(due)
    stoppedAt = network.status().time
  }
  await sleep(3_000)
  await using network = await startNetwork({ ...optionsIn(folder.path), speed: 1 })
  await using client = await connect(network.url)
  // Three seconds and the start have passed on the wall; the chain slept.
  expect(network.status().pendingDeadline).toBe(due)
  const resumed = network.status()
  expect(resumed.time - stoppedAt).toBeLessThan(3_000)

  network.setSpeed(20)
  const from = performance.now()
  await expect.poll(() => network.status().pendingDeadline).toBeNull()
  const seconds = (performance.now() - from) / 1_000
  expect(seconds).toBeGreaterThan(1.5)
  expect(network.status().time).toBe(due)
  const states = await client.api.query['tasks']!['tasks']!.entries()
  expect(JSON.stringify(states[0]![1].toHuman())).toContain('NoBids')

  // Heartbeats on the way, each later than the one before, and at most 6 s of chain time apart (with some slack for a busy machine).
  const height = network.status().height
  const times = await Promise.all(
    Array.from({ length: height - resumed.height + 1 }, (_, i) => timeAt(client.api, resumed.height + i)),
  )
  const gaps = times.slice(1).map((time, i) => time - times[i]!)
  expect(gaps.length).toBeGreaterThan(4)
  expect(Math.min(...gaps)).toBeGreaterThan(0)
  // One second of this machine is 20 s of chain time.
  expect(Math.max(...gaps)).toBeLessThanOrEqual(6_000 + 20_000)
  expect(times.at(-1)).toBe(due)

  // Nothing is pending any more: the chain, which ran ahead of the wall, goes on at the wall's pace.
  await send(client.api.tx['system']!['remark']!('0x00'), alice)
  expect(network.status().time).toBeGreaterThan(due)
  expect(network.status().time - due).toBeLessThan(20_000)
})
