import type { BuiltBlock } from './block-builder.ts'
import { createClock, type ChainClock } from './clock.ts'
import { toHex } from './executor/scale.ts'
import type { Ledger } from './ledger.ts'
import type { Pool } from './pool.ts'

/** Transactions that arrive within this time share a block. */
const BATCH_MS = 3
/** While a deadline is pending, so much chain time at most passes without a block (it is also what a crash can lose). */
const HEARTBEAT_CHAIN_MS = 6_000
/** However fast the chain's time runs, heartbeats are no denser than this. */
const SHORTEST_HEARTBEAT_MS = 100
/** A state older than this would judge a new transaction by yesterday's time: an empty block comes first. */
const STALE_AFTER_MS = 6_000
/** Nothing to do for so long after a block that could not be made. */
const RETRY_MS = 1_000

export interface ProducerOptions {
  readonly ledger: Ledger
  readonly pool: Pool
  readonly speed: number
  /** Awaited before the transactions' watchers hear of the block. */
  readonly onBlock: (block: BuiltBlock, ms: number) => Promise<void> | void
  /** A block could not be made, in words, or null: one was made again. */
  readonly onTrouble: (words: string | null) => void
}

/** Makes blocks: one per transaction (or few at once), one for every deadline when it is due, and heartbeats between. */
export async function startProducer({ ledger, pool, speed, onBlock, onTrouble }: ProducerOptions) {
  const clock: ChainClock = createClock({
    start: ledger.head().time,
    pending: await ledger.nextDeadline(),
    speed,
  })
  let timer: NodeJS.Timeout | undefined
  let building: Promise<void> = Promise.resolve()
  let lastBlockAt = performance.now()
  let lastBlockMs: number | null = null
  let batch: NodeJS.Timeout | undefined
  let stopped = false
  let trouble: string | null = null

  const tell = (words: string | null) => {
    if (words !== trouble) onTrouble((trouble = words))
  }

  async function makeBlock(): Promise<void> {
    const from = performance.now()
    const chosen = pool.ready()
    const block = await ledger.addBlock({
      time: clock.now(),
      deadline: clock.due(),
      extrinsics: chosen.map(({ extrinsic }) => extrinsic),
    })
    clock.blockMade(block.timestamp, await ledger.nextDeadline())
    lastBlockAt = performance.now()
    lastBlockMs = lastBlockAt - from
    tell(null)
    await onBlock(block, lastBlockMs)
    const rejected = block.rejected.map(({ extrinsic }) => extrinsic)
    await pool.settle({ hash: toHex(block.hash), included: block.extrinsics, rejected })
  }

  /** Blocks are made one after another; `wanted` is asked again when it is this one's turn. */
  function queueBlock(wanted: () => boolean): Promise<void> {
    const run = async () => {
      if (stopped || !wanted()) return
      try {
        await makeBlock()
        schedule()
      } catch (error) {
        tell(wordsOf(error))
        schedule(RETRY_MS)
      }
    }
    building = building.then(run)
    return building
  }

  const isDue = () => clock.due() !== null && (clock.now() >= clock.due()! || heartbeatIn() <= 0)
  const heartbeatIn = () => {
    const every = Math.max(HEARTBEAT_CHAIN_MS / clock.speed(), SHORTEST_HEARTBEAT_MS)
    return lastBlockAt + every - performance.now()
  }

  /** Sets the timer to the next moment at which there may be something to do. */
  function schedule(atLeastMs = 0): void {
    clearTimeout(timer)
    if (stopped) return
    if (pool.ready().length > 0) submitted(Math.max(atLeastMs, BATCH_MS))
    const due = clock.due()
    if (due === null) return
    // At least once a second, so that the clock notices when the machine slept.
    const wait = Math.min(clock.realMsUntil(due), heartbeatIn(), 1_000)
    timer = setTimeout(
      () => (isDue() ? void queueBlock(isDue) : schedule()),
      Math.max(Math.ceil(wait), atLeastMs, 0),
    )
  }

  function submitted(delayMs = BATCH_MS): void {
    batch ??= setTimeout(() => {
      batch = undefined
      void queueBlock(() => pool.ready().length > 0)
    }, delayMs)
  }

  const isStale = () => clock.due() === null && clock.now() - ledger.head().time > STALE_AFTER_MS

  if (ledger.head().number === 0 || ledger.upgradePending() || isStale()) await queueBlock(() => true)
  schedule()

  return {
    clock,
    lastBlockMs: () => lastBlockMs,
    /** Something entered the pool. */
    submitted: () => submitted(),
    /** Brings the chain's time up to now where nothing has happened for long. */
    freshen: (): Promise<void> => (isStale() ? queueBlock(isStale) : Promise.resolve()),
    setSpeed(next: number): void {
      clock.setSpeed(next)
      schedule()
    },
    /** Resolves when the block under way is stored. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(batch)
      await building
    },
  }
}
/** Nothing is lost by a block that cannot be made: the transactions stay in the pool, and it is tried again. */
function wordsOf(error: unknown): string {
  const { message, code = '' } = error as Error & { code?: string }
  if (code === 'SQLITE_FULL')
    return 'The disk is full: the embedded chain cannot store blocks. Transactions wait, nothing was paid. Make room; the chain goes on by itself.'
  return `The embedded chain could not make a block and tries again; transactions wait: ${message}`
}

export type Producer = Awaited<ReturnType<typeof startProducer>>
