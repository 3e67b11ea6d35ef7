import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { terminalStates } from '../../contract/tasks.ts'
import { startCore } from '../testing/core.ts'
import { badEndings } from '../testing/endings.ts'
import { faultyPackage } from '../testing/faulty.ts'
import { marketOf } from '../testing/market.ts'

// Work goes on where it stood: the chain says what there is to do, whatever moment the core was stopped at.
test('tasks that were under way at a stop end as if there had been none', async () => {
  let t = await startCore()
  let market = marketOf(t)
  try {
    const owner = await market.person('Owner')
    const submitter = await market.person('Submitter')
    const echo = await market.host(owner, 'echo')
    await t.api.agents.install({
      files: await faultyPackage({ fuel: '4000000000', memory: 33_554_432, wallMs: 30_000 }),
    })
    await market.host(owner, 'faulty')
    const slow = await market.post(submitter, 'slow', { capability: 'faulty', parameters: { mode: 'loop' } })
    await market.reached(slow, 'running')
    const tasks = [slow]
    // Some are open for so short a time that a stop can make them miss it; the last one has time enough.
    for (const biddingMs of [2_000, 4_000, 8_000, 20_000])
      tasks.push(await market.post(submitter, `open for ${biddingMs}`, { biddingMs }))
    const stops: number[] = []

    // Bids, matches, starts, results: each stop comes at another moment.
    for (const pause of [200, 1_500, 2_600]) {
      await delay(pause)
      stops.push((await t.api.chain.status()).finalized!)
      await t.stop()
      t = await startCore({ dataDir: t.dataDir })
      market = marketOf(t)
    }
    const ended = []
    for (const task of tasks) ended.push(await market.reached(task, ...terminalStates))

    const [first, ...rest] = ended
    expect(first).toMatchObject({ state: 'timed-out', cause: 'reported' })
    expect(first!.failure).toMatch(/fuel/)
    expect(badEndings(rest, stops)).toEqual([])
    expect(rest.at(-1)).toMatchObject({ state: 'finalized', outcome: 'paid', agent: echo })
    for (const address of [owner, submitter]) await market.total(address)
    const { agents } = await t.api.system.status({})
    expect(agents).toEqual({ hosted: 2, working: 0 })
  } finally {
    await t.remove()
  }
})
