import { afterAll, beforeAll, expect, it } from 'vitest'
import { AINU } from '../../contract/money.ts'
import { addDevAccount, sendAndSettle } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { dumpIndex } from '../testing/index-dump.ts'
import { isMarked, markIndex } from '../testing/index-rows.ts'
import { until } from '../testing/until.ts'

// Two cores: one with the embedded chain, one that joins it by RPC.

let home: TestCore
let guest: TestCore
let alice: string
let bob: string
let url: string
const cores: TestCore[] = []

async function start(options: Parameters<typeof startCore>[0] = {}): Promise<TestCore> {
  const made = await startCore(options)
  cores.push(made)
  return made
}

const inStep = async ({ api }: TestCore, block: number) => (await api.chain.status()).indexed === block
const headOf = async ({ api }: TestCore) => (await api.chain.status()).finalized!

beforeAll(async () => {
  home = await start()
  alice = await addDevAccount(home, 'Alice')
  bob = await addDevAccount(home, 'Bob')
  url = (await home.api.chain.status()).url!
})
afterAll(async () => {
  for (const core of cores) await core.remove()
})

async function makeHistory(label: string) {
  const [pack] = await home.api.agents.packages()
  const did = `did:ainur:history-${label}`
  const { capabilities } = pack!.manifest
  await sendAndSettle(home, alice, {
    type: 'agent.register',
    packageId: pack!.id,
    did,
    capabilities: [capabilities[0]!.name],
    price: String(AINU),
    stake: String(10n * AINU),
    host: false,
  })
  await sendAndSettle(home, alice, { type: 'agent.add-stake', did, amount: String(AINU) })
  await sendAndSettle(home, alice, { type: 'agent.unstake', did, amount: String(AINU / 2n) })
  await sendAndSettle(home, bob, { type: 'transfer', to: alice, amount: String(AINU), keepAlive: true })
}

it('gives the same index live and rebuilt from zero', async () => {
  await makeHistory('one')
  const head = await headOf(home)
  await until('the index', () => inStep(home, head))
  const live = dumpIndex(home.dataDir)
  expect(live['agents']).toHaveLength(1)
  markIndex(home.dataDir)
  await home.api.chain.rebuildIndex()
  await until('the rebuild', async () => !isMarked(home.dataDir) && (await inStep(home, head)))
  expect(dumpIndex(home.dataDir)).toEqual(live)
})

it('is joined by another core, which catches up on what it missed', async () => {
  const first = await start()
  const joined = await first.api.chain.switchNetwork({ kind: 'rpc', url })
  expect(joined).toMatchObject({
    network: { kind: 'rpc', url },
    connection: 'connected',
    known: false,
    development: false,
  })
  expect((await first.api.settings.get()).endpoints).toEqual([url])
  const { dataDir } = first
  await first.stop()
  await makeHistory('two')
  guest = await start({ dataDir })
  expect((await guest.api.chain.status()).url).toBe(url)
  const head = await headOf(home)
  await until('the guest', () => inStep(guest, head))
  const agents = async ({ api }: TestCore) =>
    (await api.agents.list({})).items.map(({ did, stake, unbonding }) => ({ did, stake, unbonding }))
  expect(await agents(guest)).toEqual(await agents(home))
  expect(await agents(guest)).toHaveLength(2)
})

it('stays on its network when another one cannot be reached', async () => {
  const before = await guest.api.chain.status()
  await expect(guest.api.chain.switchNetwork({ kind: 'rpc', url: 'ws://127.0.0.1:1' })).rejects.toMatchObject(
    {
      code: 'OFFLINE',
      data: {
        consequence: 'The network was not changed.',
        said: { facts: { why: { code: 'endpoint.silent' } } },
      },
    },
  )
  expect(await guest.api.chain.status()).toMatchObject({
    network: before.network,
    connection: 'connected',
    genesisHash: before.genesisHash,
  })
  expect((await guest.api.settings.get()).network).toEqual(before.network)
})

it('reconnects when the endpoint dies and comes back', async () => {
  const port = Number(new URL(url).port)
  const { dataDir } = home
  await home.stop()
  await until('the loss', async () => (await guest.api.chain.status()).connection === 'reconnecting')
  const lost = await guest.api.chain.status()
  expect(lost.said).toMatchObject({ code: expect.stringMatching(/^endpoint\.(lost|silent)$/) as string })
  expect(lost.error).toContain(url)
  await expect(guest.api.chain.parameters()).rejects.toMatchObject({ code: 'OFFLINE' })
  await expect(guest.api.wallet.ledger({ address: alice })).rejects.toMatchObject({ code: 'OFFLINE' })
  home = await start({ dataDir, config: { chainPort: port } })
  await guest.api.chain.reconnect({})
  await until('the return', async () => (await guest.api.chain.status()).connection === 'connected')
  await home.api.wallet.unlock({ address: bob, passphrase: 'only for tests', minutes: 1 })
  await sendAndSettle(home, bob, { type: 'transfer', to: alice, amount: '1', keepAlive: true })
  const head = await headOf(home)
  await until('the guest', () => inStep(guest, head))
})

it('goes back to its own chain, with the index of that one', async () => {
  const back = await guest.api.chain.switchNetwork({ kind: 'embedded' })
  expect(back.network).toEqual({ kind: 'embedded' })
  await until('its own index', async () => (await guest.api.agents.list({})).items.length === 0)
})
