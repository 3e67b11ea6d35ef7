import { expect, test } from 'vitest'
import type { TaskDetail, TaskState, TimelineEntry } from '../../contract/tasks.ts'
import { badEndings } from '../testing/endings.ts'

type Step = readonly [block: number, state: TaskState]
const ended = (last: Partial<TaskDetail>, ...steps: Step[]): TaskDetail => {
  const timeline: TimelineEntry[] = steps.map(([block, state]) => ({
    block,
    state,
    at: 0,
    text: '',
    said: { code: '', facts: {} },
    money: [],
  }))
  return { id: 1, title: 't', failure: null, cause: null, ...last, timeline } as TaskDetail
}
const bidding = [
  [10, 'created'],
  [10, 'bidding'],
] as const satisfies Step[]
const unmatched = ended({ state: 'no-bids', outcome: 'refunded' }, ...bidding, [20, 'no-bids'])
const paid = { state: 'finalized', outcome: 'paid' } as const

test('a task that was not paid is excused only by a stop while bidding was open', () => {
  expect(badEndings([unmatched], [12])).toEqual([])
  expect(badEndings([unmatched], [10])).toEqual([])
  for (const stops of [[], [9], [20], [9, 20]]) expect(badEndings([unmatched], stops)).toHaveLength(1)
  for (const cause of ['not-started', 'no-result', 'reported'])
    expect(
      badEndings(
        [ended({ state: 'timed-out', outcome: 'refunded', cause }, ...bidding, [30, 'timed-out'])],
        [12],
      ),
    ).toEqual([expect.stringMatching(`timed-out refunded ${cause}.*10 bidding.*stopped at 12`)])
})

test('a task is delivered once', () => {
  const once = ended(paid, ...bidding, [15, 'verifying'], [20, 'finalized'])
  const twice = ended(paid, ...bidding, [15, 'verifying'], [16, 'verifying'], [20, 'finalized'])
  const lost = ended({ state: 'finalized', outcome: 'refunded' }, ...bidding, [15, 'verifying'])
  expect(badEndings([once], [12])).toEqual([])
  expect(badEndings([twice], [12])[0]).toMatch(/^2 results/)
  expect(badEndings([lost], [12])).toHaveLength(1)
})
