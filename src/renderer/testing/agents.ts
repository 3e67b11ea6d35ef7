import type { Agent, HostedAgent, Run } from '../../contract/agents.ts'
import { alice, bob, cid } from './samples.ts'

export const agent = (): Agent => ({
  did: 'did:ainur:summarizer',
  owner: alice,
  status: 'active',
  capabilities: ['summarize'],
  price: '5000000000000',
  manifestCid: cid,
  stake: '100000000000000',
  unbonding: '0',
  reputation: { score: 120, completed: 2, failed: 0, disputed: 0, value: '10000000000000' },
  registeredAt: Date.now() - 3_600_000,
  updatedAt: Date.now() - 60_000,
  title: 'Summarizer',
  description: 'Picks the sentences that carry a text.',
  kind: 'wasm',
  hosted: true,
  mine: true,
  tasks: { open: 1, done: 2 },
  earned: '9800000000000',
})
export const hosted = (): HostedAgent => ({
  did: 'did:ainur:summarizer',
  owner: alice,
  hotKey: bob,
  enabled: true,
  state: 'idle',
  heartbeatAt: Date.now(),
  task: null,
  error: null,
  lastDecision: null,
  hotKeyFree: '900000000000',
  runs: { ok: 2, failed: 0 },
  earned: '9800000000000',
})
/** Newest first, as the core answers. */
export const runs = (): Run[] => [
  {
    task: 7,
    at: Date.now() - 5_000,
    outcome: 'ok',
    cause: null,
    fuel: '700000',
    memoryPeak: 2_097_152,
    wallMs: 12,
  },
  {
    task: 6,
    at: Date.now() - 65_000,
    outcome: 'ok',
    cause: null,
    fuel: '25000000',
    memoryPeak: 1_048_576,
    wallMs: 200,
  },
]

export const logLines = () => [{ at: Date.now(), level: 'info' as const, source: 'host', text: 'ready' }]
