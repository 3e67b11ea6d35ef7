import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Action } from '../../contract/actions.ts'
import type * as Drafts from '../tx/draft.ts'
import { addDevAccount } from '../testing/accounts.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'

// What a preview says of money that only just suffices, or only just not, is what the chain does. Ainur signs nothing
// that its preview calls impossible: so the bytes that it made are signed past it.
const drafts: Drafts.Draft[] = []
vi.mock('../tx/draft.ts', async (original) => {
  const { draft } = await original<typeof Drafts>()
  return {
    draft: async (...args: Parameters<typeof draft>) => {
      const made = await draft(...args)
      drafts.push(made)
      return made
    },
  }
})

const DEPOSIT = BigInt(ainu(0.01))
const PLENTY = BigInt(ainu(1_000))
const DAY = 86_400_000
const WORKER = 'did:ainur:worker'
const CONTENT = 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'

let t: TestCore
let market: ReturnType<typeof marketOf>
let alice: Outsider
let bob: Outsider
let echo: string
const opened: Outsider[] = []

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  const { url } = await t.api.chain.status({})
  alice = await outsider(url!, '//Alice')
  bob = await outsider(url!)
  opened.push(alice, bob)
  const packages = await t.api.agents.packages({})
  echo = packages.find(({ manifest }) => manifest.name === 'echo')!.id
  await bob.register(WORKER, CONTENT, ainu(1))
})
afterAll(async () => {
  for (const each of opened) await each.close()
  await t.remove()
})

interface Case {
  what: string
  /** Done with plenty of money, once for each amount that is tried; answers what is tried. */
  ready: (from: string, did: string) => Action | Promise<Action>
  /** True where nothing has to stay: with the fee paid, the account may go. */
  mayGo?: boolean
  timeout?: number
}

const register = (did: string, host = false): Action => ({
  type: 'agent.register',
  packageId: echo,
  did,
  capabilities: ['echo'],
  price: ainu(5),
  stake: ainu(10),
  host,
})
const registered = async (from: string, did: string, host = false) => {
  await market.sign(from, register(did, host))
}
const posted = (from: string, options: Parameters<typeof market.post>[2] = {}) =>
  market.post(from, 'for the edge', { target: WORKER, disputeWindowMs: 7 * DAY, ...options })
/** A task of the account with a result that waits for its answer. */
async function delivered(from: string): Promise<number> {
  const task = await posted(from, { biddingMs: 1_000 })
  await bob.bid(task, WORKER, ainu(1))
  await market.reached(task, 'matched')
  await bob.start(task)
  await bob.deliver(task, { cid: CONTENT, hash: `0x${'11'.repeat(32)}` }, '1')
  await market.reached(task, 'verifying')
  return task
}

const cases: Case[] = [
  {
    what: 'transfer',
    ready: () => ({ type: 'transfer', to: bob.address, amount: ainu(3), keepAlive: true }),
  },
  {
    what: 'transfer that may empty the account',
    ready: () => ({ type: 'transfer', to: bob.address, amount: ainu(3), keepAlive: false }),
    mayGo: true,
  },
  {
    what: 'transfer that may empty an account with money in other places',
    ready: async (from, did) => {
      await registered(from, did)
      return { type: 'transfer', to: bob.address, amount: ainu(3), keepAlive: false }
    },
  },
  { what: 'transfer-all', ready: () => ({ type: 'transfer-all', to: bob.address }) },
  {
    what: 'transfer-all with money in other places',
    ready: async (from, did) => {
      await registered(from, did)
      return { type: 'transfer-all', to: bob.address }
    },
  },
  { what: 'agent.register', ready: (_, did) => register(did) },
  { what: 'agent.register and host', ready: (_, did) => register(did, true) },
  {
    what: 'agent.host',
    ready: async (from, did) => {
      await registered(from, did)
      return { type: 'agent.host', did }
    },
  },
  {
    what: 'agent.unhost',
    ready: async (from, did) => {
      await registered(from, did, true)
      await until('it is hosted', async () =>
        (await t.api.agents.hosted({})).some((each) => each.did === did),
      )
      return { type: 'agent.unhost', did }
    },
  },
  ...(
    [
      ['agent.update', (did) => ({ type: 'agent.update', did, price: ainu(6) })],
      ['agent.pause', (did) => ({ type: 'agent.pause', did })],
      ['agent.add-stake', (did) => ({ type: 'agent.add-stake', did, amount: ainu(2) })],
      ['agent.deregister', (did) => ({ type: 'agent.deregister', did })],
    ] as [string, (did: string) => Action][]
  ).map(([what, action]): Case => ({
    what,
    ready: async (from, did) => {
      await registered(from, did)
      return action(did)
    },
  })),
  {
    what: 'agent.deregister of one that is hosted',
    ready: async (from, did) => {
      await registered(from, did, true)
      return { type: 'agent.deregister', did }
    },
  },
  {
    what: 'agent.resume',
    ready: async (from, did) => {
      await registered(from, did)
      await market.sign(from, { type: 'agent.pause', did })
      return { type: 'agent.resume', did }
    },
  },
  {
    what: 'agent.unstake',
    ready: async (from, did) => {
      await registered(from, did)
      await market.sign(from, { type: 'agent.add-stake', did, amount: ainu(5) })
      return { type: 'agent.unstake', did, amount: ainu(5) }
    },
  },
  {
    what: 'agent.withdraw-unbonded',
    ready: async (from, did) => {
      await registered(from, did)
      await market.sign(from, { type: 'agent.add-stake', did, amount: ainu(5) })
      await market.sign(from, { type: 'agent.unstake', did, amount: ainu(5) })
      const action: Action = { type: 'agent.withdraw-unbonded', did }
      // While a deadline is pending, the unbonding time passes as fast as that.
      await posted(from, { biddingMs: 7 * DAY })
      await t.api.settings.set({ devSpeed: 1_000 })
      await until('the unbonding time is over', async () => {
        await alice.setFree(from, PLENTY)
        return (await t.api.tx.preview({ from, action })).dryRun.outcome === 'ok'
      })
      await t.api.settings.set({ devSpeed: 1 })
      return action
    },
  },
  {
    what: 'task.post',
    ready: async () => {
      const { cid } = await t.api.content.add({ base64: 'aGVsbG8=', mediaType: 'text/plain' })
      const input = await t.api.tasks.createInput({
        data: cid,
        mediaType: 'text/plain',
        name: 'a',
        parameters: {},
      })
      return {
        type: 'task.post',
        title: 'at the edge',
        capability: 'echo',
        target: WORKER,
        inputCid: input.cid,
        budget: ainu(20),
        trust: 'optimistic',
        minReputation: -1_000_000,
        opensInMs: 0,
        biddingMs: 60_000,
        timeoutMs: 60_000,
        disputeWindowMs: 60_000,
      }
    },
  },
  {
    what: 'task.cancel',
    ready: async (from) => ({ type: 'task.cancel', task: await posted(from, { biddingMs: DAY }) }),
  },
  { what: 'task.accept', ready: async (from) => ({ type: 'task.accept', task: await delivered(from) }) },
  {
    what: 'task.dispute',
    ready: async (from) => ({ type: 'task.dispute', task: await delivered(from), reason: 'at the edge' }),
  },
]

async function tried(from: string, holder: Outsider, { ready, mayGo }: Case, did: string, beyond: bigint) {
  await alice.setFree(from, PLENTY)
  const action = await ready(from, did)
  const signed = { from, action }
  const { spends, fee } = await t.api.tx.preview(signed)
  const moved = action.type === 'transfer-all' ? 0n : BigInt(spends)
  await alice.setFree(from, moved + BigInt(fee) + (mayGo ? 0n : DEPOSIT) + beyond)

  const preview = await t.api.tx.preview(signed)
  const { call } = drafts.at(-1)!.shown
  expect(preview.fee).toBe(fee)
  const says = preview.dryRun.outcome
  if (says !== 'ok') {
    expect(says).toBe('fails')
    await expect(t.api.tx.submit({ ...signed, token: preview.token })).rejects.toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
    })
  }
  const does = await holder.sign(call).then(
    () => 'ok',
    () => 'fails',
  )
  const left = await holder.free(from)
  return { says, does, left, preview }
}

test('every action that can be signed is tried', () => {
  const types = new Set(cases.map(({ what }) => what.split(' ')[0]))
  expect(types.size).toBe(16)
})

test.each(cases.map((each, index) => ({ ...each, index })))(
  '$what: with a planck too little it fails, and else it works',
  async ({ index, ...each }) => {
    const name = `Edge${index}`
    const from = await addDevAccount(t, name)
    const holder = await outsider((await t.api.chain.status({})).url!, `//${name}`)
    opened.push(holder)
    for (const beyond of [-1n, 0n, 1n]) {
      const { says, does, left, preview } = await tried(
        from,
        holder,
        each,
        `did:ainur:edge-${index}-${beyond + 1n}`,
        beyond,
      )
      expect({ beyond, says, does }).toEqual({ beyond, says: does, does: beyond < 0n ? 'fails' : 'ok' })
      if (does === 'ok') expect(preview.keepsAlive).toBe(left > 0n)
    }
  },
)
