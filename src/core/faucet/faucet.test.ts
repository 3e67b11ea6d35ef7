import { blake2AsU8a, cryptoWaitReady } from '@polkadot/util-crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { untilSettled } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { solve, zeroBits } from './work.ts'

let test: TestCore
let address: string
beforeAll(async () => {
  test = await startCore()
  const made = await test.api.wallet.create({ name: 'New', passphrase: 'only for tests' })
  address = made.account.address
})
afterAll(() => test.remove())

it('counts leading zero bits', () => {
  expect([0x80, 0x40, 0x01, 0x00].map((first) => zeroBits(Uint8Array.of(first, 0xff)))).toEqual([0, 1, 7, 8])
  expect(zeroBits(new Uint8Array(32))).toBe(256)
})

it('finds work that the chain would find good, and leaves the event loop free', async () => {
  await cryptoWaitReady()
  const [account, blockHash] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const nonce = await solve({ account, blockHash, difficulty: 16 })
  delay.disable()
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, nonce, true)
  const input = Buffer.concat([Buffer.from('ainur/faucet'), account, blockHash, bytes])
  expect(zeroBits(blake2AsU8a(input))).toBeGreaterThanOrEqual(16)
  expect(delay.percentile(50) / 1e6).toBeLessThan(50)
})

it('stops working when nobody waits any more', async () => {
  const end = new AbortController()
  const work = solve(
    { account: new Uint8Array(32), blockHash: new Uint8Array(32), difficulty: 200 },
    end.signal,
  )
  end.abort()
  await expect(work).rejects.toThrow(/abort/i)
})

it('gives an empty account 1,000 AINU once an hour', async () => {
  expect(await test.api.faucet.status({ address })).toMatchObject({
    enabled: true,
    reason: null,
    nextAt: null,
  })
  const claim = await test.api.faucet.claim({ address })
  expect(claim).toMatchObject({ from: address, signer: null, action: 'faucet.claim' })
  expect(await untilSettled(test, claim.id)).toMatchObject({ status: 'finalized', fee: null })
  expect(await test.api.wallet.ledger({ address })).toMatchObject({ total: '1000000000000000' })
  const { nextAt } = await test.api.faucet.status({ address })
  expect(nextAt).toBeGreaterThan(Date.now() + 3_500_000)
  await expect(test.api.faucet.claim({ address })).rejects.toMatchObject({ code: 'TOO_SOON' })
})

it('does not pay twice for claims made at once', async () => {
  const { account } = await test.api.wallet.create({ name: 'Eager', passphrase: 'only for tests' })
  const claims = await Promise.allSettled(
    [0, 1, 2].map(() => test.api.faucet.claim({ address: account.address })),
  )
  const taken = claims.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value] : []))
  for (const { id } of taken) await untilSettled(test, id)
  for (const claim of claims)
    if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'TOO_SOON' })
  expect(await test.api.wallet.ledger({ address: account.address })).toMatchObject({
    total: '1000000000000000',
  })
})
