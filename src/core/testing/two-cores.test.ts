import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from './core.ts'
import { ainu, marketOf, until } from './market.ts'

// Two Ainur on one network: the second joins the first one's embedded chain by its address.
let first: TestCore
let second: TestCore
let here: ReturnType<typeof marketOf>
let there: ReturnType<typeof marketOf>

beforeAll(async () => {
  first = await startCore()
  second = await startCore()
  const { url } = await first.api.chain.status({})
  await second.api.chain.switchNetwork({ kind: 'rpc', url: url! })
  const genesis = (await first.api.chain.status({})).genesisHash
  await until('the second is on the first one’s chain', async () => {
    const status = await second.api.chain.status({})
    return status.genesisHash === genesis && status.indexed !== null
  })
  here = marketOf(first)
  there = marketOf(second)
}, 120_000)
afterAll(async () => {
  await second.remove()
  await first.remove()
})

test('each works for the other, and can check the work', { timeout: 120_000 }, async () => {
  const [alice, zoe] = [await here.person('Alice'), await there.person('Zoe')]
  const own = await here.host(alice, 'echo', { did: 'did:ainur:alices' })
  const foreign = await there.host(zoe, 'echo', { did: 'did:ainur:zoes', price: ainu(3) })

  const bought = await there.post(zoe, 'from Zoe', { target: own, biddingMs: 4_000 })
  const sold = await here.post(alice, 'from Alice', { target: foreign, biddingMs: 4_000 })
  for (const [market, core, id, agent] of [
    [there, second, bought, own],
    [here, first, sold, foreign],
  ] as const) {
    const task = await market.reached(id, 'finalized')
    expect(task).toMatchObject({ agent, outcome: 'paid', mine: true, hosted: false })
    expect(task.receipt).toMatchObject({ signatureValid: true })
    const output = await core.api.content.get({ cid: task.outputCid! })
    expect(Buffer.from(output.base64, 'base64').toString()).toBe(market === there ? 'from Zoe' : 'from Alice')
    expect(await core.api.tasks.verify({ task: id })).toMatchObject({ verdict: 'same', reasons: [] })
    expect(await core.api.agents.get({ did: agent })).toMatchObject({
      title: 'Echo',
      mine: false,
      hosted: false,
    })
  }
  await here.total(alice)
  await there.total(zoe)
  const both = async (core: TestCore) => (await core.api.agents.list({})).items.map(({ did }) => did).sort()
  expect(await both(first)).toEqual([own, foreign])
  expect(await both(second)).toEqual([own, foreign])
})
