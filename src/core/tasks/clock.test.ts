import { expect, onTestFinished, test } from 'vitest'
import { openLab, type Signed } from '../testing/lab.ts'
import { openIndex } from '../testing/told-index.ts'
import { taskRow } from './query.ts'

const AINU = 1_000_000_000_000n
const SLOT = 6_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

test('on a network with validators the index knows to the block when a deadline passes, however long the chain stood still', async () => {
  const lab = await openLab({ preset: 'development' })
  onTestFinished(() => lab.close())
  const { indexer, index } = openIndex()
  indexer.apply([{ number: 0, hash: lab.genesisHash, time: lab.now(), events: [] }])
  const make = async (...calls: Signed[]) => {
    const block = await lab.block(...calls)
    indexer.apply([block])
    return block
  }
  const post = () =>
    lab.tx['tasks']!['post']!({
      title: 'A task',
      capability: 'echo',
      target: null,
      inputCid: CID,
      budget: AINU,
      trust: 'Optimistic',
      minReputation: 0,
      opensInMs: 0,
      biddingMs: 2 * MINUTE,
      timeoutMs: MINUTE,
      disputeWindowMs: HOUR,
    })
  const row = (task: number) => taskRow(index.db, task)!

  await make([post(), lab.key('//Alice')])
  const posted = lab.now()
  await make()
  expect(row(0)).toMatchObject({ state: 'bidding', deadline: posted + 2 * MINUTE })

  lab.stall(10 * HOUR)
  await make()
  expect(row(0).state).toBe('bidding')
  expect(row(0).deadline).toBeGreaterThan(lab.now())
  // A second stall, and a task that is posted behind both.
  lab.stall(HOUR)
  await make([post(), lab.key('//Alice')])
  expect(row(1).biddingEnds).toBe(lab.now() + 2 * MINUTE)

  for (const task of [0, 1]) {
    const ends = row(task).deadline!
    while (lab.now() + SLOT < ends) {
      expect(row(task).state).toBe('bidding')
      await make()
    }
    while (row(task).state === 'bidding') await make()
    expect(lab.now() - ends).toBeLessThan(SLOT)
    expect(row(task).state).toBe('no-bids')
  }
})
