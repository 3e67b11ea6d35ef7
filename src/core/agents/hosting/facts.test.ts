import { expect, it } from 'vitest'
import type { ApiPromise } from '@polkadot/api'
import type { ChainClient } from '../../chain/client.ts'
import type { Content } from '../../content/content.ts'
import type { Programs } from '../../work/programs.ts'
import type { AgentChain } from './agent-chain.ts'
import { createHostFacts } from './facts.ts'
import type { Machine } from './machine.ts'
import type { HostedRow } from './store.ts'

const DEPOSIT = 10_000_000_000n
const FEES = 6_000_000_000n
const row = { did: 'did:ainur:echo', owner: 'owner', hotKey: 'hot', enabled: true } as HostedRow
const agent = {
  ...{ did: row.did, status: 'active', capabilities: ['echo'], price: '1000000000000', score: 0 },
  ...{ stake: '10000000000000', manifestCid: 'manifest', owner: 'owner' },
} as unknown as Parameters<ReturnType<typeof createHostFacts>['reasons']>[1]
const task = {
  ...{ capability: 'echo', target: null, budget: '12000000000000', minReputation: 0, input: null },
  posted: { state: 'bidding', biddingEnds: 1_000_000, timeoutMs: 600_000, bids: 0, highestBid: null },
}
const manifest = {
  ...{ kind: 'wasm', name: 'echo', title: 'Echo', version: '1.0.0' },
  capabilities: [{ name: 'echo', input: { mediaTypes: ['*/*'] }, parameters: {} }],
  limits: { fuel: '1', memory: 65536, wallMs: 1_000, input: 1_000_000, output: 1_000_000 },
}

/** What speaks against one task more while so much is in hand and so much is on the hot key. */
async function codes(inHand: number, hotKeyFree: bigint) {
  const client = {
    api: () =>
      ({
        consts: {
          agents: { minStake: 0n },
          balances: { existentialDeposit: DEPOSIT },
          tasks: { maxBids: 64, minBond: 0n, bondRate: 0n },
        },
      }) as unknown as ApiPromise,
  } as ChainClient
  const chain = {
    now: () => 0,
    free: (address: string) => Promise.resolve(address === 'hot' ? hotKeyFree : 10n ** 15n),
    feesForTask: () => Promise.resolve(FEES),
  } as unknown as AgentChain
  const machine = {
    load: () => ({ tasks: inHand, max: 1_000, waitMs: 0 }),
    inHandOf: () => inHand,
    claim: () => {},
  } as unknown as Machine
  const programs = { load: () => Promise.resolve({ manifest }) } as unknown as Programs
  const facts = createHostFacts({ client, chain, machine, programs, content: {} as Content })
  const needed = await facts.feesNeeded(row)
  const reasons = await facts.reasons(row, agent, task, { claim: 1 })
  return { needed, codes: reasons.map(({ code }) => code) }
}

it('a hot key must have the fees of everything in hand before one task more is taken', async () => {
  // 200 tasks in hand, and what they may cost to the planck: nothing is left for one more.
  const all = FEES * 200n + DEPOSIT
  expect(await codes(200, all)).toEqual({ needed: all + FEES, codes: ['hot-key-empty'] })
  expect((await codes(200, all + FEES - 1n)).codes).toEqual(['hot-key-empty'])
  expect((await codes(200, all + FEES)).codes).toEqual([])
  expect((await codes(0, FEES + DEPOSIT)).codes).toEqual([])
})
