import { setTimeout as delay } from 'node:timers/promises'
import { addDevAccount } from '../../src/core/testing/accounts.ts'
import { startCore } from '../../src/core/testing/core.ts'
import { marketOf } from '../../src/core/testing/market.ts'
import { watchLoop } from './loop-watch.ts'

/** Bytes, after so many tasks. */
export interface MemorySample {
  readonly tasks: number
  /** Of the process: core, embedded chain's thread, everything. */
  readonly rss: number
  /** Of the core's thread. */
  readonly heap: number
  /** The longest that the core's event loop was busy since the sample before, ms of processor time. */
  readonly blocked: number
}

// node memory-core.ts <data folder> <tasks> <sample every>
const [folder, tasks, every] = process.argv.slice(2)
const AT_ONCE = 5
/** Long enough to bid on all of them on a busy machine. */
const BIDDING_MS = 4_000
const SETTLE_MS = 2_000

async function sample(done: number): Promise<void> {
  await delay(SETTLE_MS)
  const blocked = longestBlock()
  globalThis.gc?.()
  await delay(SETTLE_MS)
  const { rss, heapUsed } = process.memoryUsage()
  longestBlock()
  process.send!({ tasks: done, rss, heap: heapUsed, blocked } satisfies MemorySample)
}

const longestBlock = watchLoop()
const core = await startCore({ dataDir: folder! })
await sample(0)
const market = marketOf(core)
const submitter = await addDevAccount(core, 'Alice')
const owner = await addDevAccount(core, 'Bob')
await market.host(owner, 'echo')
for (let done = 0; done < Number(tasks);) {
  const batch = Array.from({ length: AT_ONCE }, (_, i) => done + i)
  await Promise.all(
    batch.map(async (n) => {
      const { outcome } = await market.reached(
        await market.post(submitter, `Task ${n}`, { biddingMs: BIDDING_MS }),
        'finalized',
      )
      if (outcome !== 'paid') throw new Error(`task ${n} was not paid`)
    }),
  )
  done += AT_ONCE
  if (done % Number(every) === 0) await sample(done)
}
await core.stop()
process.disconnect!()
