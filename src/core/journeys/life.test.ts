import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'
import { faultyPackage } from '../testing/faulty.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'

// The whole life of tasks on the embedded chain, through the contract alone; an outsider does what Ainur would not.
let t: TestCore
let market: ReturnType<typeof marketOf>
let bob: Outsider
let owner: string
let submitter: string
let echo: string

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  bob = await outsider((await t.api.chain.status({})).url!)
  owner = await market.person('Owner')
  submitter = await market.person('Submitter')
  echo = await market.host(owner, 'echo')
})
afterAll(async () => {
  await bob.close()
  await t.remove()
})

async function expectBooksInOrder(): Promise<void> {
  const { issuance, held } = await bob.money()
  expect(held).toBe(issuance)
  for (const address of [owner, submitter]) await market.total(address)
}
const stateOf = async (did: string) => (await t.api.agents.hosted({})).find((agent) => agent.did === did)

/** Bob's agent, which claims to be echo. It is chosen because it asks for less. */
async function cheat(did: string, options: Parameters<typeof market.post>[2] = {}): Promise<number> {
  const packages = await t.api.agents.packages({})
  const { manifestCid } = packages.find(({ manifest }) => manifest.name === 'echo')!
  await bob.register(did, manifestCid!, ainu(1))
  const task = await market.post(submitter, `for ${did}`, { target: did, ...options })
  await bob.bid(task, did, ainu(1))
  await market.reached(task, 'matched')
  return task
}

describe('a task', () => {
  test('is bid on, done, checked and paid, and no money is lost', async () => {
    const before = { owner: await market.total(owner), issuance: (await bob.money()).issuance }
    const id = await market.post(submitter, 'Hello, Ainur', { parameters: { change: 'uppercase' } })
    const task = await market.reached(id, 'finalized')
    expect(task).toMatchObject({ agent: echo, outcome: 'paid', cause: 'window-passed', price: ainu(5) })
    expect(task).toMatchObject({ paid: ainu(4.9), fee: ainu(0.1), mine: true, hosted: true })
    expect(task.timeline.map(({ state }) => state)).toEqual([
      'created',
      'bidding',
      'bidding',
      'matched',
      'running',
      'verifying',
      'finalized',
    ])
    const output = await t.api.content.get({ cid: task.outputCid! })
    expect(Buffer.from(output.base64, 'base64').toString()).toBe('HELLO, AINUR')
    const { receipt, ...checked } = task.receipt!
    expect(output).toMatchObject({ mediaType: 'text/plain' })
    expect(receipt).toMatchObject({
      agent: echo,
      run: { outcome: { kind: 'ok', mediaType: 'text/plain', outputHash: output.hash.slice(2) } },
    })
    expect(checked).toEqual({ signatureValid: true, signedBy: 'agent' })
    expect(await t.api.tasks.verify({ task: id })).toMatchObject({
      verdict: 'same',
      reasons: [],
      fuel: receipt.run.fuel,
      outputHash: output.hash,
    })

    expect(await t.api.tasks.checkReceipt({ receipt })).toEqual({ task: id, reasons: [] })
    for (const [change, codes] of [
      [{ network: `0x${'22'.repeat(32)}` }, ['receipt-elsewhere', 'receipt-invalid']],
      [{ run: { ...receipt.run, taskId: '9999' } }, ['receipt-without-task', 'receipt-invalid']],
      [{ run: { ...receipt.run, taskId: 'any' } }, ['receipt-without-task', 'receipt-invalid']],
      [{ run: { ...receipt.run, fuel: '1' } }, ['receipt-invalid', 'receipt-invalid']],
      [{ signature: '0x00' }, ['receipt-invalid']],
    ] as const) {
      const { reasons } = await t.api.tasks.checkReceipt({ receipt: { ...receipt, ...change } })
      expect(reasons.map(({ code }) => code)).toEqual(codes)
    }

    // The owner signed nothing: the hot key paid the fees, and the owner has exactly the payment more.
    expect((await market.total(owner)) - before.owner).toBe(BigInt(ainu(4.9)))
    await expectBooksInOrder()
    const agent = await t.api.agents.get({ did: echo })
    expect(agent).toMatchObject({
      earned: ainu(4.9),
      tasks: { open: 0, done: 1 },
      title: 'Echo',
      hosted: true,
    })
    expect(agent.reputation).toMatchObject({ score: 10, completed: 1, value: ainu(5) })
    expect((await t.api.agents.earnings({ did: echo })).at(-1)!.earned).toBe(ainu(4.9))
    const decisions = await t.api.agents.decisions({ did: echo, task: id })
    expect(decisions.items.map(({ decision }) => decision)).toEqual(['won', 'bid'])
    expect(await t.api.settlement.totals({})).toMatchObject({ inEscrow: '0', paidOut: ainu(4.9), tasks: 1 })
  })

  test('that nobody can take is refunded, and both sides learn why', async () => {
    const dear = await market.post(submitter, 'cheap work', { budget: ainu(1) })
    const odd = await market.post(submitter, 'paint me', { capability: 'paint' })
    const reached = await market.reached(dear, 'no-bids')
    expect(reached).toMatchObject({ outcome: 'refunded', refunded: ainu(1) })
    expect(reached.noMatch[0]).toMatchObject({
      code: 'price-above-budget',
      detail: { price: ainu(5), budget: ainu(1) },
    })
    expect(reached.refusals).toMatchObject([{ did: echo, reasons: [{ code: 'price-above-budget' }] }])
    expect((await market.reached(odd, 'no-bids')).noMatch).toMatchObject([{ code: 'no-agent-offers' }])
    await expectBooksInOrder()
  })

  test('is accepted before the window passes', async () => {
    const id = await market.post(submitter, 'accept me', { disputeWindowMs: 600_000, trust: 'manual' })
    await market.reached(id, 'verifying')
    await market.sign(submitter, { type: 'task.accept', task: id })
    expect(await market.reached(id, 'finalized')).toMatchObject({ outcome: 'paid', cause: 'accepted' })
  })

  test('can be cancelled while it is open, and bonds go back', async () => {
    const id = await market.post(submitter, 'never mind', { biddingMs: 600_000 })
    await until('a bid', async () => (await market.task(id)).bidList.length > 0)
    await market.sign(submitter, { type: 'task.cancel', task: id })
    expect(await market.reached(id, 'cancelled')).toMatchObject({ refunded: ainu(20) })
    const moved = await t.api.settlement.movements({ task: id })
    expect(moved.items.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['bond-returned', ainu(2)],
      ['escrow-refund', ainu(20)],
      ['bond-held', ainu(2)],
      ['escrow-held', ainu(20)],
    ])
    await until('the loss is known', async () => {
      const { items } = await t.api.agents.decisions({ did: echo, task: id })
      return items[0]?.decision === 'lost' && items[0].reasons[0]?.code === 'task-withdrawn'
    })
    await expectBooksInOrder()
  })
})

describe('a dispute', () => {
  test('is won by an agent whose result comes out again', async () => {
    const id = await market.post(submitter, 'honest work', { disputeWindowMs: 60_000 })
    await market.reached(id, 'verifying')
    await market.sign(submitter, { type: 'task.dispute', task: id, reason: 'I do not like it' })
    const task = await market.reached(id, 'finalized')
    expect(task).toMatchObject({ outcome: 'paid', cause: 'resolved', slashed: '0' })
    expect(task.timeline.at(-1)).toMatchObject({
      text: 'The dispute was decided for echo: it was paid, and its operator got the bond behind the dispute',
      money: [
        { kind: 'payout', to: owner },
        { kind: 'protocol-fee' },
        { kind: 'bond-returned', to: owner },
        { kind: 'dispute-bond-paid', from: submitter, to: owner, amount: ainu(0.5) },
      ],
    })
    const told = async () =>
      (await t.api.notifications.list({})).filter((one) => one.about.task === id && one.kind === 'dispute')
    await until('it is told', async () => (await told()).length > 0)
    expect((await told()).map(({ text }) => text)).toEqual([
      expect.stringContaining(
        'decided for the agent: it was paid, and your bond of 0.5 AINU went to its operator.',
      ),
    ])
    expect(task.dispute).toMatchObject({ reason: 'I do not like it', bond: ainu(0.5), inFavourOf: 'agent' })
    const moved = await t.api.settlement.movements({ task: id, kind: ['dispute-bond-paid'] })
    expect(moved.items).toMatchObject([{ from: submitter, to: owner, amount: ainu(0.5) }])
    await expectBooksInOrder()
  })

  test('is lost by an agent that delivered something else', async () => {
    const did = 'did:ainur:liar'
    const id = await cheat(did, { disputeWindowMs: 60_000 })
    await bob.start(id)
    const wrong = await t.api.content.add({
      base64: Buffer.from('made up').toString('base64'),
      mediaType: 'text/plain',
    })
    await bob.deliver(id, wrong, '1')
    await market.reached(id, 'verifying')
    expect(await t.api.tasks.verify({ task: id })).toMatchObject({ verdict: 'different' })
    await market.sign(submitter, { type: 'task.dispute', task: id, reason: 'This is not what I sent' })
    const task = await market.reached(id, 'finalized')
    expect(task).toMatchObject({
      outcome: 'refunded',
      cause: 'resolved',
      refunded: ainu(1),
      slashed: ainu(2),
    })
    expect((await t.api.agents.get({ did })).reputation).toMatchObject({ disputed: 1, score: -30 })
    await expectBooksInOrder()
  })

  test('about work that is settled by hand is left to its deadline', async () => {
    const id = await market.post(submitter, 'by hand', { trust: 'manual', disputeWindowMs: 60_000 })
    await market.reached(id, 'verifying')
    await market.sign(submitter, { type: 'task.dispute', task: id, reason: 'Not my taste' })
    await until('the resolver says so', () =>
      Promise.resolve(t.logged.some(({ text }) => text.includes('left to its deadline'))),
    )
    await t.api.settings.set({ devSpeed: 60 })
    expect(await market.reached(id, 'finalized')).toMatchObject({ outcome: 'paid', cause: 'resolver-silent' })
    await t.api.settings.set({ devSpeed: 1 })
    await expectBooksInOrder()
  })
})

describe('an agent', () => {
  test('that never answers loses its bond, and the submitter is refunded', async () => {
    const id = await cheat('did:ainur:sleeper')
    await t.api.settings.set({ devSpeed: 30 })
    const task = await market.reached(id, 'timed-out')
    await t.api.settings.set({ devSpeed: 1 })
    expect(task).toMatchObject({
      cause: 'not-started',
      outcome: 'refunded',
      slashed: ainu(2),
      refunded: ainu(1),
    })
    await expectBooksInOrder()
  })

  test('that crashes says so, and the submitter is refunded at once', async () => {
    await t.api.agents.install({ files: await faultyPackage() })
    const did = await market.host(owner, 'faulty', { price: ainu(1) })
    for (const [mode, words] of [
      ['crash', /unreachable/],
      ['loop', /fuel/],
      ['fail', /invalid-input/],
    ] as const) {
      const parameters = { mode, ...(mode === 'fail' && { code: 'invalid-input' }) }
      const id = await market.post(submitter, mode, { capability: 'faulty', parameters })
      const task = await market.reached(id, 'timed-out')
      expect(task).toMatchObject({ cause: 'reported', outcome: 'refunded', slashed: ainu(2) })
      expect(task.failure).toMatch(words)
    }
    await until('its failures are known', async () => {
      const { items } = await t.api.agents.decisions({ did })
      return items.filter(({ decision }) => decision === 'failed').length === 3
    })
    await until('it is idle again', async () => (await stateOf(did))?.state === 'idle')
    expect(await stateOf(did)).toMatchObject({ runs: { ok: 0, failed: 3 } })
    expect((await t.api.agents.runs({ did })).map(({ outcome }) => outcome)).toEqual([
      'error',
      'trap',
      'trap',
    ])
    await expectBooksInOrder()
  })

  test('takes no new work when it is switched off, and takes back its bids', async () => {
    const id = await market.post(submitter, 'on and off', { biddingMs: 600_000 })
    await until('a bid', async () => (await market.task(id)).bidList.length > 0)
    await t.api.agents.stopHosting({ did: echo })
    await until('no bid', async () => (await market.task(id)).bidList[0]?.status === 'retracted')
    expect(await stateOf(echo)).toMatchObject({ state: 'stopped', enabled: false })
    const other = await market.post(submitter, 'while off')
    await market.reached(other, 'no-bids')
    await t.api.agents.startHosting({ did: echo })
    await until('idle', async () => (await stateOf(echo))?.state === 'idle')
    await market.reached(await market.post(submitter, 'while on'), 'finalized')
  })
})
