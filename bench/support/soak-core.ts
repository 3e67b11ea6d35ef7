import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { addDevAccount } from '../../src/core/testing/accounts.ts'
import { startCore, type TestCore } from '../../src/core/testing/core.ts'
import { ainu, marketOf } from '../../src/core/testing/market.ts'

/** How a core stands after so many tasks. */
export interface SoakSample {
  readonly tasks: number
  /** Tasks that nobody bid on in time: the machine is too busy for this benchmark where these are many. */
  readonly unpaid: number
  /** From the import of the core to a core that is ready, ms; and until its index shows the whole chain. */
  readonly readyMs: number
  readonly currentMs: number
  /** On the wall for a task of the quarter, ms; 0 before the first. */
  readonly taskMs: number
  /** Of the processor in the core and its chain, for a task: what says the same on a busy machine, ms. */
  readonly taskCpuMs: number
  readonly blocks: number
  /** Of the process, bytes. */
  readonly rss: number
  readonly handles: number
  /** Bytes on the disk. */
  readonly chain: number
  readonly index: number
  readonly local: number
  readonly content: number
}

// node soak-core.ts <data folder> <tasks> <sample every>: without tasks it only starts and stops.
const [folder = '', tasks = '0', every = '1'] = process.argv.slice(2)
const AT_ONCE = 10
/** Long enough to bid on all of them on a busy machine. */
const BIDDING_MS = 8_000
const SETTLE_MS = 3_000
/** For the fees of all its work: an agent stops to bid when it runs dry. */
const FEES_AINU = 200

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.size ?? 0
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}
const sizeOfAll = (start: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .reduce((sum, name) => sum + sizeOf(join(folder, name)), 0)

/** Open files and sockets, as far as the system tells of them. */
function countHandles(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return process.getActiveResourcesInfo().length
  }
}

async function sample({ api }: TestCore, done: Done, times: Times): Promise<void> {
  await delay(SETTLE_MS)
  globalThis.gc?.()
  process.send!({
    ...done,
    ...times,
    blocks: (await api.chain.status()).head ?? 0,
    rss: process.memoryUsage.rss(),
    handles: countHandles(),
    chain: sizeOfAll('chain'),
    index: sizeOfAll('index'),
    local: sizeOfAll('local.db'),
    content: sizeOfAll('content'),
  } satisfies SoakSample)
  // Nothing happens until whoever listens has looked at the files.
  await once(process, 'message')
}

type Times = Pick<SoakSample, 'readyMs' | 'currentMs'>
type Done = Pick<SoakSample, 'tasks' | 'unpaid' | 'taskMs' | 'taskCpuMs'>

const started = performance.now()
const core = await startCore({ dataDir: folder })
const readyMs = performance.now() - started
while ((await core.api.chain.status()).lag !== 0) await delay(5)
const times = { readyMs, currentMs: performance.now() - started }
if (Number(tasks) === 0) await sample(core, { tasks: 0, unpaid: 0, taskMs: 0, taskCpuMs: 0 }, times)
else await work(core, Number(tasks), Number(every))
await core.stop()
process.disconnect!()

async function work(running: TestCore, all: number, quarter: number): Promise<void> {
  const market = marketOf(running)
  // Longer than all of it takes: accounts lock by themselves.
  await running.api.settings.set({ unlockMinutes: 1440 })
  const submitter = await addDevAccount(running, 'Alice')
  const owner = await addDevAccount(running, 'Bob')
  const did = await market.host(owner, 'echo')
  const agent = (await running.api.agents.hosted()).find((hosted) => hosted.did === did)!
  await market.sign(owner, {
    type: 'transfer',
    to: agent.hotKey,
    amount: ainu(FEES_AINU),
    keepAlive: true,
  })
  let since = performance.now()
  let cpu = process.cpuUsage()
  let unpaid = 0
  for (let done = 0; done < all;) {
    const batch = Array.from({ length: Math.min(AT_ONCE, all - done) }, (_, i) => done + i)
    const ends = await Promise.all(
      batch.map(async (n) => {
        const id = await market.post(submitter, `Task ${n}`, { biddingMs: BIDDING_MS })
        return market.reached(id, 'finalized', 'no-bids')
      }),
    )
    unpaid += ends.filter(({ outcome }) => outcome !== 'paid').length
    done += batch.length
    if (done % quarter !== 0) continue
    const { user, system } = process.cpuUsage(cpu)
    const [taskMs, taskCpuMs] = [performance.now() - since, (user + system) / 1_000].map((ms) => ms / quarter)
    await sample(running, { tasks: done, unpaid, taskMs: taskMs!, taskCpuMs: taskCpuMs! }, times)
    since = performance.now()
    cpu = process.cpuUsage()
  }
}
