import { ORPCError } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDevAccount } from '../testing/accounts.ts'
import type { Known } from '../testing/bad-call.ts'
import { badCalls } from '../testing/bad-input.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { askChain } from '../testing/rpc.ts'

// Every bad call comes back with an error that says what happened, what it means and what to do, and leaves
// everything as it was: keys, transactions, settings, packages, what is on chain and in the index.
const names: Known = { rich: 'rich', poor: 'poor', locked: 'locked', packageId: 'package' }
let t: TestCore
let known: Known

async function everything() {
  const { api } = t
  const { url } = await api.chain.status({})
  const addresses = [known.rich, known.poor, known.locked]
  return {
    accounts: (await api.wallet.list({})).map(({ unlockedUntil: _, ...account }) => account),
    transactions: await api.tx.list({}),
    settings: await api.settings.get({}),
    contacts: await api.contacts.list({}),
    network: (await api.chain.status({})).network,
    packages: await api.agents.packages({}),
    hosted: await api.agents.hosted({}),
    agents: await api.agents.list({}),
    tasks: await api.tasks.list({}),
    movements: await api.settlement.movements({}),
    ledgers: await Promise.all(
      addresses.map(async (address) => (await api.wallet.ledger({ address })).places),
    ),
    nonces: await Promise.all(addresses.map((address) => askChain(url!, 'system_accountNextIndex', address))),
    waiting: await askChain(url!, 'author_pendingExtrinsics'),
  }
}

/** Calls a procedure by its path, with whatever input. */
async function call(path: string, input: unknown): Promise<unknown> {
  const [noun, procedure] = path.split('.') as [string, string]
  const api = t.api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  return api[noun]![procedure]!(path === 'tx.submit' ? await shown(input as object) : input)
}

/** With the token of its preview, where it has one. */
async function shown(signed: object): Promise<object> {
  const preview = await t.api.tx.preview(signed as never).catch(() => null)
  return { ...signed, token: preview?.token ?? 'none' }
}

beforeAll(async () => {
  t = await startCore()
  const rich = await addDevAccount(t, 'Charlie')
  const locked = await addDevAccount(t, 'Dave')
  await t.api.wallet.lock({ address: locked })
  const { account } = await t.api.wallet.create({ name: 'poor', passphrase: 'correct horse' })
  const packages = await t.api.agents.packages({})
  const echo = packages.find(({ manifest }) => manifest.name === 'echo')!
  known = { rich, poor: account.address, locked, packageId: echo.id }
}, 60_000)
afterAll(() => t.remove())

const cases = badCalls(names).map(({ what, code }, index) => ({ what, code, index }))

test('there are at least 60 cases, each once', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60)
  expect(new Set(cases.map(({ what }) => what)).size).toBe(cases.length)
})

test.each(cases)('$what: $code', async ({ index }) => {
  const bad = badCalls(known)[index]!
  const before = await everything()
  const answer = await call(bad.call, bad.input).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if (!('error' in answer)) throw new Error(`was accepted: ${JSON.stringify(answer.value)}`)
  const { error } = answer
  expect(error).toBeInstanceOf(ORPCError)
  const { code, message, data } = error as ORPCError<string, Record<string, unknown>>
  expect(code, message).toBe(bad.code)
  expect(message).toMatch(/\S/)
  if (code === 'BAD_REQUEST') expect(data['issues']).not.toHaveLength(0)
  else
    expect(data).toMatchObject({
      consequence: expect.stringMatching(/\S/),
      remedy: expect.stringMatching(/\S/),
    })
  expect(await everything()).toEqual(before)
})
