import type { ApiPromise } from '@polkadot/api'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AINU } from '../../contract/money.ts'
import { openLab, type Lab } from '../testing/lab.ts'
import { bondFor } from '../../contract/money.ts'
import { requireAllowed, requirePrice, taskRules, type TaskRules } from './rules.ts'

let lab: Lab
let rules: TaskRules
beforeAll(async () => {
  await cryptoWaitReady()
  lab = await openLab()
  rules = taskRules(lab as unknown as ApiPromise)
})
afterAll(() => lab.close())

const DAY = 86_400_000

it('are the ones of the runtime that ships', () => {
  expect(rules).toEqual({
    ...{ minBudget: AINU, maxBudget: 1_000_000n * AINU, minPrice: AINU / 10n },
    ...{ minBond: AINU / 10n, bondPpm: 100_000n, maxBids: 64 },
    ...{ minTimeoutMs: 60_000, maxTimeoutMs: DAY, maxWindowMs: 30 * DAY },
  })
})

const CID = 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'
const task = { timeoutMs: 60_000, opensInMs: 0, biddingMs: DAY, disputeWindowMs: DAY }

it('the bond is to the planck what the chain holds, however the share is rounded', async () => {
  const [alice, bob] = [lab.key('//Alice'), lab.key('//Bob')]
  const { agents, tasks } = lab.tx
  const echo = ['did:ainur:echo', ['echo'], rules.minPrice, CID, 100n * AINU]
  await lab.block([agents!['register']!(...echo), bob])
  const wanted: string[] = []
  const held: unknown[] = []
  for (const odd of [0n, 1n, 4n, 5n, 6n, 9n, 15n, 25n]) {
    const budget = 10n * AINU + odd
    const { events } = await lab.block([
      tasks!['post']!({
        ...{ title: 't', capability: 'echo', target: null, inputCid: CID, budget, trust: 'Optimistic' },
        ...{ minReputation: -1_000_000, ...task },
      }),
      alice,
    ])
    const id = Number(events.find(({ name }) => name === 'TaskCreated')!.data['task'])
    const bid = await lab.block([tasks!['bid']!(id, 'did:ainur:echo', rules.minPrice), bob])
    held.push(bid.events.find(({ name }) => name === 'BidPlaced')!.data['bond'])
    wanted.push(bondFor(rules, budget.toString()).toString())
  }
  expect(wanted).toEqual(held)
  expect(bondFor(rules, '1')).toBe(rules.minBond)
})

it('what the chain would refuse is refused with its own figures before anything is signed', () => {
  const good = { budget: (5n * AINU).toString(), ...task }
  expect(() => requireAllowed(rules, good)).not.toThrow()
  const bad = [
    [{ budget: (AINU - 1n).toString() }, 'A budget is between 1 AINU and 1,000,000 AINU.'],
    [{ budget: (1_000_000n * AINU + 1n).toString() }, 'A budget is between'],
    [{ timeoutMs: 59_999 }, 'The time for the work is between 60 seconds and 86400 seconds.'],
    [{ timeoutMs: DAY + 1 }, 'The time for the work'],
    [{ opensInMs: 30 * DAY + 1 }, 'The delay is at most'],
    [{ biddingMs: 30 * DAY + 1 }, 'The bidding time is at most'],
    [{ disputeWindowMs: 30 * DAY + 1 }, 'The dispute window is at most'],
  ] as const
  for (const [change, words] of bad)
    expect(() => requireAllowed(rules, { ...good, ...change })).toThrow(words)
  expect(() => requirePrice(rules, (AINU / 10n).toString())).not.toThrow()
  expect(() => requirePrice(rules, (AINU / 10n - 1n).toString())).toThrow('at least 0.1 AINU')
})
