import { expect, onTestFinished, test } from 'vitest'
import type { RuntimeExecutor } from '../chain/embedded/executor/executor.ts'
import { openLab, type Lab, type Signed } from '../testing/lab.ts'

const AINU = 1_000_000_000_000n
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const MINUTE_MS = 60_000
const A_BLOCK = 50

/** Counts what runtime calls ask of the state and change in it. */
function counted() {
  const counts = { calls: 0, gets: 0, nexts: 0, changes: 0 }
  const watch = (executor: RuntimeExecutor): RuntimeExecutor => ({
    ...executor,
    async call(task, state) {
      counts.calls++
      const outcome = await executor.call(task, {
        get: (key) => (counts.gets++, state.get(key)),
        next: (key) => (counts.nexts++, state.next(key)),
      })
      counts.changes += outcome.changes.size
      return outcome
    },
  })
  return { counts, watch }
}

/** Posts tasks and takes them back: they are over. */
async function tasksOver(lab: Lab, from: number, count: number): Promise<void> {
  const alice = lab.key('//Alice')
  const market = lab.tx['tasks']!
  for (let id = from; id < from + count; id += A_BLOCK) {
    const calls = Array.from({ length: A_BLOCK }, (_, i): Signed[] => [
      [
        market['post']!({
          ...{ title: `Task ${id + i}`, capability: 'echo', target: null, inputCid: CID, budget: AINU },
          ...{ trust: 'Optimistic', minReputation: 0, opensInMs: 0 },
          ...{ biddingMs: MINUTE_MS, timeoutMs: MINUTE_MS, disputeWindowMs: MINUTE_MS },
        }),
        alice,
      ],
      [market['cancel']!(id + i), alice],
    ])
    await lab.block(...calls.flat())
  }
}

async function openCounted() {
  const { counts, watch } = counted()
  const lab = await openLab({ watch })
  onTestFinished(() => lab.close())
  const emptyBlock = async () => {
    Object.assign(counts, { calls: 0, gets: 0, nexts: 0, changes: 0 })
    await lab.block()
    return { ...counts }
  }
  // The first block of a chain and one behind a full one are not like the others.
  await lab.block()
  return { lab, emptyBlock }
}

test('an empty block asks and changes the same, whatever happened before', async () => {
  const { lab, emptyBlock } = await openCounted()
  const young = await emptyBlock()
  await tasksOver(lab, 0, 300)
  await lab.block()
  const before = lab.stateSize()
  expect(await emptyBlock()).toEqual(young)
  expect(lab.stateSize() - before).toBe(1)
})

test('what is over leaves the state, with all that belongs to it', async () => {
  const { lab } = await openCounted()
  await tasksOver(lab, 0, A_BLOCK)
  const sizes = [lab.stateSize()]
  await lab.pass(9 * MINUTE_MS)
  await lab.block()
  sizes.push(lab.stateSize())
  await lab.pass(MINUTE_MS)
  await lab.block()
  sizes.push(lab.stateSize())
  const [posted, kept, left] = sizes as [number, number, number]
  // Each block adds its own hash. A task is an item, and so is the time of its removal.
  expect(kept - posted).toBe(1)
  expect(kept - left).toBe(2 * A_BLOCK - 1)
})
