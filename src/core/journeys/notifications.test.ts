import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'
import { makeFolder } from '../testing/folder.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { outsider } from '../testing/outsider.ts'
import { until } from '../testing/until.ts'

// Whom an event concerns is told of it, on the embedded chain.
const folder = makeFolder()
let t: TestCore
let market: ReturnType<typeof marketOf>
let submitter: string
let owner: string
beforeAll(async () => {
  t = await startCore({ dataDir: folder.path })
  market = marketOf(t)
  submitter = await market.person('Submitter')
  owner = await market.person('Owner')
  await market.host(owner, 'echo')
})
afterAll(async () => {
  await t.stop()
  folder.remove()
})

const told = async (task: number) =>
  (await t.api.notifications.list({})).filter(({ about }) => about.task === task).reverse()
const untilTold = (task: number, kind: string) =>
  until(
    `${kind} is told of task ${task}`,
    async () => (await told(task)).some((each) => each.kind === kind),
    () => t.api.notifications.list({}),
  )

test('who posted a task is told of its result and its end', async () => {
  const id = await market.post(submitter, 'one', { title: 'long '.repeat(30) })
  await market.reached(id, 'finalized')
  await untilTold(id, 'task-paid')
  const kinds = (await told(id)).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['transaction', 'task-paid']))
  const paid = (await told(id)).find(({ kind }) => kind === 'task-paid')!
  expect(paid).toMatchObject({ read: false, bad: false, about: { task: id } })
  expect(paid.text).toMatch(/^“long .{75}…” is done and paid for\.$/)
})

test('nobody bid: said as a refund', async () => {
  const id = await market.post(submitter, 'none', { minReputation: 1_000_000 })
  await market.reached(id, 'no-bids')
  await untilTold(id, 'task-refunded')
  const last = (await told(id)).at(-1)
  expect(last).toMatchObject({ bad: false, said: { code: 'notifications.nobody-bid' } })
})

test('a transaction is told of with what it was for, once', async () => {
  const { id } = await market.sign(owner, {
    type: 'transfer',
    to: submitter,
    amount: ainu(3),
    keepAlive: true,
  })
  const about = async () =>
    (await t.api.notifications.list({})).filter((each) => each.about.transaction === id)
  await until('it is told', async () => (await about()).length > 0)
  expect(await about()).toMatchObject([
    { kind: 'transaction', text: expect.stringMatching(/^Final: Send 3/) as string },
  ])
})

test('a payment from somebody else is told of, with who sent it; one between own accounts is not', async () => {
  const bob = await outsider((await t.api.chain.status({})).url!)
  try {
    await t.api.contacts.put({ name: 'Bob', address: bob.address })
    await bob.pay(owner, ainu(7))
    const received = async () =>
      (await t.api.notifications.list({})).filter(({ kind }) => kind === 'payment-received')
    const fromBob = async () => (await received()).find(({ about }) => about.account === owner)
    await until('it is told', async () => (await fromBob()) !== undefined)
    expect(await fromBob()).toMatchObject({ bad: false, about: { account: owner } })
    expect((await fromBob())!.text).toMatch(/^Owner received 7 AINU from Bob \(5FHneW\.\.\.\w{6}\)\.$/)
    // The owner was paid before, by the submitter's account, which is the same person's.
    expect((await received()).filter(({ about }) => about.task === undefined)).toHaveLength(1)
  } finally {
    await bob.close()
  }
})

test('all is kept over a restart, with what was read, and nothing is told twice', async () => {
  const before = await t.api.notifications.list({})
  await t.api.notifications.read({ ids: [before[0]!.id] })
  await t.stop()
  t = await startCore({ dataDir: folder.path })
  market = marketOf(t)
  await until('the index is open', async () => (await t.api.chain.status({})).lag === 0)
  const after = await t.api.notifications.list({})
  expect(after).toEqual(before.map((each, at) => (at === 0 ? { ...each, read: true } : each)))
  await t.api.chain.rebuildIndex({})
  await until('the index is built again', async () => (await t.api.chain.status({})).lag === 0)
  expect(await t.api.notifications.list({})).toEqual(after)
})
