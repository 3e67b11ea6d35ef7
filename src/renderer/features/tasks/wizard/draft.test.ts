import { describe, expect, it } from 'vitest'
import { defaultDraft, missing, parseParameters, reachable, trusted, type Parameters } from './draft.ts'
import { steps } from './steps.ts'

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
  bondPpm: 100_000,
  minTimeoutMs: 60_000,
  maxTimeoutMs: 86_400_000,
  maxWindowMs: 2_592_000_000,
  existentialDeposit: '10000000000',
  unbondingMs: 604_800_000,
}
const draft = () => defaultDraft(parameters)

describe('the draft of a task', () => {
  const filled = () => ({ ...draft(), capability: 'echo', title: 'Do it', text: 'Some text.' })

  it('starts with what the network allows', () =>
    expect(missing('money', draft(), parameters, undefined)).toEqual([]))
  it.each([
    ['no title', 'what', { title: '  ' }, 'title'],
    ['no capability', 'what', { capability: '' }, 'capability'],
    ['a title that turns text around', 'what', { title: 'a\u202Eb' }, 'titleHidden'],
    ['a title that cannot be seen', 'what', { title: '\u2800' }, 'title'],
    ['a title of 201 characters', 'what', { title: 'é'.repeat(201) }, 'titleLong'],
    ['no text', 'input', { text: ' ' }, 'text'],
    ['options that are not JSON', 'input', { parameters: '{' }, 'options'],
    ['no file', 'input', { source: 'file' }, 'file'],
    ['no budget', 'money', { budget: null }, 'budget'],
    ['a budget under 1 AINU', 'money', { budget: '999999999999' }, 'budgetRange'],
    ['a budget over a million AINU', 'money', { budget: '1000000000000000001' }, 'budgetRange'],
    ['too little time to dispute', 'money', { disputeWindowMs: 3_599_999 }, 'window'],
    ['too little time to bid', 'money', { biddingMs: 59_999 }, 'bidding'],
    ['more time to bid than there is', 'money', { biddingMs: 2_592_000_001 }, 'bidding'],
    ['59 seconds to work', 'money', { timeoutMs: 59_000 }, 'timeout'],
    ['more than a day to work', 'money', { timeoutMs: 86_400_001 }, 'timeout'],
  ] as const)('says what is missing with %s', (_, step, change, what) => {
    expect(missing(step, filled(), parameters, undefined)).toEqual([])
    expect(missing(step, { ...filled(), ...change }, parameters, undefined)).toEqual([what])
  })
  it('says all that is missing', () =>
    expect(missing('what', draft(), parameters, undefined)).toEqual(['capability', 'title']))
  it('shows no step before those that it builds on are complete', () => {
    expect(reachable('review', draft(), parameters, undefined)).toBe('what')
    expect(reachable('review', { ...filled(), budget: null }, parameters, undefined)).toBe('money')
    for (const step of steps) expect(reachable(step, filled(), parameters, undefined)).toBe(step)
  })
  it('gives more time to dispute where the result is checked by hand, unless a time was chosen', () => {
    const byHand = trusted(draft(), 'manual', parameters)
    expect(byHand).toEqual({ trust: 'manual', disputeWindowMs: 86_400_000 })
    expect(trusted({ ...draft(), ...byHand }, 'optimistic', parameters)).toMatchObject({
      disputeWindowMs: draft().disputeWindowMs,
    })
    expect(trusted({ ...draft(), disputeWindowMs: 7_200_000 }, 'manual', parameters)).toEqual({
      trust: 'manual',
    })
  })
  it('counts characters, not code units', () => {
    expect(missing('what', { ...filled(), title: '😀'.repeat(200) }, parameters, undefined)).toEqual([])
  })
  it.each([
    ['', {}],
    ['{"sentences": 3}', { sentences: 3 }],
    ['[1]', null],
    ['3', null],
    ['{', null],
  ])('reads the options %s', (text, value) => expect(parseParameters(text)).toEqual(value))
})
