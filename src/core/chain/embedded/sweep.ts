import type { ChainDatabase } from './database.ts'
import type { HistoryPlace } from './database-history.ts'
import { DamagedRowError } from './errors.ts'
import { SYSTEM_EVENTS } from './keys.ts'
import { linkedBlock } from './sound-state.ts'

const BLOCKS_A_SLICE = 100
const ROWS_A_SLICE = 500
const START: HistoryPlace = { key: '', block: Number.MAX_SAFE_INTEGER }

/**
 * Looks at every row of the chain up to block `height`, in slices between which others get their turn, and gives the
 * numbers of blocks of which something is damaged.
 */
export async function sweep(
  database: ChainDatabase,
  height: number,
  pause: () => Promise<unknown>,
): Promise<number[]> {
  const damaged = new Set<number>()
  for (let number = 0; number <= height; number++) {
    if (!linkedBlock(database, number) || !hasEvents(database, number, height)) damaged.add(number)
    if (number % BLOCKS_A_SLICE === BLOCKS_A_SLICE - 1) await pause()
  }
  for (let place: HistoryPlace | null = START; place;) {
    const slice = database.sweepHistory(place, ROWS_A_SLICE)
    for (const block of slice.damaged) damaged.add(Math.min(Math.max(block, 0), height))
    place = slice.next
    await pause()
  }
  return [...damaged].sort((a, b) => a - b)
}

function hasEvents(database: ChainDatabase, number: number, height: number): boolean {
  try {
    return number === 0 || database.stateAt(number, height).get(SYSTEM_EVENTS) !== null
  } catch (error) {
    if (error instanceof DamagedRowError) return false
    throw error
  }
}
