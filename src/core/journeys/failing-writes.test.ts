import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { addDevAccount } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { failWrites } from '../testing/failing-writes.ts'
import { marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'

// A machine that cannot write for a while, beside a chain that goes on: each loop in the background says so on the
// page by itself, and goes on by itself when writing works again, although nothing happens then that would wake it.

const did = 'did:ainur:echo'
let home: TestCore
let market: ReturnType<typeof marketOf>
let guest: TestCore
let submitter: string
let ownersKey: Outsider

beforeAll(async () => {
  home = await startCore()
  market = marketOf(home)
  submitter = await addDevAccount(home, 'Bob')
  const { url } = await home.api.chain.status()
  ownersKey = await outsider(url!, '//Charlie')
  guest = await startCore()
  const owner = await addDevAccount(guest, 'Charlie')
  await guest.api.chain.switchNetwork({ kind: 'rpc', url: url! })
  await marketOf(guest).host(owner, 'echo', { did })
})
afterAll(async () => {
  await ownersKey?.close()
  await guest?.remove()
  await home?.remove()
})

const notices = async () => (await guest.api.system.status({})).notices
const saidOnPage = (id: string, words: RegExp) =>
  until(
    `"${id}" is said`,
    async () => (await notices()).some((each) => each.id === id && words.test(each.message)),
    notices,
  )
const nothingSaid = () => until('nothing is said', async () => (await notices()).length === 0, notices)
const READ_ONLY = /may not write/

test('the index', async () => {
  const mend = failWrites(join(guest.dataDir, 'index'))
  onTestFinished(mend)
  await market.sign(submitter, { type: 'transfer', to: submitter, amount: '1', keepAlive: true })
  await saidOnPage('storage', READ_ONLY)
  expect((await guest.api.chain.status()).error).toMatch(READ_ONLY)
  mend()
  await until('the index has caught up', async () => (await guest.api.chain.status()).lag === 0)
  expect((await guest.api.chain.status()).error).toBeNull()
  await nothingSaid()
})

test('an agent that bids: what could not be written down is no reason to give a task up', async () => {
  const mend = failWrites(join(guest.dataDir, 'local.db'))
  onTestFinished(mend)
  const open = { target: did, biddingMs: 600_000 }
  const task = await market.post(submitter, 'late', open)
  await saidOnPage('storage', READ_ONLY)
  // Each task wakes the agent, which then tries all of them.
  const others = []
  for (const name of ['one', 'two', 'three']) {
    const before = (await guest.api.agents.hosted())[0]!.heartbeatAt!
    others.push(await market.post(submitter, name, { biddingMs: 600_000, capability: 'nothing' }))
    await until('it looked again', async () => (await guest.api.agents.hosted())[0]!.heartbeatAt! > before)
  }
  expect((await market.task(task)).bidList).toEqual([])
  mend()
  await until('it has bid', async () => (await market.task(task)).bidList.length > 0)
  for (const each of [task, ...others]) await market.sign(submitter, { type: 'task.cancel', task: each })
  await nothingSaid()
})

test('money of an agent whose rights are gone', async () => {
  const [row] = await guest.api.agents.hosted()
  const mend = failWrites(join(guest.dataDir, 'local.db'))
  onTestFinished(mend)
  await ownersKey.removeProxies()
  await saidOnPage('storage', READ_ONLY)
  await saidOnPage('hosting', /not home yet/)
  expect(await ownersKey.free(row!.hotKey)).toBeGreaterThan(0n)
  mend()
  await until('no money is on the key', async () => (await ownersKey.free(row!.hotKey)) === 0n)
  await until('nothing is hosted', async () => (await guest.api.agents.hosted()).length === 0)
  await nothingSaid()
})

test('a network that could not be remembered is not switched to', async () => {
  const network = async () => {
    const { network: used, connection } = await guest.api.chain.status()
    const { network: kept, endpoints } = await guest.api.settings.get({})
    return { used, connection, kept, endpoints }
  }
  const before = await network()
  const mend = failWrites(join(guest.dataDir, 'local.db'))
  onTestFinished(mend)
  await expect(guest.api.chain.switchNetwork({ kind: 'embedded' })).rejects.toThrow(READ_ONLY)
  expect(await network()).toEqual(before)
  mend()
  // One that cannot be joined is not remembered either.
  await expect(guest.api.chain.switchNetwork({ kind: 'rpc', url: 'ws://127.0.0.1:9' })).rejects.toThrow()
  expect(await network()).toEqual(before)
  await guest.api.chain.switchNetwork({ kind: 'embedded' })
  expect(await network()).toMatchObject({ used: { kind: 'embedded' }, kept: { kind: 'embedded' } })
})
