import type { ChainClock } from './clock.ts'

/** A block waits so long for more transactions after each one, */
const BATCH_MS = 3
/** but no longer than this after the first: what a block costs by itself is shared by many. */
const LONGEST_BATCH_MS = 30
/** While a deadline is pending, so much chain time at most passes without a block (it is also what a crash can lose). */
const HEARTBEAT_CHAIN_MS = 6_000
/** However fast the chain's time runs, heartbeats are no denser than this. */
const SHORTEST_HEARTBEAT_MS = 100

export interface ScheduleOptions {
  readonly clock: ChainClock
  /** Whether transactions wait for a block. */
  readonly hasTransactions: () => boolean
  /** Asks for a block; `wanted` says again, when it is its turn, whether there is still a reason. */
  readonly queueBlock: (wanted: () => boolean) => unknown
}

/** When the next block is due: soon for transactions, at a deadline for it, and heartbeats between. */
export function createSchedule({ clock, hasTransactions, queueBlock }: ScheduleOptions) {
  let lastBlockAt = performance.now()
  let timer: NodeJS.Timeout | undefined
  let batch: NodeJS.Timeout | undefined
  /** When the batch ends at the latest, and at the earliest. */
  let [batchEnds, notBefore] = [0, 0]
  let stopped = false

  const heartbeatIn = () =>
    lastBlockAt + Math.max(HEARTBEAT_CHAIN_MS / clock.speed(), SHORTEST_HEARTBEAT_MS) - performance.now()

  function isDue(): boolean {
    const due = clock.due()
    return due !== null && (clock.now() >= due || heartbeatIn() <= 0)
  }

  function submitted(delayMs = BATCH_MS): void {
    if (stopped) return
    const now = performance.now()
    if (!batch) batchEnds = now + LONGEST_BATCH_MS
    if (delayMs > BATCH_MS) notBefore = now + delayMs
    clearTimeout(batch)
    batch = setTimeout(
      () => {
        batch = undefined
        queueBlock(hasTransactions)
      },
      Math.max(0, notBefore - now, Math.min(delayMs, batchEnds - now)),
    )
  }

  /** Sets the timer to the next moment at which there may be something to do, but not before `atLeastMs`. */
  function next(atLeastMs = 0): void {
    clearTimeout(timer)
    if (stopped) return
    if (hasTransactions()) submitted(Math.max(atLeastMs, BATCH_MS))
    const due = clock.due()
    if (due === null) return
    const wait = Math.min(clock.realMsUntil(due), heartbeatIn(), clock.readWithin())
    timer = setTimeout(
      () => {
        if (isDue()) queueBlock(isDue)
        else next()
      },
      Math.max(Math.ceil(wait), atLeastMs, 0),
    )
  }

  return {
    next,
    /** Something entered the pool. */
    submitted: () => submitted(),
    blockMade: () => void (lastBlockAt = performance.now()),
    stop() {
      stopped = true
      clearTimeout(timer)
      clearTimeout(batch)
    },
  }
}
