import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addDevAccount, submitShown, untilSettled } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { asVersion, honest, renamed, startLyingProxy, swapped, type Lie } from '../testing/lying-proxy.ts'

const AINU = 10n ** 12n

let home: TestCore
let guest: TestCore
let alice: string
let bob: string
let proxy: Awaited<ReturnType<typeof startLyingProxy>>

beforeAll(async () => {
  home = await startCore()
  alice = await addDevAccount(home, 'Alice')
  guest = await startCore()
  await addDevAccount(guest, 'Alice')
  bob = await addDevAccount(guest, 'Bob')
  proxy = await startLyingProxy((await home.api.chain.status()).url!)
})
afterAll(async () => {
  await guest?.remove()
  await proxy?.stop()
  await home?.remove()
})
beforeEach(async () => {
  proxy.set(honest)
  if ((await guest.api.chain.status()).network.kind !== 'embedded')
    await guest.api.chain.switchNetwork({ kind: 'embedded' })
})

const join = () => guest.api.chain.switchNetwork({ kind: 'rpc', url: proxy.url })
const balance = async () => BigInt((await home.api.wallet.ledger({ address: alice })).total)
const one = () => ({
  from: alice,
  action: { type: 'transfer' as const, to: bob, amount: String(AINU), keepAlive: true },
})
const send = () => submitShown(guest, one())
const showing = () => guest.api.tx.preview(one())

it('an endpoint that describes a known runtime otherwise than it is is refused', async () => {
  proxy.set(renamed)
  await expect(join()).rejects.toMatchObject({
    message: expect.stringMatching(/otherwise than it is/) as string,
  })
})

it('what calls mean is not asked of an endpoint that begins to lie later: 1 AINU is 1 AINU', async () => {
  await join()
  proxy.set(renamed)
  const before = await balance()
  const done = await untilSettled(guest, (await send()).id)
  expect(done).toMatchObject({ status: 'finalized', error: null })
  expect(before - (await balance())).toBe(AINU + BigInt(done.fee!))
})

it('nor when it claims a version that Ainur does not know: the chain refuses the signature', async () => {
  proxy.set((answer) => asVersion(renamed(answer, ''), 99))
  await join()
  const before = await balance()
  await expect(send()).rejects.toMatchObject({ code: 'REJECTED' })
  expect(await balance()).toBe(before)
})

it('nor when it changes its mind about the version from answer to answer', async () => {
  const { specVersion } = await join()
  let count = 0
  proxy.set((answer) => asVersion(renamed(answer, ''), count++ % 2 === 0 ? 99 : specVersion!))
  const before = await balance()
  const begun = await send().catch(() => null)
  // How it ended is asked of a truthful one.
  proxy.set(honest)
  const sent = begun && (await untilSettled(guest, begun.id))
  const fee = BigInt(sent?.fee ?? 0)
  const moved = before - (await balance())
  expect([0n, fee, AINU + fee]).toContain(moved)
})

it.each<[string, Lie, RegExp]>([
  [
    'describes an unknown runtime in an old form only',
    (answer, question) =>
      question.includes('Metadata_metadata_at_version')
        ? JSON.stringify({
            jsonrpc: '2.0',
            id: (JSON.parse(question) as { id: number }).id,
            error: { code: 1, message: 'no' },
          })
        : asVersion(answer, 99),
    /form that can be checked/,
  ],
  [
    'leaves a check out of what is signed',
    (answer) => asVersion(swapped(answer, 'CheckMetadataHash', 'CheckMetadataNone'), 99),
    /signed in a way that this Ainur does not know/,
  ],
])('an endpoint that %s is refused', async (_what, how, words) => {
  proxy.set(how)
  await expect(join()).rejects.toMatchObject({ message: expect.stringMatching(words) as string })
  expect(await guest.api.chain.status()).toMatchObject({ network: { kind: 'embedded' } })
})

it('an endpoint that says later that its runtime is a new one, which leaves a check out, gets no signature', async () => {
  let version = { subscription: '', result: {} }
  proxy.set((answer, question) => {
    if (question.includes('state_subscribeRuntimeVersion'))
      version = { ...version, subscription: (JSON.parse(answer) as { result: string }).result }
    if (question.includes('state_getRuntimeVersion'))
      version = { ...version, result: (JSON.parse(answer) as { result: object }).result }
    return answer
  })
  await join()
  proxy.set((answer) => asVersion(swapped(answer, 'CheckMetadataHash', 'CheckMetadataNone'), 99))
  const news = { jsonrpc: '2.0', method: 'state_runtimeVersion', params: version }
  proxy.say(asVersion(JSON.stringify(news), 99))
  const refused = {
    message: expect.stringMatching(/signed in a way that this Ainur does not know/) as string,
  }
  // It hears of the version some moments later.
  await expect.poll(() => showing().catch((error: unknown) => error)).toMatchObject(refused)
  const before = await balance()
  await expect(send()).rejects.toMatchObject(refused)
  expect(await balance()).toBe(before)
})

it('its chain is not what it calls itself', async () => {
  proxy.set((answer) => answer.replaceAll('Ainur Embedded', 'Ainur').replaceAll('"Development"', '"Live"'))
  expect(await join()).toMatchObject({
    name: expect.stringMatching(/^Unknown chain 0x[0-9a-f]{8}$/) as string,
    known: false,
    development: false,
  })
})

it('a preview of one network is not signed on another one', async () => {
  const action = { type: 'transfer' as const, to: bob, amount: String(AINU), keepAlive: true }
  const { token } = await guest.api.tx.preview({ from: alice, action })
  await join()
  await expect(guest.api.tx.submit({ from: alice, action, token })).rejects.toMatchObject({
    code: 'LOOK_AGAIN',
    message: 'Another network was chosen since.',
  })
})

it('a preview is signed once, as it was shown, and by the core that showed it', async () => {
  const action = { type: 'transfer' as const, to: bob, amount: String(AINU), keepAlive: true }
  const { token } = await guest.api.tx.preview({ from: alice, action })
  const submit = (change: object) => guest.api.tx.submit({ from: alice, action, token, ...change })
  const refused = (message: string) => ({
    code: 'LOOK_AGAIN',
    message: expect.stringContaining(message) as string,
  })
  await expect(submit({ action: { ...action, amount: String(2n * AINU) } })).rejects.toMatchObject(
    refused('not what the preview was made for'),
  )
  await expect(submit({ from: bob })).rejects.toMatchObject(refused('not what the preview was made for'))
  await expect(submit({ token: 'made-up' })).rejects.toMatchObject(refused('too old'))
  const sent = await Promise.allSettled([submit({}), submit({})])
  expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(submit({})).rejects.toMatchObject(refused('used already'))
})

it('a fee that went up since the preview is shown again', async () => {
  await join()
  const action = { type: 'transfer' as const, to: bob, amount: String(AINU), keepAlive: true }
  const { token, fee, highestFee } = await guest.api.tx.preview({ from: alice, action })
  expect(BigInt(highestFee)).toBeGreaterThan(BigInt(fee))
  proxy.set((answer, question) => {
    if (!question.includes('queryInfo') && !question.includes('query_info')) return answer
    const raised = Buffer.alloc(16)
    raised.writeBigUInt64LE(BigInt(highestFee) + 1n)
    return answer.replace(
      /"result":"(0x[0-9a-f]*)"/,
      (_all, hex: string) => `"result":"${hex.slice(0, -32)}${raised.toString('hex')}"`,
    )
  })
  await expect(guest.api.tx.submit({ from: alice, action, token })).rejects.toMatchObject({
    code: 'LOOK_AGAIN',
    message: expect.stringContaining('The fee went up') as string,
  })
})

it.each([
  ['ws://192.168.1.7:9944', /starts with wss:\/\//],
  ['ws://example.org', /starts with wss:\/\//],
  ['wss://user:secret@example.org', /secret/],
  ['wss://example.org/v1/0123456789abcdef', /secret/],
  ['wss://example.org/?key=1', /secret/],
  ['wss://example.org/#key', /secret/],
])('the endpoint %s is refused with words', async (url, words) => {
  const error = (await guest.api.chain
    .switchNetwork({ kind: 'rpc', url })
    .catch((failure: unknown) => failure)) as {
    data: unknown
  }
  expect(JSON.stringify(error.data)).toMatch(words)
})
