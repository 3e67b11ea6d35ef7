import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Action } from '../../contract/actions.ts'
import { addDevAccount } from '../testing/accounts.ts'
import { outsider } from '../testing/outsider.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'

// A preview says of all that would be moved where it goes, and afterwards it is there.
let t: TestCore
let market: ReturnType<typeof marketOf>
let owner: string
let submitter: string

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  owner = await market.person('Owner')
  submitter = await market.person('Submitter')
}, 120_000)
afterAll(() => t.remove())

const preview = (from: string, action: Action) => t.api.tx.preview({ from, action })
const echoId = async () =>
  (await t.api.agents.packages({})).find(({ manifest }) => manifest.name === 'echo')!.id

test('hosting an agent: its stake, the deposit and what its key gets are all that is spent', async () => {
  const { spends, parts } = await preview(owner, {
    type: 'agent.register',
    packageId: await echoId(),
    did: 'did:ainur:parts',
    capabilities: ['echo'],
    price: ainu(5),
    stake: ainu(10),
    host: true,
  })
  expect(parts.map(({ said, amount }) => [said.code, amount])).toEqual([
    ['agents.hold-stake', ainu(10)],
    ['agents.hold-hot-key', ainu(0.11)],
    ['agents.key-money', ainu(1)],
  ])
  expect(parts.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(BigInt(spends))
})

test(
  'accepting a result: the owner of the agent and the treasury get what was said',
  { timeout: 60_000 },
  async () => {
    const did = await market.host(owner, 'echo')
    const id = await market.post(submitter, 'who is paid?', { disputeWindowMs: 600_000 })
    await market.reached(id, 'verifying')
    const { said, summary } = await preview(submitter, { type: 'task.accept', task: id })
    await market.sign(submitter, { type: 'task.accept', task: id })
    const { paid, fee, price } = await market.task(id)
    expect(BigInt(paid!) + BigInt(fee!)).toBe(BigInt(price!))
    expect(said).toMatchObject({ code: 'tasks.accept-paying', facts: { paid, fee } })
    expect(summary).toContain(`4.9 AINU go to the owner of ${did.split(':').at(-1)}`)
    expect(summary).toContain('0.1 AINU')
  },
)

test('cancelling a task: its escrow comes back', async () => {
  const id = await market.post(submitter, 'never mind', { biddingMs: 600_000, budget: ainu(7) })
  expect((await preview(submitter, { type: 'task.cancel', task: id })).summary).toContain('7 AINU')
  await market.sign(submitter, { type: 'task.cancel', task: id })
  expect(await market.task(id)).toMatchObject({ state: 'cancelled', refunded: ainu(7) })
})

test('one agent more than an account can give rights for is refused in words, before anything is paid', async () => {
  const full = await addDevAccount(t, 'Dave')
  const key = await outsider((await t.api.chain.status({})).url!, '//Dave')
  await key.giveRights(32)
  await key.close()
  const register = {
    type: 'agent.register' as const,
    packageId: await echoId(),
    did: 'did:ainur:one-more',
    capabilities: ['echo'],
    price: ainu(5),
    stake: ainu(10),
    host: true,
  }
  await expect(preview(full, register)).rejects.toMatchObject({
    message: expect.stringContaining('rights to 32 keys'),
    data: { remedy: expect.stringContaining('another account') },
  })
  expect((await preview(full, { ...register, host: false })).dryRun.outcome).toBe('ok')
})
