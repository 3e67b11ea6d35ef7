import fc from 'fast-check'

const AINU = 1_000_000_000_000n
const SECOND = 1_000
const MINUTE = 60 * SECOND
export const PEOPLE = ['//Alice', '//Bob', '//Charlie', '//Dave', '//Eve']

/** What somebody does next; numbers choose among what there is. */
export interface Step {
  readonly what: (typeof WHATS)[number]
  readonly who: number
  readonly which: number
  /** Planck; most often something that fits. */
  readonly amount: bigint
  /** Time that passes before, ms. */
  readonly wait: number
  /** Whether somebody does it who has no right to. */
  readonly wrong: boolean
}

// Often what moves a task on, now and then what stands in its way.
const WHATS = [
  ...([
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
    'next',
  ] as const),
  ...(['post', 'post', 'post', 'due', 'due', 'due', 'due'] as const),
  ...([
    'bid',
    'start',
    'deliver',
    'accept',
    'dispute',
    'resolve',
    'fail',
    'cancel',
    'retract',
    'retract',
  ] as const),
  ...(['settle', 'settle'] as const),
  ...(['pause', 'resume', 'add-stake', 'unstake', 'withdraw', 'deregister', 'send', 'send-all'] as const),
] as const

/** Random lives of a small market. */
export const histories = (steps: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...WHATS),
      who: fc.nat(PEOPLE.length - 1),
      which: fc.nat(63),
      amount: fc.oneof(
        { weight: 6, arbitrary: fc.bigInt(AINU, 40n * AINU) },
        { weight: 1, arbitrary: fc.constantFrom(0n, 1n, AINU - 1n, 10n * AINU, 10n ** 30n) },
      ),
      wait: fc.oneof(
        { weight: 20, arbitrary: fc.constant(0) },
        { weight: 5, arbitrary: fc.nat(SECOND) },
        { weight: 1, arbitrary: fc.nat(2 * MINUTE) },
      ),
      wrong: fc.oneof(
        { weight: 9, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    }),
    { minLength: steps / 2, maxLength: steps, size: 'max' },
  )

/** The states in which something can be done about a task. */
export const ABOUT: Partial<Record<Step['what'], readonly string[]>> = {
  bid: ['bidding'],
  retract: ['bidding'],
  cancel: ['created', 'bidding'],
  start: ['matched'],
  deliver: ['running'],
  fail: ['matched', 'running'],
  accept: ['verifying'],
  dispute: ['verifying'],
  resolve: ['disputed'],
  settle: ['bidding', 'matched', 'running', 'verifying', 'disputed'],
}

/** What moves a task on. */
export const NEXT: Readonly<Record<string, readonly Step['what'][]>> = {
  bidding: ['bid'],
  matched: ['start'],
  running: ['deliver'],
  verifying: ['accept', 'dispute'],
  disputed: ['resolve'],
}

/** The state that an event leaves a task in. */
export const AFTER: Readonly<Record<string, string>> = {
  BiddingOpened: 'bidding',
  TaskMatched: 'matched',
  TaskStarted: 'running',
  ResultSubmitted: 'verifying',
  TaskDisputed: 'disputed',
  TaskFinalized: 'over',
  TaskCancelled: 'over',
  TaskUnmatched: 'over',
  TaskTimedOut: 'over',
}
