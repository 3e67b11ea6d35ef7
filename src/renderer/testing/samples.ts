import type { Preview, Transaction } from '../../contract/actions.ts'
import type { AgentPackage } from '../../contract/agents.ts'
import type { ChainParameters, ChainStatus } from '../../contract/chain.ts'
import type { Settings } from '../../contract/settings.ts'
import type { HistoryEntry, Movement } from '../../contract/settlement.ts'
import type { SystemStatus } from '../../contract/system.ts'
import type { z } from 'zod'
import type { Offers, Prices, Task, TaskDetail, Verification } from '../../contract/tasks.ts'
import type { Account, Ledger } from '../../contract/wallet.ts'

/** Said by no catalogue: the English text beside it is shown. */
export const UNNAMED = { code: '', facts: {} }

export const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
export const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const hash = `0x${'5e'.repeat(32)}`
export const cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

export const accounts = (): [Account, ...Account[]] => [
  {
    address: alice,
    name: 'My account',
    kind: 'owner',
    agent: null,
    active: true,
    unlocked: false,
    unlockedUntil: null,
    backedUp: false,
    hasMnemonic: true,
    problem: null,
    free: '986123456789012',
    total: '1000000000000000',
    createdAt: Date.now(),
  },
  {
    address: bob,
    name: 'Cold storage',
    kind: 'watch',
    agent: null,
    active: false,
    unlocked: false,
    unlockedUntil: null,
    backedUp: true,
    hasMnemonic: false,
    problem: null,
    free: '5000000000000',
    total: '5000000000000',
    createdAt: Date.now(),
  },
]
/** No task like it so far. */
export const noPrices = (): z.infer<typeof Prices> => ({
  ...{ asked: null, paid: null, unmatched: null },
  competed: { tasks: 0, cheapest: 0 },
})

export const ledgerOf = (address: string): Ledger => ({
  address,
  total: '1000000000000000',
  block: 1202,
  places: [
    {
      kind: 'free',
      amount: '886123456789012',
      task: null,
      agent: null,
      returnsAt: null,
      returns: 'Yours to use.',
      said: UNNAMED,
    },
    {
      kind: 'escrow',
      amount: '12000000000000',
      task: 7,
      agent: null,
      returnsAt: Date.now() + 240_000,
      returns: 'Comes back if nobody bids; pays the agent otherwise.',
      said: UNNAMED,
    },
    {
      kind: 'stake',
      amount: '100000000000000',
      task: null,
      agent: 'did:ainur:summarizer',
      returnsAt: null,
      returns: 'Comes back a day after you unstake it.',
      said: UNNAMED,
    },
    {
      kind: 'reserved',
      amount: '1876543210988',
      task: null,
      agent: 'did:ainur:summarizer',
      returnsAt: null,
      returns: 'Comes back when the agent’s key is no longer your proxy.',
      said: UNNAMED,
    },
  ],
})
export const chain = (): ChainStatus => ({
  network: { kind: 'embedded' },
  name: 'Embedded',
  development: true,
  known: true,
  connection: 'connected',
  error: null,
  said: null,
  url: 'ws://127.0.0.1:9955',
  genesisHash: hash,
  specVersion: 100,
  head: 1204,
  finalized: 1202,
  indexed: 1202,
  lag: 0,
  rate: 1.4,
  time: Date.now(),
  headAge: 3_200,
  restarts: 0,
})
export const rules = (): ChainParameters => ({
  minBiddingMs: 10_000,
  minDisputeMs: 30_000,
  startMs: 60_000,
  resolutionMs: 600_000,
  protocolFeePpm: 20_000,
  minStake: '100000000000000',
  minBudget: '1000000000000',
  maxBudget: '1000000000000000000',
  minPrice: '100000000000',
  minBond: '100000000000',
  bondPpm: 100_000,
  minTimeoutMs: 60_000,
  maxTimeoutMs: 86_400_000,
  maxWindowMs: 2_592_000_000,
  existentialDeposit: '1000000000',
  unbondingMs: 86_400_000,
})
export const settings = (): Settings => ({
  network: { kind: 'embedded' },
  endpoints: [],
  devSpeed: 1,
  executor: 'v8',
  unlockMinutes: 15,
  theme: 'system',
  language: 'system',
  whenClosed: 'ask',
  startAtLogin: false,
  keepAwake: true,
  notifyOf: ['task-paid', 'dispute'],
  notifyInBrowser: false,
  firstRun: { dismissed: false },
})
export const system = (): SystemStatus => ({
  version: '0.1.0',
  shell: 'headless',
  phase: 'ready',
  steps: [],
  startedAt: Date.now() - 60_000,
  chain: null,
  database: { ok: true, detail: 'ok', said: null },
  notices: [],
  memory: { rss: 480_000_000, heapUsed: 90_000_000 },
  agents: { hosted: 1, working: 0 },
})
export const preview = (): Preview => ({
  token: 'preview-1',
  network: { name: 'Embedded', genesisHash: `0x${'11'.repeat(32)}`, known: true },
  highestFee: '1250000000',
  summary: 'Send 12 AINU to Cold storage',
  said: UNNAMED,
  call: { pallet: 'balances', method: 'transferKeepAlive', args: '{ "value": "12000000000000" }', hash },
  fee: '1234567890',
  spends: '12000000000000',
  parts: [],
  freeBefore: '986123456789012',
  freeAfter: '974122222221122',
  existentialDeposit: '1000000000',
  keepsAlive: true,
  dryRun: { outcome: 'ok', reason: null },
})
export const transaction = (): Transaction => ({
  id: 'tx-first',
  hash,
  from: alice,
  signer: alice,
  action: 'transfer',
  summary: 'Send 12 AINU to Cold storage',
  said: UNNAMED,
  status: 'finalized',
  block: 1200,
  fee: '1234567890',
  error: null,
  created: null,
  createdAt: Date.now() - 90_000,
  updatedAt: Date.now() - 80_000,
  network: 'embedded',
})
export const task = (): Task => ({
  id: 7,
  submitter: alice,
  title: 'Summarise the minutes of the meeting',
  capability: 'summarize',
  target: null,
  inputCid: cid,
  budget: '12000000000000',
  trust: 'optimistic',
  minReputation: 0,
  state: 'verifying',
  deadline: Date.now() + 120_000,
  agent: 'did:ainur:summarizer',
  agentOwner: alice,
  price: '5000000000000',
  bids: 2,
  outputCid: cid,
  outcome: null,
  cause: null,
  createdAt: Date.now() - 60_000,
  updatedAt: Date.now() - 5_000,
  mine: true,
  hosted: true,
})
export const taskDetail = (): TaskDetail => ({
  ...task(),
  input: null,
  timeoutMs: 300_000,
  biddingMs: 10_000,
  disputeWindowMs: 120_000,
  timeline: [
    {
      state: 'verifying',
      at: Date.now() - 5_000,
      block: 1_204,
      text: 'The result is here',
      said: UNNAMED,
      money: [],
    },
  ],
  bidList: [],
  refusals: [],
  receipt: {
    receipt: {
      schema: 'ainur/receipt@1',
      network: hash,
      agent: 'did:ainur:summarizer',
      inputCid: cid,
      outputCid: cid,
      run: {
        version: 1,
        taskId: '7',
        component: hash.slice(2),
        capability: 'summarize-text',
        inputMediaType: 'text/plain',
        inputHash: hash.slice(2),
        parametersHash: hash.slice(2),
        limits: { fuel: '20000000000', memory: 0, wallMs: 0, input: 0, output: 0, logs: 0 },
        outcome: { kind: 'ok', mediaType: 'text/plain', outputHash: hash.slice(2) },
        fuel: '8882',
        meterVersion: 1,
      },
      signer: alice,
      signature: hash,
    },
    signatureValid: true,
    signedBy: 'agent',
  },
  receiptCid: cid,
  paid: null,
  fee: null,
  refunded: null,
  slashed: null,
  dispute: null,
  failure: null,
  noMatch: [],
})
export const verification = (): Verification => ({
  ...{ verdict: 'same', blame: null, reasons: [], fuel: '8882', outputHash: null },
})
export const packages = (): AgentPackage[] => [
  {
    id: 'summarizer',
    source: 'bundled',
    componentHash: hash,
    componentSize: 84_000,
    manifestCid: null,
    componentCid: null,
    installedAt: null,
    agents: [],
    manifest: {
      schemaVersion: 1,
      kind: 'wasm',
      name: 'summarizer',
      title: 'Summarizer',
      version: '1.0.0',
      icon: 'text',
      description: 'Picks the sentences that carry a text.',
      permissions: [],
      component: { file: 'summarizer.wasm', hash: 'a'.repeat(64) },
      limits: { fuel: '1000000000', memory: 67_108_864, wallMs: 10_000 },
      capabilities: [
        {
          name: 'summarize',
          title: 'Summarise',
          description: 'Shortens a text.',
          input: ['text/plain'],
          output: ['text/plain'],
          parameters: { type: 'object' },
          price: '5000000000000',
          examples: [
            {
              title: 'Minutes of a meeting',
              mediaType: 'text/plain',
              input: 'We met. We agreed.',
              encoding: 'utf8',
              parameters: {},
            },
          ],
        },
      ],
    },
  },
]

export const offers = (): Offers => ({
  known: packages().flatMap(({ manifest }) =>
    manifest.capabilities.map((capability) => ({
      ...{ did: 'did:ainur:summarizer', title: manifest.title, capability },
    })),
  ),
  unknown: 0,
})

export const movements = (): Movement[] => [
  {
    id: '1204-2-0',
    kind: 'payout',
    task: 7,
    title: 'Summarise the minutes of the meeting',
    agent: 'did:ainur:summarizer',
    from: alice,
    to: alice,
    amount: '5000000000000',
    block: 1204,
    at: Date.now() - 5_000,
  },
  {
    id: '1190-1-0',
    kind: 'escrow-held',
    task: 6,
    title: 'Somebody else’s work',
    agent: null,
    from: bob,
    to: null,
    amount: '3000000000000',
    block: 1190,
    at: Date.now() - 90_000,
  },
]
/** Of the account that has a history. */
export const history = (address: string): HistoryEntry[] => {
  const none = { task: null, title: null, agent: null, counterparty: null, held: '0' }
  const entries: HistoryEntry[] = [
    {
      ...{ ...none, id: '1210-3-0', kind: 'transfer', at: Date.now() - 4_000, block: 1210 },
      ...{ counterparty: bob, free: '2500000000000' },
    },
    {
      ...{ ...none, id: '1204-2-0', kind: 'payout', at: Date.now() - 5_000, block: 1204 },
      ...{ task: 7, title: '=1+1', agent: 'did:ainur:summarizer', counterparty: bob, free: '5000000000000' },
    },
    {
      ...{ ...none, id: '1190-1-0', kind: 'escrow-held', at: Date.now() - 90_000, block: 1190 },
      ...{ task: 6, title: 'Some work', free: '-3000000000000', held: '3000000000000' },
    },
    {
      ...{ ...none, id: '1180-9-0', kind: 'transaction-fee', at: Date.now() - 200_000_000, block: 1180 },
      free: '-1393040001',
    },
  ]
  return address === alice ? entries : []
}
export const totalsOf = (address: string | undefined) => ({
  inEscrow: address ? '12000000000000' : '70000000000000',
  paidOut: address ? '5000000000000' : '90000000000000',
  refunded: '0',
  fees: '0',
  slashed: '0',
  tasks: 2,
})
