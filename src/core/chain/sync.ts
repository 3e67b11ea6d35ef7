import { setImmediate as breathe } from 'node:timers/promises'
import { topics } from '../../contract/system.ts'
import { coalesced } from '../coalesced.ts'
import { whyOf } from '../storage-errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from '../system/changes.ts'
import { createBlockReader, type Block, type BlockReader } from './blocks.ts'
import type { ChainClient, ChainSession } from './client.ts'
import type { Cursor, Indexer } from './indexer.ts'
import { createProgress, type Connection, type Progress, type SyncStatus } from './progress.ts'
import { say } from '../words.ts'

/** Follows the finalized head and keeps the index up to it. */
export interface Sync {
  start(): void
  status(): SyncStatus
  /** Whether the index shows the past of the chain, not its present; null before that is known. */
  isBehind(): boolean | null
  /** @throws {NotReadyError} as long as the index does not show the present */
  requireCurrent(): void
  /** Resolves when `block` is indexed. */
  waitFor(block: number, signal?: AbortSignal): Promise<void>
  /** Deletes the index and builds it again from the first block. Resolves when the work has begun. */
  rebuild(): Promise<void>
  stop(): Promise<void>
}

export interface SyncOptions {
  client: Pick<ChainClient, 'onSession' | 'onFinalized'>
  indexer: Indexer
  changes: Changes
  log: Log
  /** Makes the reader of a session's blocks. */
  readerOf?: (session: ChainSession) => BlockReader
  /** A chain that this Ainur runs itself no longer has its block `block`. */
  onLost?: (block: number) => void
}

/** Blocks read at the same time. */
const READ_AHEAD = 32
/** Events in one transaction, so that the event loop is free again soon. */
const EVENTS_A_TRANSACTION = 200
const RETRY_MS = 2_000

/** Missed blocks, restarts and resets of the chain are all the same to it: it goes from the cursor to the head. */
export function createSync(options: SyncOptions): Sync {
  const { client, indexer, changes, log, readerOf = createBlockReader, onLost } = options
  // Accounts' balances change without any projection being concerned.
  const pallets = new Set([...indexer.pallets, 'balances'])
  const progress = createProgress(indexer)
  const { now } = progress
  const stops: (() => void)[] = []
  let startAgain = false
  let stopped = false

  const wake = coalesced(async () => {
    const present = now.connection
    if (!present || stopped) return
    try {
      await catchUp(present)
      now.error = null
    } catch (failure) {
      if (!present.session.signal.aborted && !stopped) throw failure
    }
  }, standStill)

  function standStill(failure: unknown) {
    const block = progress.indexed()
    const why = whyOf(failure)
    now.error =
      block === null
        ? say('system.index-stands-at-none', { why })
        : say('system.index-stands', { block, why })
    log.error(now.error.message)
    changes.publish({ topic: 'chain' })
    setTimeout(wake, RETRY_MS).unref()
  }

  function lost(block: number, { session }: Connection) {
    if (session.own) onLost?.(block)
    log.warn(`The chain was reset: block ${block} is not the one that was indexed. The index is built again.`)
    startAgain = true
  }

  async function catchUp(present: Connection) {
    const { session, reader } = present
    const over = () => session.signal.aborted || stopped
    if (!present.checked) {
      const at = indexer.open(session.genesisHash)
      const same = await isOfChain(present, at, now.finalized)
      if (same === null) return progress.tellWaiting()
      if (!same) lost(at.block, present)
      if (over()) return
      present.checked = true
      publishAll(changes)
    }
    const next = () => (indexer.cursor()?.block ?? -1) + 1
    const target = () => now.finalized ?? -1
    const batches = createReadAhead(reader, pallets)
    while (!over()) {
      if (startAgain) {
        // Where it fails half way, the index is closed: then it is opened, and begun again, the next time.
        present.checked = false
        indexer.reset()
        present.checked = true
        startAgain = false
        publishAll(changes)
      }
      if (next() > target()) return
      const blocks = await batches.take(next(), target())
      if (over() || startAgain) continue
      batches.begin(blocks.at(-1)!.number + 1, target())
      await write(blocks, options, progress)
    }
  }

  return {
    start() {
      const onFinalized = (block: number) => {
        now.finalized = block
        wake()
      }
      const onSession = (session: ChainSession) => progress.begin(session, readerOf(session))
      stops.push(client.onSession(onSession), client.onFinalized(onFinalized))
    },
    status: progress.status,
    isBehind: progress.isBehind,
    requireCurrent: progress.requireCurrent,
    waitFor: progress.waitFor,
    async rebuild() {
      startAgain = true
      wake()
    },
    async stop() {
      stopped = true
      for (const stop of stops) stop()
      await wake.idle()
    },
  }
}

/** Whether what is indexed up to `at` is of the chain that is connected; null as long as nobody can say. */
async function isOfChain(
  { session, reader }: Connection,
  { block, hash }: Cursor,
  finalized: number | null,
): Promise<boolean | null> {
  if (block < 0) return true
  if (finalized === null) return null
  const behind = finalized < block
  // A node that is still behind cannot say whether the index is of its chain. The own chain is never behind.
  if (behind && !session.own) return null
  const present = behind ? null : await reader.hash(block)
  if (present === null && !session.own) throw new Error(`The network does not know its block ${block} yet.`)
  return present === hash
}

/** Reads batches of blocks, each while the one before it is written. */
function createReadAhead(reader: BlockReader, pallets: ReadonlySet<string>) {
  let ahead: { from: number; blocks: Promise<Block[]> } | null = null

  const read = (from: number, to: number) => {
    const count = Math.min(READ_AHEAD, to - from + 1)
    return Promise.all(Array.from({ length: count }, (_, i) => reader.read(from + i, pallets)))
  }

  return {
    /** What was begun at `from`, or else what is read now. */
    take: (from: number, to: number) => (ahead?.from === from ? ahead.blocks : read(from, to)),
    begin(from: number, to: number) {
      ahead = from <= to ? { from, blocks: read(from, to) } : null
      ahead?.blocks.catch(() => {})
    },
  }
}

/** Puts blocks into the index, a transaction at a time, and tells of what changed. */
async function write(
  blocks: readonly Block[],
  { indexer, changes }: Pick<SyncOptions, 'indexer' | 'changes'>,
  progress: Progress,
) {
  for (const part of transactions(blocks)) {
    const made = indexer.apply(part)
    progress.add(part.length)
    progress.now.error = null
    for (const change of made) changes.publish(change)
    const moved = part.some((block) => block.events.some(({ pallet }) => pallet === 'balances'))
    if (moved) changes.publish({ topic: 'balances' })
    changes.publish({ topic: 'chain' })
    progress.tellWaiting()
    await breathe()
  }
}

function* transactions(blocks: readonly Block[]): Generator<Block[]> {
  let part: Block[] = []
  let events = 0
  for (const block of blocks) {
    part.push(block)
    events += block.events.length
    if (events < EVENTS_A_TRANSACTION) continue
    yield part
    part = []
    events = 0
  }
  if (part.length > 0) yield part
}

/** Whatever is read from the chain may be another now. */
function publishAll(changes: Changes) {
  for (const topic of topics) changes.publish({ topic })
}
