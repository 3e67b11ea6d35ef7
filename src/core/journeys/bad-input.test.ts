import { ORPCError } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDevAccount } from '../testing/accounts.ts'
import { contract } from '../../contract/index.ts'
import { badAgents } from '../agents/testing/bad-input.ts'
import { badNetworks } from '../chain/testing/bad-input.ts'
import { badContacts } from '../contacts/testing/bad-input.ts'
import { badContent } from '../content/testing/bad-input.ts'
import { badClaims } from '../faucet/testing/bad-input.ts'
import { badNotifications } from '../notifications/testing/bad-input.ts'
import { badSettings } from '../settings/testing/bad-input.ts'
import { badSettlement } from '../settlement/testing/bad-input.ts'
import { badTasks } from '../tasks/testing/bad-input.ts'
import { BAD, type BadCall, type Known } from '../testing/bad-call.ts'
import { badTransactions } from '../tx/testing/bad-input.ts'
import { badWallets } from '../wallet/testing/bad-input.ts'
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
    notifications: await api.notifications.list({}),
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
  return api[noun]![procedure]!(
    path === 'tx.submit' && typeof input === 'object' ? await shown(input as object) : input,
  )
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
})
afterAll(() => t.remove())

const ofFeatures = (known: Known): BadCall[] => [
  ...badContacts(known),
  ...badTransactions(known),
  ...badWallets(known),
  ...badClaims(),
  ...badTasks(known),
  ...badAgents(known),
  ...badContent(),
  ...badNetworks(),
  ...badSettings(),
  ...badNotifications(),
  ...badSettlement(),
]

/** No procedure takes a number: so a new one is asked, too, before its feature has rows. */
const ofContract = Object.entries(contract).flatMap(([noun, procedures]) =>
  Object.keys(procedures).map((name) => ({
    what: `${noun}.${name} with a number`,
    call: `${noun}.${name}`,
    input: 7,
    code: BAD,
  })),
)
const badCalls = (known: Known): BadCall[] => [...ofFeatures(known), ...ofContract]
const cases = badCalls(names).map(({ what, code }, index) => ({ what, code, index }))

test('each case is there once, and calls a procedure of the contract', () => {
  expect(new Set(cases.map(({ what }) => what)).size).toBe(cases.length)
  const known = new Set(ofContract.map(({ call }) => call))
  expect(ofFeatures(names).filter(({ call }) => !known.has(call))).toEqual([])
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
