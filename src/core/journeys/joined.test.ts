import { join } from 'node:path'
import { Keyring } from '@polkadot/keyring'
import Database from 'better-sqlite3'
import { CID } from 'multiformats/cid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Task } from '../../contract/tasks.ts'
import { credentialOf } from '../content/credential.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'

// Two Ainurs: the second has joined the first one's embedded chain by RPC. Each has accounts and an agent of its own;
// they see each other's agents and tasks, work for each other and are paid. Content goes over the chain's gateway.
let first: TestCore
let second: TestCore
let here: ReturnType<typeof marketOf>
let there: ReturnType<typeof marketOf>
let anna: string
let anton: string
let ben: string
const ANNAS = 'did:ainur:annas-echo'
const BENS = 'did:ainur:bens-echo'
const multihashOf = (cid: string) => Buffer.from(CID.parse(cid).multihash.bytes).toString('hex')
const NOBODY_HAS = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

beforeAll(async () => {
  ;[first, second] = await Promise.all([startCore(), startCore()])
  const { url, genesisHash } = await first.api.chain.status()
  const joined = await second.api.chain.switchNetwork({ kind: 'rpc', url: url! })
  expect(joined).toMatchObject({ network: { kind: 'rpc', url }, genesisHash, connection: 'connected' })
  here = marketOf(first)
  there = marketOf(second)
  anna = await here.person('Anna')
  anton = await here.person('Anton')
  ben = await there.person('Ben')
  await here.host(anna, 'echo', { did: ANNAS, price: ainu(3) })
  await there.host(ben, 'echo', { did: BENS, price: ainu(4) })
})
afterAll(async () => {
  await second.remove()
  await first.remove()
})

const outputOf = async ({ api }: TestCore, { outputCid }: Pick<Task, 'outputCid'>) =>
  Buffer.from((await api.content.get({ cid: outputCid! })).base64, 'base64').toString()

test('each sees the other’s agent, with what its manifest says', async () => {
  for (const [core, mine, others] of [
    [first, ANNAS, BENS],
    [second, BENS, ANNAS],
  ] as const) {
    const seen = await until('both agents', async () => {
      const { items } = await core.api.agents.list({})
      return items.length === 2 && items.every(({ title }) => title !== null) && items
    })
    const by = (did: string) => seen.find((agent) => agent.did === did)
    expect(by(mine)).toMatchObject({ mine: true, hosted: true, title: 'Echo' })
    expect(by(others)).toMatchObject({ mine: false, hosted: false, title: 'Echo' })
    expect((await core.api.agents.hosted()).map(({ did }) => did)).toEqual([mine])
  }
})

test('a task posted here is done there, and the other way round', async () => {
  const before = { anna: await here.total(anna), ben: await there.total(ben) }
  const [ours, theirs] = await Promise.all([
    here.post(anna, 'from the first', {
      target: BENS,
      biddingMs: 4_000,
      parameters: { change: 'uppercase' },
    }),
    there.post(ben, 'from the second', {
      target: ANNAS,
      biddingMs: 4_000,
      parameters: { change: 'reverse' },
    }),
  ])
  const done = await here.reached(ours, 'finalized')
  expect(done).toMatchObject({ agent: BENS, agentOwner: ben, outcome: 'paid', mine: true, hosted: false })
  expect(await outputOf(first, done)).toBe('FROM THE FIRST')
  const alsoDone = await there.reached(theirs, 'finalized')
  expect(alsoDone).toMatchObject({
    agent: ANNAS,
    agentOwner: anna,
    outcome: 'paid',
    mine: true,
    hosted: false,
  })
  expect(await outputOf(second, alsoDone)).toBe('dnoces eht morf')

  // Both sides have the receipt, and either can run the work again.
  for (const core of [first, second]) {
    expect((await core.api.tasks.get({ task: ours })).receipt).toMatchObject({
      signatureValid: true,
      receipt: { run: { outcome: { kind: 'ok' } } },
    })
    expect(await core.api.tasks.verify({ task: theirs })).toMatchObject({ verdict: 'same' })
  }
  // Anna pays 4 and earns 3 less the fee of 2 %, Ben the other way; each also pays the fees of two transactions.
  const most = BigInt(ainu(0.1))
  const annas = (await here.total(anna)) - before.anna - BigInt(ainu(3 * 0.98)) + BigInt(ainu(4))
  const bens = (await there.total(ben)) - before.ben - BigInt(ainu(4 * 0.98)) + BigInt(ainu(3))
  for (const rest of [annas, bens]) {
    expect(rest).toBeLessThan(0n)
    expect(rest).toBeGreaterThan(-most)
  }
})

test('content of the second lies with the first’s guests, and nobody else’s does', async () => {
  const { url } = await first.api.chain.status()
  const { items } = await second.api.tasks.list({})
  const theirs = items.find(({ submitter }) => submitter === ben)!
  const put = (headers: Record<string, string>) =>
    fetch(`${url!.replace(/^ws/, 'http')}/ipfs/${NOBODY_HAS}`, { method: 'PUT', headers, body: 'content' })
  expect((await put({})).status).toBe(401)
  const stranger = new Keyring({ type: 'sr25519' }).addFromUri('//Not on this chain')
  const { genesisHash } = await first.api.chain.status()
  expect((await put({ authorization: credentialOf(stranger, genesisHash!, NOBODY_HAS) })).status).toBe(403)
  const guests = new Database(join(first.dataDir, 'content', 'guests.sqlite'), { readonly: true })
  const hashes = guests.prepare('SELECT hash FROM block').pluck().all()
  guests.close()
  expect(hashes).toContain(multihashOf(theirs.inputCid))
  expect(hashes).not.toContain(multihashOf(NOBODY_HAS))
})

test('two accounts of one machine work for each other', async () => {
  const id = await here.post(anton, 'from the other account', { target: ANNAS, biddingMs: 4_000 })
  expect(await here.reached(id, 'finalized')).toMatchObject({
    submitter: anton,
    agentOwner: anna,
    outcome: 'paid',
  })
})

test('both have the same index of tasks and money', async () => {
  const same = async () => {
    const of = async ({ api }: TestCore) => {
      const { items } = await api.tasks.list({})
      const tasks = items.map(({ mine: _m, hosted: _h, ...task }) => task)
      const movements = (await api.settlement.movements({ limit: 200 })).items
      return { tasks, movements, totals: await api.settlement.totals({}) }
    }
    const [ours, theirs] = await Promise.all([of(first), of(second)])
    return { ours, theirs }
  }
  await until('the second has caught up', async () => {
    const [a, b] = await Promise.all([first, second].map(({ api }) => api.chain.status()))
    return a!.lag === 0 && b!.lag === 0 && a!.indexed === b!.indexed
  })
  const { ours, theirs } = await same()
  expect(theirs).toEqual(ours)
  expect(ours.tasks).toHaveLength(3)
  expect(ours.tasks.every(({ state }) => state === 'finalized')).toBe(true)
})

test('the second goes back to its own chain, where it is alone', async () => {
  await second.api.chain.switchNetwork({ kind: 'embedded' })
  await until('its own index', async () => (await second.api.tasks.list({})).items.length === 0)
  expect((await second.api.agents.hosted()).length).toBe(0)
  expect((await second.api.wallet.list()).some(({ address }) => address === ben)).toBe(true)
})
