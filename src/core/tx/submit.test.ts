import { Keyring } from '@polkadot/keyring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AINU } from '../../contract/money.ts'
import { addDevAccount, sendAndSettle, submitShown, untilSettled } from '../testing/accounts.ts'
import { makeCore, startCore, type TestCore } from '../testing/core.ts'

let test: TestCore
let alice: string
let bob: string
const stranger = new Keyring({ type: 'ed25519', ss58Format: 42 }).addFromSeed(
  new Uint8Array(32).fill(9),
).address

beforeAll(async () => {
  test = await startCore()
  alice = await addDevAccount(test, 'Alice')
  bob = await addDevAccount(test, 'Bob')
})
afterAll(() => test.remove())

const transfer = (to: string, amount: bigint) => ({ type: 'transfer' as const, to, amount: String(amount) })

describe('transactions', () => {
  it('are shown, then do what was shown', async () => {
    const action = transfer(stranger, 5n * AINU)
    const preview = await test.api.tx.preview({ from: alice, action })
    expect(preview).toMatchObject({ spends: String(5n * AINU), keepsAlive: true, dryRun: { outcome: 'ok' } })
    expect(preview.summary).toContain('Send 5 AINU')
    const done = await sendAndSettle(test, alice, action)
    expect(done).toMatchObject({
      status: 'finalized',
      from: alice,
      signer: alice,
      error: null,
      fee: preview.fee,
    })
    const { total, places } = await test.api.wallet.ledger({ address: alice })
    expect(total).toBe(preview.freeAfter)
    expect(places).toHaveLength(1)
  })

  it('of two accounts at once all arrive, each account in its order', async () => {
    const before = BigInt((await test.api.wallet.ledger({ address: stranger })).total)
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        submitShown(test, { from: i % 2 ? alice : bob, action: transfer(stranger, BigInt(i + 1)) }),
      ),
    )
    const done = await Promise.all(sent.map(({ id }) => untilSettled(test, id)))
    expect(done.map(({ status }) => status)).toEqual(Array(50).fill('finalized'))
    expect(new Set(done.map(({ hash }) => hash)).size).toBe(50)
    for (const account of [alice, bob]) {
      const blocks = done.filter(({ from }) => from === account).map(({ block }) => block!)
      expect(blocks).toEqual([...blocks].sort((a, b) => a - b))
    }
    const after = BigInt((await test.api.wallet.ledger({ address: stranger })).total)
    expect(after - before).toBe(1_275n)
  })

  it('that cannot be paid are refused before they are signed', async () => {
    const action = transfer(bob, 10n ** 30n)
    const preview = await test.api.tx.preview({ from: alice, action })
    expect(preview.dryRun).toMatchObject({ outcome: 'fails', reason: { code: 'insufficient-balance' } })
    await expect(submitShown(test, { from: alice, action })).rejects.toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
    })
  })

  it('that fail in their block say why, and cost the fee alone', async () => {
    const { free } = (await test.api.wallet.list()).find(({ address }) => address === bob)!
    // Each of them is possible by itself, so that both pass the dry run; the second is not.
    const most = transfer(stranger, (BigInt(free!) * 6n) / 10n)
    const sent = await Promise.all([0, 1].map(() => submitShown(test, { from: bob, action: most })))
    const [first, second] = await Promise.all(sent.map(({ id }) => untilSettled(test, id)))
    const [done, failed] = first!.status === 'finalized' ? [first!, second!] : [second!, first!]
    expect(done.status).toBe('finalized')
    expect(failed).toMatchObject({
      status: 'failed',
      error: { code: 'token.funds-unavailable' },
      created: null,
    })
    expect(BigInt(failed.fee!)).toBeGreaterThan(0n)
    const left = (await test.api.wallet.list()).find(({ address }) => address === bob)!.free!
    expect(BigInt(free!) - BigInt(left)).toBe(BigInt(most.amount) + BigInt(done.fee!) + BigInt(failed.fee!))
  })

  it('go on from an account that was emptied and got money again', async () => {
    const charlie = await addDevAccount(test, 'Charlie')
    await sendAndSettle(test, charlie, transfer(alice, AINU))
    await sendAndSettle(test, charlie, { type: 'transfer-all', to: alice })
    await sendAndSettle(test, alice, transfer(charlie, 5n * AINU))
    expect(await sendAndSettle(test, charlie, transfer(alice, AINU))).toMatchObject({ status: 'finalized' })
  })

  it('need an unlocked account', async () => {
    await test.api.wallet.lock({ address: bob })
    await expect(submitShown(test, { from: bob, action: transfer(alice, AINU) })).rejects.toMatchObject({
      code: 'LOCKED',
    })
    await expect(submitShown(test, { from: stranger, action: transfer(alice, AINU) })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('are listed page by page, newest first', async () => {
    const first = await test.api.tx.list({ limit: 20 })
    const second = await test.api.tx.list({ limit: 20, cursor: first.next! })
    const times = [...first.items, ...second.items].map(({ createdAt }) => createdAt)
    expect(times).toHaveLength(40)
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(40)
    await expect(test.api.tx.list({ cursor: 'made up' })).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('in flight when the core stops are followed when it is back', async () => {
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => submitShown(test, { from: alice, action: transfer(stranger, 1n) })),
    )
    await test.stop()
    const again = makeCore({ dataDir: test.dataDir })
    test = { ...again, remove: again.remove }
    await again.core.start()
    const done = await Promise.all(sent.map(({ id }) => untilSettled(again, id)))
    expect(done.map(({ status }) => status)).toEqual(Array(5).fill('finalized'))
  })
})
