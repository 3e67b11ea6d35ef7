import { ORPCError } from '@orpc/client'
import type { AnyContractProcedure, ContractRouterClient } from '@orpc/contract'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, type Contract } from '../index.ts'
import { ErrorData } from '../route.ts'
import { topics, type Change } from '../system.ts'
import { english } from '../words/english.ts'

export interface Compliant {
  readonly api: ContractRouterClient<Contract>
  /** An account of its wallet, and what opens it. */
  readonly address: string
  readonly passphrase: string
  close(): Promise<void>
}

/** Ends what never comes. */
const WITHIN_MS = 60_000
/** Well formed, and known to nobody. */
const stranger = '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy'
const another = '5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw'
const nowhere = {
  did: 'did:ainur:nowhere',
  cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
}

type Call = (path: string, input: unknown) => Promise<unknown>

/** What a page relies on: the core, and whatever stands in for it in tests of the page, do the same. */
export const complies = (name: string, open: () => Promise<Compliant>) =>
  describe(`what a page relies on: ${name}`, () => {
    let core: Compliant
    let call: Call
    beforeAll(async () => {
      core = await open()
      call = (path, input) =>
        (of(core.api, path) as (input: unknown) => Promise<unknown>)(
          typeof input === 'function' ? (input as (core: Compliant) => unknown)(core) : input,
        )
    })
    afterAll(() => core.close())

    answers(() => call)
    refusals(() => call)
    changes(
      () => core,
      () => call,
    )
    memory(() => core)
  })

const of = (tree: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], tree)

const own = ({ address }: Compliant) => ({ address })

function answers(call: () => Call) {
  test.each<[string, unknown?]>([
    ['system.status'],
    ['system.log', {}],
    ['chain.status'],
    ['chain.parameters'],
    ['settings.get'],
    ['wallet.list'],
    ['wallet.ledger', own],
    ['contacts.list'],
    ['notifications.list'],
    ['notifications.read', { ids: [987_654] }],
    ['notifications.clear', { upTo: 987_654 }],
    ['faucet.status', own],
    ['tx.list', {}],
    ['agents.list', {}],
    ['agents.packages'],
    ['agents.hosted'],
    ['tasks.list', {}],
    ['tasks.ended', {}],
    ['tasks.underWay'],
    ['settlement.totals', {}],
    ['settlement.movements', {}],
    ['settlement.history', own],
    ['settlement.escrows', {}],
  ])('%s answers in the shape of the contract', async (path, input) => {
    const { outputSchema } = (of(contract, path) as AnyContractProcedure)['~orpc']
    const answer = await call()(path, input)
    expect((outputSchema as z.ZodType).parse(answer)).toEqual(answer)
  })

  test.each(['tasks.list', 'agents.list', 'tx.list'])(
    '%s with nothing to show is the last page',
    async (path) => {
      const none = {
        'tasks.list': { state: ['disputed'] },
        'agents.list': { text: 'no agent says this' },
        'tx.list': { address: stranger },
      }
      expect(await call()(path, none[path as keyof typeof none])).toEqual({ items: [], next: null })
    },
  )
}

function refusals(call: () => Call) {
  const refused = (path: string, input: unknown) =>
    call()(path, input).then(
      () => expect.fail('it was not refused'),
      (error: unknown) => error,
    )

  test.each<[string, unknown, string]>([
    ['wallet.rename', { address: stranger, name: 'Nobody' }, 'NOT_FOUND'],
    ['wallet.setActive', { address: stranger }, 'NOT_FOUND'],
    ['wallet.confirmBackup', { address: stranger }, 'NOT_FOUND'],
    ['wallet.unlock', { address: stranger, passphrase: 'whatever it is' }, 'NOT_FOUND'],
    [
      'wallet.unlock',
      ({ address }: Compliant) => ({ address, passphrase: 'not this one' }),
      'WRONG_PASSPHRASE',
    ],
    ['tx.get', { id: 'nowhere' }, 'NOT_FOUND'],
    ['agents.get', { did: nowhere.did }, 'NOT_FOUND'],
    ['agents.stopHosting', { did: nowhere.did }, 'NOT_FOUND'],
    ['tasks.get', { task: 987_654 }, 'NOT_FOUND'],
    ['tasks.verify', { task: 987_654 }, 'NOT_FOUND'],
    ['content.get', { cid: nowhere.cid }, 'NOT_FOUND'],
  ])('%s of %j is refused with words: %s', async (path, input, code) => {
    const error = await refused(path, input)
    expect(error).toBeInstanceOf(ORPCError)
    const { data, ...rest } = error as ORPCError<string, unknown>
    expect({ ...rest, message: (error as Error).message }).toMatchObject({
      ...{ code, defined: true, message: expect.stringMatching(/\w/) as string },
    })
    const said = ErrorData.parse(data)
    expect(said).toMatchObject({
      consequence: expect.stringMatching(/\w/) as string,
      remedy: expect.stringMatching(/\w/) as string,
    })
    expect(of(english, said.said.code), said.said.code).toBeDefined()
  })

  test('what has not the shape of the contract is refused before anything happens', async () => {
    const error = await refused('contacts.put', { address: 'nonsense', name: 'Nobody' })
    expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['address'] }] } })
  })
}

function changes(core: () => Compliant, call: () => Call) {
  /** The changes after those that every subscription begins with. */
  async function subscribed() {
    const ending = new AbortController()
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(WITHIN_MS)])
    const stream = await core().api.system.changes({}, { signal })
    const first: Change[] = []
    while (first.length < topics.length) first.push((await stream.next()).value as Change)
    return { first, stream, end: () => ending.abort() }
  }
  async function heard({ stream, end }: Awaited<ReturnType<typeof subscribed>>, topic: string) {
    for await (const change of stream) if (change.topic === topic) return end()
    throw new Error(`nothing was heard of ${topic} within ${WITHIN_MS} ms`)
  }

  test('a subscription begins with every topic once', async () => {
    const { first, end } = await subscribed()
    expect(first).toEqual(topics.map((topic) => ({ topic })))
    end()
  })

  test('a subscription ends when it is not wanted any more, and no other one with it', async () => {
    const [one, other] = [await subscribed(), await subscribed()]
    const next = (async () => {
      for await (const _ of one.stream);
    })().catch(() => {})
    one.end()
    await next
    await call()('contacts.put', { address: stranger, name: 'Somebody' })
    await heard(other, 'contacts')
  })

  test.each<[string, string, unknown]>([
    ['contacts', 'contacts.put', { address: stranger, name: 'Erin' }],
    ['contacts', 'contacts.remove', { address: stranger }],
    ['settings', 'settings.set', { unlockMinutes: 7 }],
    ['accounts', 'wallet.rename', ({ address }: Compliant) => ({ address, name: 'Renamed' })],
    ['accounts', 'wallet.unlock', ({ address, passphrase }: Compliant) => ({ address, passphrase })],
    ['accounts', 'wallet.lock', own],
    ['accounts', 'wallet.setActive', own],
    ['accounts', 'wallet.confirmBackup', own],
  ])('topic %s is told after %s', async (topic, path, input) => {
    const stream = await subscribed()
    await call()(path, input)
    await heard(stream, topic)
  })
}

function memory(core: () => Compliant) {
  const account = async () => {
    const { api, address } = core()
    return (await api.wallet.list({})).find((each) => each.address === address)
  }

  test('what was done to an account is in the list', async () => {
    const { api, address, passphrase } = core()
    expect(await api.wallet.rename({ address, name: 'Another name' })).toMatchObject({
      address,
      name: 'Another name',
    })
    await api.wallet.setActive({ address })
    await api.wallet.confirmBackup({ address })
    const { unlockedUntil } = await api.wallet.unlock({ address, passphrase, minutes: 5 })
    expect(unlockedUntil).toBeGreaterThan(Date.now())
    const opened = { name: 'Another name', active: true, backedUp: true, unlocked: true, unlockedUntil }
    expect(await account()).toMatchObject(opened)
    expect((await api.wallet.list({})).filter(({ active }) => active)).toHaveLength(1)
    await api.wallet.lock({ address })
    expect(await account()).toMatchObject({ unlocked: false, unlockedUntil: null })
  })

  test('a new account comes with its phrase, once', async () => {
    const { api } = core()
    const { account, mnemonic } = await api.wallet.create({
      name: 'New',
      passphrase: 'correct horse battery',
    })
    expect(mnemonic.split(' ')).toHaveLength(12)
    expect(account).toMatchObject({ name: 'New', backedUp: false, kind: 'owner' })
    const addresses = (await api.wallet.list({})).map(({ address }) => address)
    expect(addresses).toEqual(expect.arrayContaining([core().address, account.address]))
  })

  test('settings keep what was not set', async () => {
    const { api } = core()
    const before = await api.settings.get({})
    const after = { ...before, theme: 'dark' } as const
    expect(await api.settings.set({ theme: 'dark' })).toEqual(after)
    expect(await api.settings.get({})).toEqual(after)
  })

  test('contacts have one name each, are listed by it, and are gone when they were removed', async () => {
    const { api } = core()
    const named = async () => (await api.contacts.list({})).filter(({ address }) => address === stranger)
    await api.contacts.put({ address: stranger, name: 'Erin' })
    expect(await api.contacts.put({ address: stranger, name: 'Frank' })).toMatchObject({ name: 'Frank' })
    expect(await named()).toMatchObject([{ address: stranger, name: 'Frank' }])
    await api.contacts.remove({ address: stranger })
    expect(await named()).toEqual([])
    await api.contacts.put({ address: stranger, name: 'Zoe' })
    await api.contacts.put({ address: another, name: 'Ann' })
    expect((await api.contacts.list({})).map(({ name }) => name)).toEqual(['Ann', 'Zoe'])
  })

  test('content comes back as it was added', async () => {
    const { api } = core()
    const added = await api.content.add({
      base64: 'AP8QIA==',
      mediaType: 'application/x-test',
      name: 'four.bin',
    })
    expect(added).toMatchObject({ size: 4, mediaType: 'application/x-test', name: 'four.bin' })
    expect(await api.content.get({ cid: added.cid })).toEqual({ ...added, base64: 'AP8QIA==' })
  })
}
