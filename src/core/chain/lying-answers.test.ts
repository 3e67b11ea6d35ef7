import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addDevAccount, passphrase, submitShown } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { honest, startLyingProxy, type Lie } from '../testing/lying-proxy.ts'

// An endpoint that tells the truth about the runtime and lies about everything else: what a user can lose by it.

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
  await guest.api.chain.switchNetwork({ kind: 'rpc', url: proxy.url })
})
afterAll(async () => {
  await guest?.remove()
  await proxy?.stop()
  await home?.remove()
})
beforeEach(() => proxy.set(honest))

/** Answers questions of a kind with `result`. */
const answering =
  (kind: RegExp, result: unknown): Lie =>
  (answer, question) =>
    kind.test(question)
      ? JSON.stringify({ ...(JSON.parse(answer) as object), result, error: undefined })
      : answer
const balance = async () => BigInt((await home.api.wallet.ledger({ address: alice })).total)
const action = (amount: bigint) => ({
  type: 'transfer' as const,
  to: bob,
  amount: String(amount),
  keepAlive: true,
})
const send = () => submitShown(guest, { from: alice, action: action(AINU) })

it.each<[string, unknown]>([
  ['one that was used', 0],
  ['none', null],
  ['a negative one', -1],
  ['one that is no number', '0x'],
  ['one beyond all', 2 ** 53],
])('a lie about the nonce (%s) moves nothing', async (_what, nonce) => {
  // One is used for certain.
  await home.api.tx.submit(await previewed())
  await expect.poll(async () => (await home.api.tx.list({ limit: 1 })).items[0]?.status).toBe('finalized')
  proxy.set(answering(/NextIndex/, nonce))
  const before = await balance()
  await expect(send()).rejects.toThrow()
  expect(await balance()).toBe(before)
  // What follows the truth works.
  proxy.set(honest)
  const { id } = await send()
  await expect.poll(async () => (await guest.api.tx.get({ id })).status).toBe('finalized')
})

async function previewed(amount = AINU) {
  const input = { from: alice, action: action(amount) }
  const { token } = await home.api.tx.preview(input)
  return { ...input, token }
}

it('a dry run that claims to work costs the fee at most, and one that claims to fail signs nothing', async () => {
  // More than there is, with balances and dry run that say otherwise.
  const { total } = await home.api.wallet.ledger({ address: alice })
  const input = { from: alice, action: action(BigInt(total) * 2n) }
  proxy.set(answering(/DryRunApi/, '0x'))
  const before = await balance()
  await expect(submitShown(guest, input)).rejects.toThrow()
  proxy.set(answering(/DryRunApi/, null))
  await expect(submitShown(guest, input)).rejects.toThrow()
  expect(await balance()).toBe(before)
})

it('a preview does not outlive the core that showed it', async () => {
  const t = await startCore()
  const from = await addDevAccount(t, 'Alice')
  const input = { from, action: action(AINU) }
  const { token } = await t.api.tx.preview(input)
  await t.stop()
  const again = await startCore({ dataDir: t.dataDir })
  try {
    await again.api.wallet.unlock({ address: from, passphrase, minutes: 0 })
    await expect(again.api.tx.submit({ ...input, token })).rejects.toMatchObject({ code: 'LOOK_AGAIN' })
    expect((await again.api.tx.list({ limit: 10 })).items).toEqual([])
  } finally {
    await again.remove()
  }
})

const hash = `0x${'11'.repeat(32)}`
const header = {
  parentHash: hash,
  number: '0xfffff',
  stateRoot: hash,
  extrinsicsRoot: hash,
  digest: { logs: [] },
}
/** Numbers that are not the runtime's, within an answer of bytes. */
const zeroed =
  (kind: RegExp): Lie =>
  (answer, question) =>
    kind.test(question)
      ? answer.replace(/"result":"0x[0-9a-f]*"/, (all) => all.replace(/[1-9a-f](?=[^x])/g, '0'))
      : answer

it.each<[string, Lie]>([
  ['the fee', zeroed(/TransactionPayment|queryInfo|query_info/)],
  ['hashes of blocks', answering(/chain_getBlockHash/, hash)],
  ['the finalized head', answering(/chain_getFinalizedHead/, hash)],
  ['headers', answering(/chain_getHeader/, header)],
  ['blocks', answering(/chain_getBlock"/, { block: { header, extrinsics: [] }, justifications: null })],
  [
    'the version of the runtime, with another description',
    (answer, question) =>
      answering(/state_getMetadata|Metadata_metadata/, '0x')(
        answer.replaceAll(/"specVersion":\d+/g, '"specVersion":77'),
        question,
      ),
  ],
])('a lie about %s costs what was shown at most, and the fee', async (_what, lie) => {
  const before = await balance()
  proxy.set(lie)
  await send().catch(() => {})
  proxy.set(honest)
  // Whatever it kept to itself is in this block, or nowhere.
  await home.api.tx.submit(await previewed(2n))
  await expect.poll(async () => (await home.api.tx.list({ limit: 1 })).items[0]?.status).toBe('finalized')
  const fee = BigInt((await home.api.tx.list({ limit: 1 })).items[0]!.fee!)
  const moved = before - (await balance()) - fee - 2n
  expect(moved === 0n || (moved >= AINU && moved <= AINU + 2n * fee)).toBe(true)
})

it('a token is refused for another draft, and is still good, once, for what it showed', async () => {
  const input = { from: alice, action: action(AINU) }
  const { token } = await guest.api.tx.preview(input)
  await expect(guest.api.tx.submit({ ...input, action: action(AINU + 1n), token })).rejects.toMatchObject({
    code: 'LOOK_AGAIN',
  })
  const { id } = await guest.api.tx.submit({ ...input, token })
  await expect.poll(async () => (await guest.api.tx.get({ id })).status).toBe('finalized')
  await expect(guest.api.tx.submit({ ...input, token })).rejects.toMatchObject({ code: 'LOOK_AGAIN' })
})
