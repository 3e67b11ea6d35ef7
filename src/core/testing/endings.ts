import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskDetail } from '../../contract/tasks.ts'
import { openDatabase } from '../chain/embedded/database.ts'

/** Number of the last block of the embedded chain in a data folder that nobody has open; -1 before the first. */
export function heightOnDisk(dataDir: string): number {
  const folder = join(dataDir, 'chain')
  if (!existsSync(folder)) return -1
  const database = openDatabase(folder)
  const height = database.height() ?? -1
  database.close()
  return height
}

/**
 * What is wrong with how tasks ended on a machine whose core was stopped at these blocks. Each has to be done once and
 * paid. One exception: nobody bid, and the core was stopped while bidding was open, as the chain's time begins
 * to run again a moment before the agents are up. Whoever was chosen has to deliver: the time to start and to deliver
 * stands still while the core is down and is longer than any pause between stops.
 */
export function badEndings(tasks: readonly TaskDetail[], stops: readonly number[]): string[] {
  return tasks.flatMap((task) => {
    const { id, title, state, outcome, cause, failure, timeline } = task
    const steps = timeline.map((step) => `${step.block} ${step.state}`).join(', ')
    const saw = `task ${id} "${title}": ${state} ${outcome} ${cause} ${failure ?? ''} (${steps}; stopped at ${stops.join(', ')})`
    const results = timeline.filter((step) => step.state === 'verifying').length
    if (state === 'finalized' && outcome === 'paid')
      return results === 1 ? [] : [`${results} results: ${saw}`]
    const begin = timeline[0]?.block ?? 0
    const end = timeline.at(-1)?.block ?? 0
    const excused = state === 'no-bids' && stops.some((block) => block >= begin && block < end)
    return excused ? [] : [saw]
  })
}
