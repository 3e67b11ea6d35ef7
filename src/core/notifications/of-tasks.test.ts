import { expect, test } from 'vitest'
import { delivered, finalized, openIndex, OWNER, SUBMITTER, task } from '../testing/told-index.ts'
import { newsOfTasks } from './of-tasks.ts'

type Party = 'agent' | 'submitter'
/** What an account is told of the end of a disputed task, in English. */
function toldOf(account: string, inFavourOf: Party | null) {
  const world = openIndex()
  delivered(world)
  world.happen(task('TaskDisputed', { task: 0, reason: 'No', bond: '4000000000000', resolveBy: 9e12 }))
  const ends = {
    agent: { outcome: 'paid', cause: 'resolved', forfeited: '4000000000000', paid: '39000000000000' },
    submitter: {
      ...{ outcome: 'refunded', cause: 'resolved', paid: '0', fee: '0' },
      ...{ refunded: '40000000000000', slashed: '10' },
    },
    silent: { outcome: 'paid', cause: 'resolver-silent', paid: '39000000000000' },
  }
  const resolved = inFavourOf ? [task('DisputeResolved', { task: 0, inFavourOf })] : []
  world.happen(...resolved, finalized(ends[inFavourOf ?? 'silent']))
  const { news } = newsOfTasks(world.index.db, new Set([account]), { block: -1, ids: null })
  return news.filter(({ kind }) => kind === 'dispute').map(({ bad, said }) => [bad ?? false, said.message])
}

test.each<[Party | null, boolean, RegExp]>([
  ['agent', true, /decided for the agent: it was paid, and your bond of 4 AINU went to its operator\.$/],
  ['submitter', false, /decided for you: 40 AINU of escrow and your bond of 4 AINU came back\.$/],
  [null, false, /in time: the agent was paid, and your bond of 4 AINU came back\.$/],
])('who disputed is told once what a dispute decided for %s moved, and why', (inFavourOf, bad, words) => {
  expect(toldOf(SUBMITTER, inFavourOf)).toEqual([[bad, expect.stringMatching(words)]])
})

test.each<[Party | null, boolean, RegExp]>([
  ['agent', false, /for echo: you get 39 AINU for the work and the bond of 4 AINU of who disputed it\.$/],
  [
    'submitter',
    true,
    /against echo: it is not paid, and you lose 0\.00000000001 AINU of the bond behind its bid\.$/,
  ],
  [null, false, /in time: you get 39 AINU for the work of echo\.$/],
])('so is the operator, who is also told that it was raised: decided for %s', (inFavourOf, bad, words) => {
  expect(toldOf(OWNER, inFavourOf)).toEqual([
    [true, 'The submitter disputes what echo delivered for “A task”.'],
    [bad, expect.stringMatching(words)],
  ])
})
