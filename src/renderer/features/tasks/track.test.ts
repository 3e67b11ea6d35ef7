import { describe, expect, it } from 'vitest'
import type { TaskState, TimelineEntry } from '../../../contract/tasks.ts'
import { stopsOf } from './track.ts'

const unnamed = { code: '', facts: {} }
const entry = (state: TaskState): TimelineEntry => ({
  state,
  at: 1,
  block: 1,
  text: state,
  said: unnamed,
  money: [],
})
const show = (task: Parameters<typeof stopsOf>[0]) =>
  stopsOf(task).map((stop) => `${stop.state}:${stop.status}`)

describe('the stops of a task', () => {
  it('shows what is ahead while the task runs', () => {
    expect(
      show({
        state: 'matched',
        outcome: null,
        timeline: [entry('created'), entry('bidding'), entry('matched')],
      }),
    ).toEqual([
      'created:done',
      'bidding:done',
      'matched:current',
      'running:ahead',
      'verifying:ahead',
      'finalized:ahead',
    ])
  })
  it('ends where the money came back', () => {
    expect(
      show({
        state: 'no-bids',
        outcome: 'refunded',
        timeline: [entry('created'), entry('bidding'), entry('no-bids')],
      }),
    ).toEqual(['created:done', 'bidding:done', 'no-bids:refunded'])
  })
  it('marks a dispute that the agent lost as refunded, one that it won as done', () => {
    const timeline = [entry('created'), entry('verifying'), entry('disputed'), entry('finalized')]
    expect(show({ state: 'finalized', outcome: 'refunded', timeline }).at(-1)).toBe('finalized:refunded')
    expect(show({ state: 'finalized', outcome: 'paid', timeline }).at(-1)).toBe('finalized:done')
  })
  it('shows nothing ahead of the end, also where the state is behind the history', () => {
    const timeline = [entry('verifying'), entry('disputed'), entry('finalized')]
    expect(show({ state: 'disputed', outcome: null, timeline })).toEqual([
      'verifying:done',
      'disputed:done',
      'finalized:done',
    ])
  })
  it('shows a dispute in the middle of the way to the end', () => {
    expect(
      show({ state: 'disputed', outcome: null, timeline: [entry('verifying'), entry('disputed')] }),
    ).toEqual(['verifying:done', 'disputed:current', 'finalized:ahead'])
  })
})
