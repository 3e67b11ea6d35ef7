import { NotReadyError } from '../errors.ts'
import { createListeners, when } from '../listeners.ts'
import { say, type Sentence } from '../words.ts'
import type { BlockReader } from './blocks.ts'
import type { ChainSession } from './client.ts'
import type { Indexer } from './indexer.ts'
import { createRate } from './rate.ts'

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

export interface Connection {
  readonly session: ChainSession
  readonly reader: BlockReader
  /** Whether the index was opened for this chain and found to belong to it. */
  checked: boolean
}

/** An index that has more blocks to read than this shows the past: nothing is begun that follows from its rows. */
const FAR_BEHIND = 64

/** How far the index is behind the chain, and who waits for it. */
export type Progress = ReturnType<typeof createProgress>

export function createProgress(indexer: Pick<Indexer, 'cursor'>) {
  const rate = createRate(60_000)
  const moved = createListeners()
  const now = {
    connection: null as Connection | null,
    finalized: null as number | null,
    error: null as Sentence | null,
  }

  const indexed = () => {
    const block = indexer.cursor()?.block ?? -1
    return block < 0 ? null : block
  }

  function isBehind(): boolean | null {
    const { connection, finalized } = now
    const cursor = indexer.cursor()
    if (finalized === null || !cursor) return null
    if (cursor.block >= finalized) return false
    return connection?.checked ? finalized - cursor.block > FAR_BEHIND : null
  }

  return {
    now,
    indexed,
    isBehind,
    /** Another connection: what is known of the chain is of the one before. */
    begin(session: ChainSession, reader: BlockReader) {
      const connection = { session, reader, checked: false }
      now.connection = connection
      now.finalized = null
      session.signal.addEventListener('abort', () => {
        if (now.connection === connection) now.connection = null
      })
    },
    /** Adds blocks that were written to the rate. */
    add: rate.add,
    status: (): SyncStatus => ({
      indexed: indexed(),
      time: indexer.cursor()?.time ?? null,
      finalized: now.finalized,
      rate: rate.perSecond(),
      error: now.error,
    }),
    requireCurrent() {
      if (isBehind() === false) return
      const read = Math.max(0, (indexed() ?? -1) + 1)
      const { finalized } = now
      throw new NotReadyError(
        finalized === null ? say('chain.behind') : say('chain.behind-by', { read, blocks: finalized + 1 }),
      )
    },
    async waitFor(block: number, signal?: AbortSignal): Promise<void> {
      await when(() => (indexed() ?? -1) >= block, moved, signal)
    },
    tellWaiting: moved.tell,
  }
}
