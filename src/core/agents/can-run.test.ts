import { describe, expect, it } from 'vitest'
import type { TaskInput } from '../../contract/tasks.ts'
import type { WasmManifest } from '../../contract/manifest.ts'
import { canRun, type CanRunFacts, type HostFacts } from './can-run.ts'

const AINU = 1_000_000_000_000n
const ainu = (amount: number) => (BigInt(amount) * AINU).toString()
const DID = 'did:ainur:echo'

const manifest: WasmManifest = {
  schemaVersion: 1,
  kind: 'wasm',
  name: 'echo',
  title: 'Echo',
  description: 'Gives back what it gets.',
  version: '1.0.0',
  icon: 'tool',
  component: { file: 'echo.wasm', hash: 'a'.repeat(64) },
  limits: { fuel: '1000000', memory: 65_536, wallMs: 10_000 },
  permissions: [],
  capabilities: [
    {
      name: 'echo',
      title: 'Echo',
      description: 'Gives back what it gets.',
      input: ['text/*', 'application/json'],
      output: ['*/*'],
      parameters: {
        type: 'object',
        properties: { times: { type: 'integer', minimum: 1, maximum: 9 } },
        additionalProperties: false,
      },
      price: ainu(1),
      examples: [],
    },
  ],
}
const input: TaskInput = {
  schema: 'ainur/task-input@1',
  data: 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq',
  mediaType: 'text/plain; charset=utf-8',
  name: null,
  size: 5,
  parameters: { times: 2 },
}
const NOW = 1_800_000_000_000
const host: HostFacts = {
  enabled: true,
  hotKeyFree: ainu(1),
  feesForTask: '20000000000',
  ownerFree: ainu(5),
  ownerNeeds: '110000000000',
  load: { tasks: 0, max: 4, waitMs: 0 },
  manifest,
  input,
  maxInput: 1_000,
}
const facts: CanRunFacts = {
  task: {
    capability: 'echo',
    target: null,
    budget: ainu(5),
    minReputation: 0,
    posted: { state: 'bidding', biddingEnds: NOW + 60_000, timeoutMs: 60_000, bids: 0, highestBid: null },
  },
  agent: { did: DID, status: 'active', capabilities: ['echo'], price: ainu(1), score: 0, stake: ainu(10) },
  minStake: ainu(10),
  maxBids: 64,
  now: NOW,
  host,
}
const codes = (changed: Partial<CanRunFacts>) => canRun({ ...facts, ...changed }).map(({ code }) => code)
const task = (changed: Partial<CanRunFacts['task']>) => ({ task: { ...facts.task, ...changed } })
const posted = (changed: object) => task({ posted: { ...facts.task.posted!, ...changed } })
const agent = (changed: Partial<CanRunFacts['agent']>) => ({ agent: { ...facts.agent, ...changed } })
const hosted = (changed: Partial<HostFacts>) => ({ host: { ...host, ...changed } })
const given = (changed: Partial<TaskInput>) => hosted({ input: { ...input, ...changed } })

describe('canRun', () => {
  it('has nothing against a task that fits', () => expect(canRun(facts)).toEqual([]))

  it.each<[string, Partial<CanRunFacts>, string[]]>([
    ['bidding over', posted({ state: 'matched' }), ['not-open']],
    ['no time for a bid', posted({ biddingEnds: NOW + 100 }), ['bidding-almost-over']],
    ['64 bids, none dearer', posted({ bids: 64, highestBid: ainu(1) }), ['too-many-bids']],
    ['64 bids, one dearer', posted({ bids: 64, highestBid: ainu(2) }), []],
    ['another agent meant', task({ target: 'did:ainur:other' }), ['not-target']],
    [
      'another capability',
      task({ capability: 'paint' }),
      ['capability-not-offered', 'capability-not-offered'],
    ],
    ['price above the budget', agent({ price: ainu(6) }), ['price-above-budget']],
    ['price at the budget', agent({ price: ainu(5) }), []],
    ['reputation too low', task({ minReputation: 1 }), ['reputation-too-low']],
    ['paused', agent({ status: 'paused' }), ['agent-paused']],
    ['retired', agent({ status: 'retired', stake: '0' }), ['agent-retired']],
    ['stake too low', agent({ stake: ainu(9) }), ['stake-too-low']],
    ['switched off', hosted({ enabled: false }), ['hosting-off']],
    ['no money for fees', hosted({ hotKeyFree: '19999999999' }), ['hot-key-empty']],
    ['no money for the bond', hosted({ ownerFree: '109999999999' }), ['owner-balance-too-low']],
    ['as busy as allowed', hosted({ load: { tasks: 4, max: 4, waitMs: 0 } }), ['too-busy']],
    ['no program', hosted({ manifest: 'It is not here.' }), ['program-unavailable']],
    [
      'more memory than this machine gives',
      hosted({ manifest: { ...manifest, limits: { ...manifest.limits, memory: 4_294_967_296 } } }),
      ['memory-above-limit'],
    ],
    ['too little time', posted({ timeoutMs: 9_999 }), ['not-enough-time']],
    ['time enough, after its turn has come', hosted({ load: { tasks: 3, max: 4, waitMs: 50_000 } }), []],
    [
      'too little time after its turn has come',
      hosted({ load: { tasks: 3, max: 4, waitMs: 50_001 } }),
      ['not-enough-time'],
    ],
    ['input nobody has', hosted({ input: 'unavailable' }), ['content-unavailable']],
    ['input that is none', hosted({ input: 'unreadable' }), ['input-not-understood']],
    ['input that is a folder', hosted({ input: 'not-a-file' }), ['input-not-a-file']],
    ['input larger than it says', hosted({ input: 'too-large' }), ['input-too-large']],
    ['input not looked at', hosted({ input: null }), []],
    ['wrong media type', given({ mediaType: 'image/png' }), ['media-type-not-accepted']],
    ['input too large', given({ size: 1_001 }), ['input-too-large']],
    ['wrong parameter', given({ parameters: { times: 'twice' } }), ['parameters-invalid']],
    ['unknown parameter', given({ parameters: { other: 1 } }), ['parameters-invalid']],
    ['parameter out of range', given({ parameters: { times: 10 } }), ['parameters-invalid']],
    ['no host asked', { host: null }, []],
  ])('%s', (_, changed, expected) => expect(codes(changed)).toEqual(expected))

  it('takes a task meant for it although it does not offer the capability, if its program knows it', () => {
    expect(codes({ ...task({ target: DID }), ...agent({ capabilities: ['other'] }) })).toEqual([])
  })

  it('names every reason at once, in sentences with figures', () => {
    const reasons = canRun({
      ...facts,
      ...task({ minReputation: 5 }),
      ...agent({ price: ainu(7), status: 'paused' }),
    })
    expect(reasons.map(({ code }) => code)).toEqual([
      'price-above-budget',
      'reputation-too-low',
      'agent-paused',
    ])
    expect(reasons[0]).toEqual({
      code: 'price-above-budget',
      message: 'The agent asks for 7 AINU, the budget is 5 AINU.',
      detail: { price: ainu(7), budget: ainu(5) },
      said: { code: 'reasons.price-above-budget', facts: { price: ainu(7), budget: ainu(5) } },
    })
  })

  it('leaves parameters to the agent where its schema is beyond the validator', () => {
    const odd = { type: 'object', if: {}, then: {} }
    const [capability] = manifest.capabilities
    const other = { ...manifest, capabilities: [{ ...capability!, parameters: odd }] }
    expect(codes(hosted({ manifest: other, input: { ...input, parameters: { x: 1 } } }))).toEqual([])
  })
})
