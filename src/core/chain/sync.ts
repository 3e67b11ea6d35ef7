import { setImmediate as breathe } from 'node:timers/promises'
import { topics } from '../../contract/system.ts'
import { coalesced } from '../coalesced.ts'
import { NotReadyError } from '../errors.ts'
import { whyOf } from '../storage-errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from '../system/changes.ts'
import { createBlockReader, type Block, type BlockReader } from './blocks.ts'
import type { ChainClient, ChainSession } from './client.ts'
import type { Indexer } from './indexer.ts'
import { createRate } from './rate.ts'
import { say, type Sentence } from '../words.ts'

export interface SyncStatus {
  /** Last indexed block, or null before the first. */
  readonly indexed: number | null
  /** Timestamp of that block, ms. */
  readonly time: number | null
  readonly finalized: number | null
  /** Blocks a second over the last minute. */
  readonly rate: number
  readonly error: Sentence | null
}

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
  /** A chain that this Ainur runs itself has not any more what was its block `block`. */
  onLost?: (block: number) => void
}

interface Connection {
  readonly session: ChainSession
  readonly reader: BlockReader
  /** Whether the index was opened for this chain and found to belong to it. */
  checked: boolean
}

/** An index that has more blocks to read than this shows the past: nothing is begun that follows from its rows. */
const FAR_BEHIND = 64
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
  const rate = createRate(60_000)
  const waiting = new Set<() => void>()
  const stops: (() => void)[] = []
  let connection: Connection | null = null
  let finalized: number | null = null
  let error: Sentence | null = null
  let startAgain = false
  let stopped = false

  const indexed = () => {
    const block = indexer.cursor()?.block ?? -1
    return block < 0 ? null : block
  }

  function isBehind(): boolean | null {
    const cursor = indexer.cursor()
    if (finalized === null || !cursor) return null
    if (cursor.block >= finalized) return false
    return connection?.checked ? finalized - cursor.block > FAR_BEHIND : null
  }

  const wake = coalesced(async () => {
    const present = connection
    if (!present || stopped) return
    try {
      await catchUp(present)
      error = null
    } catch (failure) {
      if (!present.session.signal.aborted && !stopped) throw failure
    }
  }, standStill)

  function standStill(failure: unknown) {
    const block = indexed()
    error =
      block === null
        ? say('system.index-stands-at-none', { why: whyOf(failure) })
        : say('system.index-stands', { block, why: whyOf(failure) })
    log.error(error.message)
    changes.publish({ topic: 'chain' })
    setTimeout(wake, RETRY_MS).unref()
  }

  async function catchUp(present: Connection) {
    const { session, reader } = present
    const over = () => session.signal.aborted || stopped
    if (!present.checked) {
      const { block, hash } = indexer.open(session.genesisHash)
      if (block >= 0) {
        if (finalized === null) return
        const behind = finalized < block
        // A node that is still behind cannot say whether the index is of its chain. The own chain is never behind.
        if (behind && !session.own) return tellWaiting()
        const now = behind ? null : await reader.hash(block)
        if (now === null && !session.own) throw new Error(`The network does not know its block ${block} yet.`)
        if (now !== hash) {
          if (session.own) onLost?.(block)
          log.warn(
            `The chain was reset: block ${block} is not the one that was indexed. The index is built again.`,
          )
          startAgain = true
        }
      }
      if (over()) return
      present.checked = true
      publishAll()
    }
    const next = () => (indexer.cursor()?.block ?? -1) + 1
    const target = () => finalized ?? -1
    let ahead: Promise<Block[]> | null = null
    while (!over()) {
      if (startAgain) {
        ahead = null
        // Where it fails half way, the index is closed: then it is opened, and begun again, the next time.
        present.checked = false
        indexer.reset()
        present.checked = true
        startAgain = false
        publishAll()
      }
      if (next() > target()) return
      const blocks: Block[] = await (ahead ?? readBatch(reader, next(), target()))
      if (over() || startAgain) continue
      const from = blocks.at(-1)!.number + 1
      ahead = from <= target() ? readBatch(reader, from, target()) : null
      ahead?.catch(() => {})
      await write(blocks)
    }
  }

  function readBatch(reader: BlockReader, from: number, to: number): Promise<Block[]> {
    const count = Math.min(READ_AHEAD, to - from + 1)
    return Promise.all(Array.from({ length: count }, (_, i) => reader.read(from + i, pallets)))
  }

  async function write(blocks: readonly Block[]) {
    let part: Block[] = []
    let events = 0
    const flush = async () => {
      if (part.length === 0) return
      const made = indexer.apply(part)
      rate.add(part.length)
      error = null
      const moved = part.some((block) => block.events.some(({ pallet }) => pallet === 'balances'))
      part = []
      events = 0
      for (const change of made) changes.publish(change)
      if (moved) changes.publish({ topic: 'balances' })
      changes.publish({ topic: 'chain' })
      tellWaiting()
      await breathe()
    }
    for (const block of blocks) {
      part.push(block)
      events += block.events.length
      if (events >= EVENTS_A_TRANSACTION) await flush()
    }
    await flush()
  }

  function tellWaiting() {
    for (const check of [...waiting]) check()
  }

  /** Whatever is read from the chain may be another now. */
  function publishAll() {
    for (const topic of topics) changes.publish({ topic })
  }

  return {
    start() {
      stops.push(
        client.onSession((session) => {
          const present = { session, reader: readerOf(session), checked: false }
          connection = present
          finalized = null
          session.signal.addEventListener('abort', () => {
            if (connection === present) connection = null
          })
        }),
        client.onFinalized((block) => {
          finalized = block
          wake()
        }),
      )
    },
    status: () => ({
      indexed: indexed(),
      time: indexer.cursor()?.time ?? null,
      finalized,
      rate: rate.perSecond(),
      error,
    }),
    isBehind,
    requireCurrent() {
      if (isBehind() === false) return
      const read = Math.max(0, (indexed() ?? -1) + 1)
      throw new NotReadyError(
        finalized === null ? say('chain.behind') : say('chain.behind-by', { read, blocks: finalized + 1 }),
      )
    },
    waitFor(block, signal) {
      return new Promise((resolve, reject) => {
        const end = () => {
          waiting.delete(check)
          signal?.removeEventListener('abort', onAbort)
        }
        const onAbort = () => {
          end()
          reject(signal?.reason as Error)
        }
        const check = () => {
          if ((indexed() ?? -1) < block) return
          end()
          resolve()
        }
        if (signal?.aborted) return reject(signal.reason as Error)
        signal?.addEventListener('abort', onAbort)
        waiting.add(check)
        check()
      })
    },
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
