import { Keyring } from '@polkadot/keyring'
import type { KeyringPair } from '@polkadot/keyring/types'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { createLog } from '../observability/log.ts'
import { createChanges } from '../system/changes.ts'
import { localMigrations, runtimes } from '../testing/paths.ts'
import { createTransactionStore, type TransactionRow } from './transactions.ts'
import { call } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import { connect, optionsIn, send, startNetwork, temporaryFolder } from '../chain/embedded/testing/network.ts'
import { followHeads } from '../chain/heads.ts'
import { openSession, type OpenSession } from '../chain/session.ts'
import { nextNonce, signExtrinsic } from '../chain/sign.ts'
import { createSubmitter } from './submit.ts'

// The submitter on the embedded chain, where nothing happens but what is sent, with answers that get lost.

let stack: AsyncDisposableStack
let network: Awaited<ReturnType<typeof startNetwork>>
let alice: KeyringPair
let bob: KeyringPair
let real: OpenSession

beforeEach(async () => {
  await cryptoWaitReady()
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 })
  alice = keyring.addFromUri('//Alice')
  bob = keyring.addFromUri('//Bob')
  stack = new AsyncDisposableStack()
  const folder = stack.use(temporaryFolder())
  network = stack.use(await startNetwork(optionsIn(folder.path)))
  real = await openSession(network.url, runtimes)
  stack.defer(() => real.close())
  local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
  stack.defer(() => local.close())
  store = createTransactionStore(local, createChanges())
})
afterEach(() => stack.disposeAsync())

let local: ReturnType<typeof createLocalDb>
let store: ReturnType<typeof createTransactionStore>

/** A submitter on the session, whose `subscribe` the test may stand in for. */
function submitterOn(subscribe: OpenSession['subscribe'] = real.subscribe, isDoubtful = () => false) {
  const session: OpenSession = { ...real, subscribe }
  const client = {
    session: () => session,
    status: () => ({ name: 'test' }),
    whenConnected: async () => session,
    onSession(callback: (session: OpenSession) => void) {
      callback(session)
      return () => {}
    },
    onFinalized(callback: (block: number) => void) {
      // It ends with the connection.
      followHeads(real, (_heads, finalized) => finalized !== null && callback(finalized)).catch(() => {})
      return () => {}
    },
  } as unknown as ChainClient
  const submitter = createSubmitter({ client, store, log: createLog({ dir: null }), isDoubtful })
  submitter.start()
  stack.defer(() => submitter.stop())
  return submitter
}

const pay = (amount = 1n) => call(real.api, 'balances', 'transferKeepAlive', bob.address, amount)
const submission = () => ({
  extrinsic: pay(),
  genesisHash: real.genesisHash,
  signer: alice,
  action: 'transfer',
  summary: { code: 'test.send', facts: {}, message: 'Send' },
  from: alice.address,
})
const isPayment = (method: string) => method === 'author_submitAndWatchExtrinsic'
const statusOf = (id: string) => store.row(id).status

function insert(change: Partial<TransactionRow> = {}): TransactionRow {
  const { id } = store.insert({
    genesisHash: real.genesisHash,
    network: 'test',
    action: 'transfer',
    summary: 'Send',
    said: null,
    from: alice.address,
    signer: alice.address,
  })
  return store.update(id, change)
}

it('a transaction whose answer is late counts as unknown, and is found in its block', async () => {
  const submitter = submitterOn(async (topic, params, callback) => {
    const end = await real.subscribe(topic, params, callback)
    if (isPayment(topic.subscribe)) throw new Error('The network did not answer within 30 s.')
    return end
  })
  await expect(submitter.submit(submission())).rejects.toMatchObject({
    code: 'OFFLINE',
    consequence: expect.stringMatching(/may have arrived/) as string,
  })
  const [row] = store.list({ limit: 10 }).items
  expect(row!.status).not.toBe('failed')
  await expect.poll(() => statusOf(row!.id)).toBe('finalized')
  expect(store.list({ limit: 10 }).items).toHaveLength(1)
})

it('a transaction that did not arrive is sent again as it is, not signed anew', async () => {
  let lost = 0
  const submitter = submitterOn(async (topic, params, callback) => {
    if (isPayment(topic.subscribe) && lost++ === 0) throw new Error('The network did not answer within 30 s.')
    return real.subscribe(topic, params, callback)
  })
  await expect(submitter.submit(submission())).rejects.toMatchObject({ code: 'OFFLINE' })
  const [row] = store.list({ limit: 10 }).items
  await expect.poll(() => statusOf(row!.id)).toBe('finalized')
  expect(await nextNonce(real.api, alice.address)).toBe(1)
})

it('what was in flight before a restart is settled on a chain where nothing happens any more', async () => {
  const overtaken = insert({ status: 'broadcast', ...(await signExtrinsic(real, pay(), alice, 0)) })
  const { api } = real
  const { registry, runtimeVersion } = api
  const foreign = {
    registry,
    runtimeVersion,
    genesisHash: api.createType('Hash', new Uint8Array(32)),
  } as unknown as typeof api
  const invalid = insert({
    status: 'broadcast',
    ...(await signExtrinsic({ ...real, api: foreign }, pay(), alice, 1)),
  })
  // The machine's clock was put back since.
  const unsigned = insert({ createdAt: Date.now() + 86_400_000 })
  {
    await using client = await connect(network.url)
    await send(client.api.tx['balances']!['transferKeepAlive']!(bob.address, 7n), alice)
  }
  submitterOn()
  await expect.poll(() => statusOf(overtaken.id)).toBe('failed')
  expect(store.row(overtaken.id).error).toMatchObject({ code: 'superseded' })
  await expect.poll(() => statusOf(invalid.id)).toBe('failed')
  expect(store.row(invalid.id).error).toMatchObject({ code: 'bad-proof' })
  await expect.poll(() => statusOf(unsigned.id)).toBe('failed')
  expect(store.row(unsigned.id).error).toMatchObject({ code: 'not-signed' })
})

it('a transaction that another one pushed out is settled when that one is final', async () => {
  // It waits for nonce 0.
  const row = insert({ status: 'broadcast', ...(await signExtrinsic(real, pay(), alice, 1)) })
  submitterOn()
  await expect.poll(() => real.send<string[]>('author_pendingExtrinsics', [])).toEqual([row.bytes])
  const rival = await pay(2n).signAsync(alice, { nonce: 1, tip: 1_000_000n })
  await rival.send()
  await send(pay(3n), alice)
  await expect.poll(() => statusOf(row.id)).toBe('failed')
  expect(store.row(row.id).error).toMatchObject({ code: 'superseded' })
})

it.each<[string, (row: TransactionRow) => Partial<TransactionRow>]>([
  ['bytes', ({ bytes }) => ({ bytes: bytes!.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })],
  ['hash', ({ hash }) => ({ hash: hash!.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })],
  ['first block', () => ({ signedAt: 1_000_000 })],
  ['last block', () => ({ validUntil: 0 })],
  ['nothing', () => ({})],
])(
  'a journal that may be wrong: with a damaged %s it is found where it is, and not sent again',
  async (_, damage) => {
    const before = submitterOn()
    const { id } = await before.submit(submission())
    await before.waitFinalized(id)
    await before.stop()
    const row = store.row(id)
    store.update(id, { status: 'broadcast', block: null, blockHash: null, ...damage(row) })
    const sent: string[] = []
    const watching: OpenSession['subscribe'] = (topic, params, callback) => {
      if (isPayment(topic.subscribe)) sent.push(String(params[0]))
      return real.subscribe(topic, params, callback)
    }
    const submitter = submitterOn(watching, () => true)
    await submitter.waitFinalized(id)
    expect(store.row(id)).toMatchObject({ status: 'finalized', block: row.block })
    expect(sent).toEqual([])
  },
)
