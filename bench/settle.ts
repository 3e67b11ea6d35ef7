/**
 * A task from "post" to "finalized" on the embedded chain with a hosted agent, through the contract: wall time, blocks,
 * and where the time goes. What the rules of the network ask for (bidding, dispute window) is told apart from what the
 * chain and Ainur need.
 *
 *     node bench/settle.ts [--json]
 */
import { addDevAccount } from '../src/core/testing/accounts.ts'
import { startCore } from '../src/core/testing/core.ts'
import { marketOf } from '../src/core/testing/market.ts'
import { withFolder } from './support/folder.ts'
import { median, report } from './support/report.ts'

const TASKS = 7
const WINDOW_MS = 1_000

interface Parts {
  /** Ms on the wall from calling `tx.submit` until `tasks.get` says finalized. */
  total: number
  blocks: number
  /** Ms of chain time between the states, and what the sandbox took on the wall. */
  bidding: number
  toStart: number
  work: number
  window: number
  sandbox: number
  /** Ms from the call until the task is in a block and indexed. */
  post: number
}

await withFolder(async (folder) => {
  const core = await startCore({ dataDir: folder })
  try {
    const { api } = core
    const market = marketOf(core)
    const submitter = await addDevAccount(core, 'Alice')
    const owner = await addDevAccount(core, 'Bob')
    const did = await market.host(owner, 'echo')
    const height = async () => (await api.chain.status()).finalized!

    async function settle(n: number): Promise<Parts> {
      const from = await height()
      const start = performance.now()
      const id = await market.post(submitter, `Task ${n}`, {
        biddingMs: WINDOW_MS,
        disputeWindowMs: WINDOW_MS,
      })
      const post = performance.now() - start
      const task = await market.reached(id, 'finalized')
      const total = performance.now() - start
      if (task.outcome !== 'paid') throw new Error(`task ${id} was not paid: ${task.cause}`)
      const at = (state: string) => task.timeline.find((entry) => entry.state === state)!.at
      const [run] = await api.agents.runs({ did })
      return {
        total,
        blocks: (await height()) - from,
        post,
        bidding: at('matched') - at('created'),
        toStart: at('running') - at('matched'),
        work: at('verifying') - at('running'),
        window: at('finalized') - at('verifying'),
        sandbox: run!.wallMs,
      }
    }

    await settle(0)
    const all: Parts[] = []
    for (let n = 1; n <= TASKS; n++) all.push(await settle(n))
    const of = (part: keyof Parts) => median(all.map((parts) => parts[part]))
    const own = median(all.map(({ total }) => total - 2 * WINDOW_MS))
    report('settle', {
      total: { label: 'post to finalized, wall', value: of('total'), unit: 'ms' },
      rules: { label: 'of which bidding and dispute window by the rules', value: 2 * WINDOW_MS, unit: 'ms' },
      own: { label: 'of which chain, host and sandbox', value: own, unit: 'ms', aim: { most: 5_000 } },
      post: { label: 'post: signed, in a block, indexed', value: of('post'), unit: 'ms' },
      bidding: { label: 'created to matched (chain time)', value: of('bidding'), unit: 'ms' },
      toStart: { label: 'matched to running (chain time)', value: of('toStart'), unit: 'ms' },
      work: { label: 'running to result on chain (chain time)', value: of('work'), unit: 'ms' },
      sandbox: { label: 'of which in the sandbox', value: of('sandbox'), unit: 'ms' },
      window: { label: 'result to finalized (chain time)', value: of('window'), unit: 'ms' },
      blocks: { label: 'blocks', value: of('blocks'), unit: '' },
    })
  } finally {
    await core.stop()
  }
})
