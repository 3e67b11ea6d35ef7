import type { BuiltBlock } from './block-builder.ts'
import { createClock, type ChainClock } from './clock.ts'
import { toHex } from './executor/scale.ts'
import type { Ledger } from './ledger.ts'
import type { Pool } from './pool.ts'
import type { Sentence } from '../../words.ts'
import { noBlock } from './errors.ts'
import { createSchedule } from './schedule.ts'

/** A state older than this would judge a new transaction by yesterday's time: an empty block comes first. */
const STALE_AFTER_MS = 6_000
/** Nothing to do for so long after a block that could not be made. */
const RETRY_MS = 1_000

/** Nobody's transaction waits longer than this for a block that is being made, however many come before it. */
const BLOCK_WITHIN_MS = 250

export interface ProducerOptions {
  readonly ledger: Ledger
  readonly pool: Pool
  readonly speed: number
  /** Awaited before the transactions' watchers hear of the block. */
  readonly onBlock: (block: BuiltBlock, ms: number) => Promise<void> | void
  /** Why a block could not be made, or null: one was made again. */
  readonly onTrouble: (why: Sentence | null) => void
}

/** Makes blocks: one per transaction (or few at once), one for every deadline when it is due, and heartbeats between. */
export async function startProducer({ ledger, pool, speed, onBlock, onTrouble }: ProducerOptions) {
  const clock: ChainClock = createClock({
    start: ledger.head().time,
    pending: await ledger.nextDeadline(),
    speed,
  })
  const hasTransactions = () => pool.ready().length > 0
  const schedule = createSchedule({ clock, hasTransactions, queueBlock })
  let building: Promise<void> = Promise.resolve()
  let lastBlockMs: number | null = null
  let stopped = false
  let trouble: Sentence | null = null

  const tell = (why: Sentence | null) => {
    if (why?.message !== trouble?.message) onTrouble((trouble = why))
  }

  async function makeBlock(): Promise<void> {
    const from = performance.now()
    const chosen = pool.ready()
    const block = await ledger.addBlock({
      time: clock.now(),
      deadline: clock.due(),
      extrinsics: chosen.map(({ extrinsic }) => extrinsic),
      withinMs: BLOCK_WITHIN_MS,
    })
    clock.blockMade(block.timestamp, await ledger.nextDeadline())
    schedule.blockMade()
    lastBlockMs = performance.now() - from
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
        schedule.next()
      } catch (error) {
        tell(noBlock(error))
        schedule.next(RETRY_MS)
      }
    }
    building = building.then(run)
    return building
  }

  const isStale = () => clock.due() === null && clock.now() - ledger.head().time > STALE_AFTER_MS

  if (ledger.head().number === 0 || ledger.upgradePending() || isStale()) await queueBlock(() => true)
  schedule.next()

  return {
    clock,
    lastBlockMs: () => lastBlockMs,
    /** Something entered the pool. */
    submitted: schedule.submitted,
    /** Brings the chain's time up to now where nothing has happened for long. */
    freshen: (): Promise<void> => (isStale() ? queueBlock(isStale) : Promise.resolve()),
    setSpeed(next: number): void {
      clock.setSpeed(next)
      schedule.next()
    },
    /** Resolves when the block under way is stored. */
    async stop(): Promise<void> {
      stopped = true
      schedule.stop()
      await building
    },
  }
}

export type Producer = Awaited<ReturnType<typeof startProducer>>
