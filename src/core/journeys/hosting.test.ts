import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDevAccount, submitShown } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'

// Which machine works for an agent, from the first day to the last: registered without a host, hosted later, by a
// second machine too, ended, ended behind Ainur's back. The outsider has the owner's key and no Ainur.
let t: TestCore
let market: ReturnType<typeof marketOf>
let owner: string
let ownersKey: Outsider

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  owner = await addDevAccount(t, 'Charlie')
  ownersKey = await outsider((await t.api.chain.status({})).url!, '//Charlie')
})
afterAll(async () => {
  await ownersKey.close()
  await t.remove()
})

const hotKeys = async ({ api } = t) => (await api.wallet.list()).filter(({ kind }) => kind === 'agent')
const hosted = async (did: string, { api } = t) =>
  (await api.agents.hosted()).find((agent) => agent.did === did)
const idle = (did: string, core = t) =>
  until(
    `${did} is idle`,
    async () => (await hosted(did, core))?.state === 'idle',
    () => core.api.agents.hosted(),
  )
const gone = (did: string, core = t) =>
  until(
    `${did} is hosted here no more`,
    async () => !(await hosted(did, core)),
    () => core.api.agents.hosted(),
  )
const bidOn = (task: number) =>
  until(
    'a bid',
    async () => (await market.task(task)).bidList.length > 0,
    async () => [await t.api.agents.hosted(), await t.api.agents.decisions({})],
  )
const empty = (hotKey: string) => until('no money', async () => (await ownersKey.free(hotKey)) === 0n)
const echoId = async ({ api } = t) =>
  (await api.agents.packages()).find(({ manifest }) => manifest.name === 'echo')!.id

async function register(did: string, host: boolean) {
  const action = {
    type: 'agent.register' as const,
    packageId: await echoId(),
    did,
    capabilities: ['echo'],
    price: ainu(2),
    stake: ainu(10),
    host,
  }
  await market.sign(owner, action)
  if (host) await idle(did)
}

describe('a preview', () => {
  test('makes no key and publishes nothing; what it shows is what is signed', async () => {
    const did = 'did:ainur:looked-at'
    const action = {
      type: 'agent.register' as const,
      packageId: await echoId(),
      did,
      capabilities: ['echo'],
      price: ainu(2),
      stake: ainu(10),
      host: true,
    }
    const before = await hotKeys()
    const preview = await t.api.tx.preview({ from: owner, action })
    expect(preview.dryRun).toEqual({ outcome: 'ok', reason: null })
    const again = await t.api.tx.preview({ from: owner, action })
    expect({ ...again, token: '' }).toEqual({ ...preview, token: '' })
    expect(await hotKeys()).toEqual(before)
    expect((await t.api.agents.packages()).find(({ id }) => id === action.packageId)?.manifestCid).toBeNull()

    await market.sign(owner, action)
    await idle(did)
    expect(preview.call.args).toContain((await hosted(did))!.hotKey)
  })
})

describe('an agent that was registered without a host', () => {
  const did = 'did:ainur:homeless'

  test('is hosted here later, and works', async () => {
    await register(did, false)
    expect(await hosted(did)).toBeUndefined()
    const keys = await hotKeys()
    const action = { type: 'agent.host' as const, did }
    const preview = await t.api.tx.preview({ from: owner, action })
    expect(preview).toMatchObject({ dryRun: { outcome: 'ok' }, call: { method: 'batchAll' } })
    expect(preview.parts.map(({ said, amount }) => [said.code, amount])).toEqual([
      ['agents.hold-hot-key', ainu(0.01)],
      ['agents.key-money', ainu(1)],
    ])
    expect(await hotKeys()).toEqual(keys)
    expect((await t.api.agents.get({ did })).hosted).toBe(false)

    await market.sign(owner, action)
    await idle(did)
    const here = (await hosted(did))!
    expect(await ownersKey.proxies(owner)).toContainEqual(
      expect.objectContaining({ delegate: here.hotKey, proxyType: 'agent' }),
    )
    expect(await ownersKey.free(here.hotKey)).toBe(BigInt(ainu(1)))
    const task = await market.post(owner, 'at last', { target: did, parameters: { change: 'uppercase' } })
    expect(await market.reached(task, 'finalized')).toMatchObject({ agent: did, outcome: 'paid' })
  })

  test('is filled up, and gets no second proxy, when it is hosted again', async () => {
    const { hotKey } = (await hosted(did))!
    const proxies = await ownersKey.proxies(owner)
    const missing = BigInt(ainu(1)) - (await ownersKey.free(hotKey))
    const preview = await t.api.tx.preview({ from: owner, action: { type: 'agent.host', did } })
    expect(preview).toMatchObject({
      spends: String(missing),
      parts: [{ said: { code: 'agents.key-money' }, amount: String(missing) }],
    })
    await market.sign(owner, { type: 'agent.host', did })
    expect(await ownersKey.free(hotKey)).toBe(BigInt(ainu(1)))
    expect(await ownersKey.proxies(owner)).toEqual(proxies)
  })

  test('stops for good, and its money for fees goes home', async () => {
    const { hotKey } = (await hosted(did))!
    const left = await ownersKey.free(hotKey)
    await market.sign(owner, { type: 'agent.unhost', did })
    await gone(did)
    expect(await ownersKey.free(hotKey)).toBe(0n)
    expect((await ownersKey.proxies(owner)).map(({ delegate }) => delegate)).not.toContain(hotKey)
    expect((await t.api.agents.get({ did })).hosted).toBe(false)
    const { items } = await t.api.tx.list({ address: owner, limit: 200 })
    const sweep = items.find(({ action, signer }) => action === 'transfer-all' && signer === hotKey)!
    expect(sweep).toMatchObject({ from: owner, status: 'finalized' })
    expect(BigInt(sweep.fee!)).toBeLessThan(left)
    await expect(t.api.agents.startHosting({ did })).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('can come back, with another key, and what the old one got since comes home', async () => {
    const keys = await hotKeys()
    const { items } = await t.api.tx.list({ address: owner, limit: 200 })
    const old = items.find(({ action }) => action === 'transfer-all')!.signer!
    await market.sign(owner, { type: 'transfer', to: old, amount: ainu(2), keepAlive: true })
    expect(await ownersKey.free(old)).toBe(BigInt(ainu(2)))
    await market.sign(owner, { type: 'agent.host', did })
    await idle(did)
    await expect.poll(() => ownersKey.free(old)).toBe(0n)
    const added = (await hotKeys()).filter(({ address }) => !keys.some((key) => key.address === address))
    expect(added).toMatchObject([{ address: (await hosted(did))!.hotKey, agent: did }])
  })

  test('cannot stop for good with a bid in hand', async () => {
    const task = await market.post(owner, 'in hand', { target: did, biddingMs: 600_000 })
    await bidOn(task)
    const ended = submitShown(t, { from: owner, action: { type: 'agent.unhost', did } })
    await expect(ended).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining(`task ${task}`),
    })
    await market.sign(owner, { type: 'task.cancel', task })
    expect((await hosted(did))!.enabled).toBe(true)
  })
})

describe('hosting is refused for', () => {
  const refused = async (core: TestCore, from: string, did: string) => {
    const before = await hotKeys(core)
    const error = await core.api.tx.preview({ from, action: { type: 'agent.host', did } }).then(
      () => null,
      (thrown: unknown) => thrown as { code: string; message: string },
    )
    expect(await hotKeys(core)).toEqual(before)
    return error && [error.code, error.message]
  }

  test('an agent that nobody registered', async () => {
    expect(await refused(t, owner, 'did:ainur:nobody')).toEqual([
      'NOT_FOUND',
      expect.stringContaining('No agent is registered'),
    ])
  })

  test('somebody else’s agent', async () => {
    const other = await addDevAccount(t, 'Dave')
    expect(await refused(t, other, 'did:ainur:homeless')).toEqual([
      'INVALID',
      expect.stringContaining('Another account owns'),
    ])
  })

  test('an agent whose program is nowhere', async () => {
    const did = 'did:ainur:lost'
    await ownersKey.register(did, 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq', ainu(1))
    await until('the index', async () => t.api.agents.get({ did }).catch(() => null))
    expect(await refused(t, owner, did)).toEqual(['NOT_FOUND', expect.stringContaining('program')])
    const action = { type: 'agent.host' as const, did, packageId: await echoId() }
    await expect(t.api.tx.preview({ from: owner, action })).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('not the program'),
    })
  })

  test('an agent that is retired', async () => {
    await market.sign(owner, { type: 'agent.deregister', did: 'did:ainur:lost' })
    await until(
      'retired',
      async () => (await t.api.agents.get({ did: 'did:ainur:lost' })).status === 'retired',
    )
    expect(await refused(t, owner, 'did:ainur:lost')).toEqual([
      'INVALID',
      expect.stringContaining('no longer'),
    ])
  })
})

describe('an agent that is deregistered', () => {
  test('leaves nothing behind: no proxy, no money, no row', async () => {
    const did = 'did:ainur:looked-at'
    const { hotKey } = (await hosted(did))!
    await market.sign(owner, { type: 'agent.deregister', did })
    await gone(did)
    await empty(hotKey)
    expect((await ownersKey.proxies(owner)).map(({ delegate }) => delegate)).not.toContain(hotKey)
  })

  test('can be, where its proxy is gone already', async () => {
    const did = 'did:ainur:homeless'
    const { hotKey } = (await hosted(did))!
    await ownersKey.removeProxies()
    const action = { type: 'agent.deregister' as const, did }
    expect(await t.api.tx.preview({ from: owner, action })).toMatchObject({ dryRun: { outcome: 'ok' } })
    await market.sign(owner, action)
    await gone(did)
    await empty(hotKey)
    expect((await t.api.agents.get({ did })).status).toBe('retired')
  })
})

describe('a second machine of the same owner', () => {
  const did = 'did:ainur:everywhere'
  let second: TestCore
  let there: ReturnType<typeof marketOf>

  beforeAll(async () => {
    await register(did, true)
    second = await startCore()
    there = marketOf(second)
    await second.api.chain.switchNetwork({ kind: 'rpc', url: (await t.api.chain.status({})).url! })
    await addDevAccount(second, 'Charlie')
    await until('the agent', async () => second.api.agents.get({ did }).catch(() => null))
  })
  afterAll(() => second.remove())

  test('hosts it with a key of its own, and leaves the first one’s bids alone', async () => {
    const task = await market.post(owner, 'whose bid', { target: did, biddingMs: 600_000 })
    await bidOn(task)
    await there.sign(owner, { type: 'agent.host', did })
    await idle(did, second)
    const keys = [(await hosted(did))!.hotKey, (await hosted(did, second))!.hotKey]
    expect(new Set(keys).size).toBe(2)
    expect((await ownersKey.proxies(owner)).map(({ delegate }) => delegate).sort()).toEqual(keys.sort())

    await second.api.agents.stopHosting({ did })
    await until('it has stopped', async () => (await hosted(did, second))?.state === 'stopped')
    expect((await market.task(task)).bidList).toMatchObject([{ status: 'open' }])
    await market.sign(owner, { type: 'task.cancel', task })
    await until('the index there', async () => (await there.task(task)).state === 'cancelled')
  })

  test('sends the money home at its next start, where its rights ended while it was away', async () => {
    const { hotKey } = (await hosted(did, second))!
    await second.stop()
    await ownersKey.removeProxies()
    expect(await ownersKey.free(hotKey)).toBeGreaterThan(0n)
    second = await startCore({ dataDir: second.dataDir })
    await gone(did, second)
    expect(await ownersKey.free(hotKey)).toBe(0n)
  })
})
