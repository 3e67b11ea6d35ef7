import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { AINU } from '../contract/money.ts'
import { addDevAccount, sendAndSettle, passphrase } from './testing/accounts.ts'
import { makeCore, startCore, type TestCore } from './testing/core.ts'
import { makeFolder } from './testing/folder.ts'

const cores: TestCore[] = []
const folder = makeFolder()
afterAll(async () => {
  for (const core of cores) await core.remove()
  folder.remove()
})
const keep = (core: TestCore) => (cores.push(core), core)

it('answers before it is ready, and says what it is doing', async () => {
  const { api, core } = keep(makeCore())
  expect(await api.system.status()).toMatchObject({ phase: 'starting', steps: [] })
  await expect(api.wallet.list()).rejects.toMatchObject({ code: 'NOT_READY' })
  await expect(api.chain.parameters()).rejects.toMatchObject({ code: 'OFFLINE' })
  await expect(api.chain.reconnect()).rejects.toMatchObject({ code: 'NOT_READY' })
  const starting = core.start()
  const seen = new Set<string>()
  for await (const { topic } of core.changes()) {
    if (topic !== 'system') continue
    const { phase, steps } = await api.system.status()
    for (const { name, state } of steps) if (state === 'running') seen.add(name)
    if (phase === 'ready') break
  }
  await starting
  expect(seen.has('Starting the network')).toBe(true)
  const { steps, chain, database } = await api.system.status()
  expect(steps.every(({ state }) => state === 'done')).toBe(true)
  expect(chain).toMatchObject({ connection: 'connected', lag: 0, development: true })
  expect(database.ok).toBe(true)
})

it('does not start on damaged data, says so everywhere and touches nothing', async () => {
  const file = join(folder.path, 'local.db')
  const bytes = Buffer.from('not a database '.repeat(1_000))
  writeFileSync(file, bytes)
  const { api, core } = keep(makeCore({ dataDir: folder.path }))
  await expect(core.start()).rejects.toThrow(/damaged/)
  expect(await api.system.status()).toMatchObject({ phase: 'failed', database: { ok: false } })
  await expect(api.wallet.list()).rejects.toMatchObject({
    code: 'FAULT',
    data: { remedy: expect.stringMatching(/backup/) },
  })
  await core.stop()
  expect(readFileSync(file)).toEqual(bytes)
})

it('keeps the ledger whole over stakes, deposits and hot keys', async () => {
  const test = keep(await startCore())
  const { api } = test
  const address = await addDevAccount(test, 'Alice')
  const [pack] = await api.agents.packages()
  const before = BigInt((await api.wallet.ledger({ address })).total)
  const did = 'did:ainur:whole'
  const action = {
    type: 'agent.register' as const,
    packageId: pack!.id,
    did,
    capabilities: [pack!.manifest.capabilities[0]!.name],
    price: String(AINU),
    stake: String(20n * AINU),
  }
  const preview = await api.tx.preview({ from: address, action })
  const registered = await sendAndSettle(test, address, action)
  expect(registered).toMatchObject({ status: 'finalized', created: { agent: did } })
  const paused = await sendAndSettle(test, address, { type: 'agent.pause', did })
  const unstaked = await sendAndSettle(test, address, {
    type: 'agent.unstake',
    did,
    amount: String(4n * AINU),
  })
  const { total, places } = await api.wallet.ledger({ address })
  const fees = [registered, paused, unstaked].reduce((sum, { fee }) => sum + BigInt(fee!), 0n)
  // One AINU went to the hot key.
  expect(BigInt(total)).toBe(before - fees - AINU)
  expect(places.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(BigInt(total))
  const deposit = preview.parts.find(({ label }) => /deposit/i.test(label))!
  expect(places.map(({ kind, amount, agent }) => [kind, amount, agent]).slice(1)).toEqual([
    ['stake', String(16n * AINU), did],
    ['unbonding', String(4n * AINU), did],
    ['reserved', deposit.amount, null],
  ])
  const accounts = await api.wallet.list()
  expect(accounts.find(({ kind }) => kind === 'agent')).toMatchObject({ agent: did, free: String(AINU) })
  expect(test.logged.every(({ text }) => !text.includes(passphrase))).toBe(true)
})
