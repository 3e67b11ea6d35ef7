import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ledger } from '../../contract/wallet.ts'
import { submitShown } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'

// Whoever looks at the wallet while work goes on sees all of the money at any moment, each planck in one place.
let t: TestCore
let market: ReturnType<typeof marketOf>
let bob: Outsider
let owner: string
let submitter: string
let hotKey: string

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  bob = await outsider((await t.api.chain.status({})).url!)
  owner = await market.person('Owner')
  submitter = await market.person('Submitter')
})
afterAll(async () => {
  await bob.close()
  await t.remove()
})

/** Reads the ledgers of some accounts at every change of the chain, until the work is done, and once more then. */
async function ledgersDuring(work: Promise<unknown>, addresses: () => string[]): Promise<Ledger[]> {
  const done = new AbortController()
  const seen: Ledger[] = []
  const look = async () => {
    for (const address of addresses()) seen.push(await t.api.wallet.ledger({ address }))
  }
  const watching = (async () => {
    for await (const { topic } of t.core.changes(done.signal)) if (topic === 'chain') await look()
  })()
  try {
    await work
    await look()
  } finally {
    done.abort()
    await watching.catch((error: unknown) => {
      if (!done.signal.aborted) throw error
    })
  }
  return seen
}

const sumOf = ({ places }: Ledger) => places.reduce((sum, { amount }) => sum + BigInt(amount), 0n)

test('places add up at every block of a task’s life, with transactions in flight', async () => {
  const life = async () => {
    await market.host(owner, 'echo')
    hotKey = (await t.api.wallet.list()).find(({ kind }) => kind === 'agent')!.address
    const id = await market.post(submitter, 'where is my money', { disputeWindowMs: 60_000 })
    await market.reached(id, 'verifying')
    await market.sign(submitter, { type: 'task.dispute', task: id, reason: 'to see the bond' })
    await market.reached(id, 'finalized')
    // Several at once: the nonce of each is taken before the one before it is in a block.
    const send = (amount: number) =>
      submitShown(t, {
        from: submitter,
        action: { type: 'transfer', to: owner, amount: ainu(amount), keepAlive: true },
      })
    await Promise.all([send(1), send(2), send(3)])
    await market.sign(owner, { type: 'agent.deregister', did: 'did:ainur:echo' })
  }
  const seen = await ledgersDuring(life(), () => [owner, submitter, ...(hotKey ? [hotKey] : [])])

  expect(new Set(seen.map(({ block }) => block)).size).toBeGreaterThan(8)
  for (const ledger of seen) {
    const { address, block, total } = ledger
    expect(sumOf(ledger), `the places of ${address} at block ${block}`).toBe(BigInt(total))
    expect(BigInt(total), `the total of ${address} at block ${block}`).toBe(
      await bob.balanceAt(address, block),
    )
  }
  const kinds = new Set(seen.flatMap(({ places }) => places.map(({ kind }) => kind)))
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining(['bond', 'dispute-bond', 'escrow', 'free', 'reserved', 'stake', 'unbonding']),
  )
})

test('the list and the ledgers of all accounts say the same, and nothing is missing', async () => {
  // The key of the agent that left gives back what it had and goes.
  const accounts = await until('no key of an agent is left', async () => {
    const list = await t.api.wallet.list()
    return list.every(({ kind }) => kind !== 'agent') && list
  })
  expect(accounts.length).toBe(2)
  for (const { address, free, total } of accounts) {
    const ledger = await t.api.wallet.ledger({ address })
    expect({ free, total }).toEqual({ free: ledger.places[0]!.amount, total: ledger.total })
  }
  const { issuance, held } = await bob.money()
  expect(held).toBe(issuance)
})

const signOf = (amount: bigint) => (amount < 0n ? '-' : amount > 0n ? '+' : '')

test('the histories of accounts add up to what they have, and say what for', async () => {
  const kinds: Record<string, Set<string>> = {}
  for (const address of [owner, submitter, hotKey]) {
    const { items, next } = await t.api.settlement.history({ address, limit: 200 })
    expect(next).toBeNull()
    const sum = (place: 'free' | 'held') => items.reduce((all, entry) => all + BigInt(entry[place]), 0n)
    const { places, total } = await t.api.wallet.ledger({ address })
    const free = BigInt(places.find(({ kind }) => kind === 'free')!.amount)
    expect({ free: sum('free'), held: sum('held') }).toEqual({ free, held: BigInt(total) - free })
    kinds[address] = new Set(items.map(({ kind, free }) => kind + signOf(BigInt(free))))
    for (const { task, title } of items) expect(title === null).toBe(task === null)
  }
  const has = (...wanted: string[]) => expect.arrayContaining(wanted) as string[]
  const payment = ['transfer+', 'payout+', 'dispute-bond-paid+', 'bond-held-', 'bond-returned+']
  const hosting = ['faucet+', 'stake-held-', 'deposit-held-', 'deposit-returned+', 'key-money-', 'key-money+']
  expect([...kinds[owner]!]).toEqual(has(...payment, ...hosting, 'transaction-fee-'))
  expect([...kinds[submitter]!]).toEqual(
    has('transfer-', 'escrow-held-', 'escrow-excess+', 'payout', 'dispute-bond-held-', 'dispute-bond-paid'),
  )
  expect([...kinds[hotKey]!].sort()).toEqual(['key-money+', 'key-money-', 'transaction-fee-'])
})
