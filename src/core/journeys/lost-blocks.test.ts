import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'

let t: TestCore
afterEach(() => t.remove())

const notice = async (id: string) => (await t.api.system.status({})).notices.find((one) => one.id === id)
const caughtUp = () => until('the index is caught up', async () => (await t.api.chain.status()).lag === 0)
const chainDir = () => join(t.dataDir, 'chain')
const again = async (change: () => void) => {
  await t.stop()
  change()
  t = await startCore({ dataDir: t.dataDir })
  await caughtUp()
}

test('an older copy of the chain: what is gone is said, the journal and the index are judged anew', async () => {
  t = await startCore()
  let market = marketOf(t)
  const owner = await market.person('Owner')
  const submitter = await market.person('Submitter')
  const echo = await market.host(owner, 'echo')
  const first = await market.post(submitter, 'kept')
  await market.reached(first, 'finalized')
  const kept = await market.sign(owner, {
    type: 'transfer',
    to: submitter,
    amount: ainu(3),
    keepAlive: true,
  })
  const older = join(t.dataDir, 'older')
  await again(() => cpSync(chainDir(), older, { recursive: true }))
  expect(await notice('chain-lost')).toBeUndefined()
  market = marketOf(t)
  for (const address of [owner, submitter])
    await t.api.wallet.unlock({ address, passphrase: 'correct horse battery', minutes: 0 })

  const lost = await market.sign(owner, {
    type: 'transfer',
    to: submitter,
    amount: ainu(7),
    keepAlive: true,
  })
  const second = await market.post(submitter, 'lost')
  await market.reached(second, 'finalized')
  expect((await t.api.agents.decisions({ did: echo, task: second })).items).not.toEqual([])
  const head = (await t.api.chain.status()).finalized!

  await again(() => {
    rmSync(chainDir(), { recursive: true })
    cpSync(older, chainDir(), { recursive: true })
  })
  market = marketOf(t)
  expect(await notice('chain-lost')).toMatchObject({
    consequence: expect.stringMatching(/did not happen/) as string,
  })
  expect((await t.api.chain.status()).finalized).toBeLessThan(head)
  expect(await t.api.tx.get({ id: lost.id })).toMatchObject({
    status: 'failed',
    block: null,
    error: { code: 'lost' },
  })
  expect(await t.api.tx.get({ id: kept.id })).toMatchObject({ status: 'finalized' })
  await expect(t.api.tasks.get({ task: second })).rejects.toThrow()
  expect(await market.task(first)).toMatchObject({ state: 'finalized' })
  for (const address of [owner, submitter]) await market.total(address)

  // The number is given again, and nothing of the lost task clings to it.
  await until(
    'the lost task is forgotten',
    async () => (await t.api.agents.decisions({ did: echo, task: second })).items.length === 0,
  )
  await t.api.wallet.unlock({ address: submitter, passphrase: 'correct horse battery', minutes: 0 })
  expect(await market.post(submitter, 'after')).toBe(second)
  await market.reached(second, 'finalized')
  // Said once.
  await again(() => {})
  expect(await notice('chain-lost')).toBeUndefined()
})

test('a chain that is gone is not begun anew unless the user says so', async () => {
  t = await startCore()
  await marketOf(t).person('Owner')
  await t.stop()
  rmSync(chainDir(), { recursive: true })
  t = await startCore({ dataDir: t.dataDir })
  expect(await t.api.chain.status()).toMatchObject({
    connection: 'failed',
    said: { code: 'embedded.missing' },
  })
  expect(await notice('chain-unusable')).toMatchObject({
    said: { facts: { why: { code: 'embedded.missing' } } },
    consequence: expect.stringMatching(/missing/) as string,
  })
  await t.stop()
  mkdirSync(chainDir(), { recursive: true })
  writeFileSync(join(chainDir(), 'chain.sqlite'), '')
  t = await startCore({ dataDir: t.dataDir })
  expect(await notice('chain-unusable')).toMatchObject({
    consequence: expect.stringMatching(/empty/) as string,
  })

  await t.api.chain.beginAnew({})
  await caughtUp()
  expect(await notice('chain-unusable')).toBeUndefined()
  expect(existsSync(join(chainDir(), 'chain.sqlite'))).toBe(true)
  expect(readdirSync(t.dataDir).filter((name) => name.startsWith('chain.kept-'))).toHaveLength(1)
  expect(await t.api.wallet.list({})).toHaveLength(1)
  await expect(t.api.chain.beginAnew({})).rejects.toThrow(/works/)
})
