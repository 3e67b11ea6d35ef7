import { describe, expect, it } from 'vitest'
import { complete, defaultDraft, parseParameters, type Parameters } from './draft.ts'

const parameters: Parameters = {
  minBiddingMs: 60_000,
  minDisputeMs: 3_600_000,
  startMs: 300_000,
  resolutionMs: 86_400_000,
  protocolFeePpm: 20_000,
  minStake: '10000000000000',
  minBudget: '1000000000000',
  maxBudget: '1000000000000000000',
  minPrice: '100000000000',
  minBond: '100000000000',
  minTimeoutMs: 60_000,
  maxTimeoutMs: 86_400_000,
  maxWindowMs: 2_592_000_000,
  existentialDeposit: '10000000000',
  unbondingMs: 604_800_000,
}
const draft = () => defaultDraft(parameters)

describe('the draft of a task', () => {
  it('starts with what the network allows', () => expect(complete('money', draft(), parameters)).toBe(true))
  it.each([
    ['no title', 'what', { capability: 'echo', title: '  ' }],
    ['no capability', 'what', { title: 'Do it' }],
    ['a title of 201 characters', 'what', { capability: 'echo', title: 'é'.repeat(201) }],
    ['no text', 'input', { text: ' ' }],
    ['options that are not JSON', 'input', { text: 'x', parameters: '{' }],
    ['no file', 'input', { source: 'file' }],
    ['no budget', 'money', { budget: null }],
    ['a budget under 1 AINU', 'money', { budget: '999999999999' }],
    ['a budget over a million AINU', 'money', { budget: '1000000000000000001' }],
    ['too little time to dispute', 'money', { disputeWindowMs: 3_599_999 }],
    ['too little time to bid', 'money', { biddingMs: 59_999 }],
    ['59 seconds to work', 'money', { timeoutMs: 59_000 }],
    ['more than a day to work', 'money', { timeoutMs: 86_400_001 }],
  ] as const)('is not complete with %s', (_, step, change) => {
    expect(complete(step, { ...draft(), ...change }, parameters)).toBe(false)
  })
  it('counts characters, not code units', () => {
    expect(complete('what', { ...draft(), capability: 'echo', title: '😀'.repeat(200) }, parameters)).toBe(
      true,
    )
  })
  it.each([
    ['', {}],
    ['{"sentences": 3}', { sentences: 3 }],
    ['[1]', null],
    ['3', null],
    ['{', null],
  ])('reads the options %s', (text, value) => expect(parseParameters(text)).toEqual(value))
})
