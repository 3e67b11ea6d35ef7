import { createContentStore } from '../content/store.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'
import { makeFolder } from '../testing/folder.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'

// Disputes that a liar tries to win by making its work impossible to check, on the embedded chain.
let t: TestCore
let market: ReturnType<typeof marketOf>
let bob: Outsider
let submitter: string
let echo: { manifestCid: string }
const NOBODY_HAS = 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  bob = await outsider((await t.api.chain.status({})).url!)
  submitter = await market.person('Submitter')
  const owner = await market.person('Owner')
  await market.host(owner, 'echo')
  const packages = await t.api.agents.packages({})
  const known = packages.find(({ manifest }) => manifest.name === 'echo')!
  echo = { manifestCid: known.manifestCid! }
})
afterAll(async () => {
  await bob.close()
  await t.remove()
})

const add = (text: string) =>
  t.api.content.add({ base64: Buffer.from(text).toString('base64'), mediaType: 'text/plain' })

/** Bob's agent delivers something for a task of the submitter, who disputes it. */
async function disputed(
  name: string,
  manifestCid: string,
  output: { cid: string; hash: string },
  { receipt, fuel = '1' }: { receipt?: string; fuel?: string } = {},
) {
  const did = `did:ainur:${name}`
  await bob.register(did, manifestCid, ainu(1))
  const id = await market.post(submitter, `for ${name}`, { target: did, disputeWindowMs: 600_000 })
  await bob.bid(id, did, ainu(1))
  await market.reached(id, 'matched')
  await bob.start(id)
  await bob.deliver(id, output, fuel, receipt)
  await market.reached(id, 'verifying')
  await market.sign(submitter, { type: 'task.dispute', task: id, reason: 'I do not believe it' })
  return id
}

// The bond is a tenth of the budget.
const refunded = { outcome: 'refunded', cause: 'resolved', refunded: ainu(1), slashed: ainu(2) }

test('are lost by wrong output, whatever meter the receipt names', async () => {
  const honest = await market.post(submitter, 'honest', { target: 'did:ainur:echo' })
  const { receiptCid } = await market.reached(honest, 'finalized')
  const { base64 } = await t.api.content.get({ cid: receiptCid! })
  const receipt = JSON.parse(Buffer.from(base64, 'base64').toString()) as { run: object }
  const other = await add(JSON.stringify({ ...receipt, run: { ...receipt.run, meterVersion: 999 } }))
  const id = await disputed('other-meter', echo.manifestCid, await add('made up'), { receipt: other.cid })
  expect(await market.reached(id, 'finalized')).toMatchObject(refunded)
})

test('are lost by who does not publish its program or its output', async () => {
  const { hash } = await add('never published')
  const ids = [
    await disputed('no-program', NOBODY_HAS, await add('made up')),
    await disputed('no-output', echo.manifestCid, { cid: NOBODY_HAS, hash }),
  ]
  await t.api.settings.set({ devSpeed: 5 })
  for (const id of ids) expect(await market.reached(id, 'finalized')).toMatchObject(refunded)
  await t.api.settings.set({ devSpeed: 1 })
})

test('are won by honest work that can be checked only after a while', async () => {
  const { cid, bytes } = await unpublished({ version: '9.9.9' })
  // Another agent did the very same before; what it put on chain is what comes out again.
  const before = await market.post(submitter, 'for late', { target: 'did:ainur:echo' })
  const { outputCid, receiptCid, receipt: checked } = await market.reached(before, 'finalized')
  const { fuel } = checked!.receipt.run
  const { hash } = await t.api.content.get({ cid: outputCid! })
  const output = { cid: outputCid!, hash }
  const id = await disputed('late', cid, output, { receipt: receiptCid!, fuel })
  await until('the resolver tried', () =>
    Promise.resolve(t.logged.some(({ text }) => text.includes(`task ${id} is not settled yet`))),
  )
  await t.api.content.add({ base64: bytes.toString('base64'), mediaType: 'application/json' })
  expect(await market.reached(id, 'finalized')).toMatchObject({ outcome: 'paid', cause: 'resolved' })
})

/** The echo agent's manifest with a change, which is not in content yet, and its CID. */
async function unpublished(change: object) {
  const { base64 } = await t.api.content.get({ cid: echo.manifestCid })
  const manifest = JSON.parse(Buffer.from(base64, 'base64').toString()) as object
  const bytes = Buffer.from(JSON.stringify({ ...manifest, ...change }))
  const folder = makeFolder()
  const elsewhere = createContentStore(folder.path, () => null)
  await elsewhere.start()
  const cid = (await elsewhere.add(bytes)).toString()
  await elsewhere.stop()
  folder.remove()
  return { cid, bytes }
}
