import { eq } from 'drizzle-orm'
import type { IndexDb } from '../db/index-db.ts'
import { syncState } from '../db/schema/index/sync.ts'
import type { Change } from '../system/changes.ts'
import type { Block } from './blocks.ts'
import type { Projection } from './projection.ts'

export interface Cursor {
  /** Last indexed block; -1 before the first. */
  readonly block: number
  readonly hash: string
  readonly time: number
}

/** Writes blocks into the open index. */
export interface Indexer {
  /** Pallets that any projection asks for. */
  readonly pallets: ReadonlySet<string>
  /** Where the index stands. Begins it again when it was made by other projections. */
  open(genesisHash: string): Cursor
  cursor(): Cursor | null
  /** Blocks in order, following the cursor. One transaction; returns what changed, each change once. */
  apply(blocks: readonly Block[]): Change[]
  reset(): Cursor
}

const START: Cursor = { block: -1, hash: '', time: 0 }
const ROW = 1

/** The part of the sync that knows rows: projections and cursor in one transaction. */
export function createIndexer(index: IndexDb, projections: readonly Projection[]): Indexer {
  const fingerprint = projections.map(({ name, version }) => `${name}@${version}`).join(' ')
  const byPallet = new Map<string, Projection[]>()
  for (const projection of projections)
    for (const pallet of projection.pallets)
      byPallet.set(pallet, [...(byPallet.get(pallet) ?? []), projection])
  let cursor: Cursor | null = null

  function begin(genesisHash: string): Cursor {
    index.db
      .insert(syncState)
      .values({ id: ROW, genesisHash, projections: fingerprint, ...START })
      .run()
    return (cursor = START)
  }

  function reset(): Cursor {
    index.reset()
    return begin(index.genesisHash!)
  }

  return {
    pallets: new Set(byPallet.keys()),
    open(genesisHash) {
      index.open(genesisHash)
      const row = index.db.select().from(syncState).where(eq(syncState.id, ROW)).get()
      if (!row) return begin(genesisHash)
      if (row.projections !== fingerprint) return reset()
      return (cursor = { block: row.block, hash: row.hash, time: row.time })
    },
    cursor: () => cursor,
    apply(blocks) {
      const last = blocks.at(-1)
      if (!last || !cursor) return []
      if (blocks[0]!.number !== cursor.block + 1)
        throw new Error(`Block ${blocks[0]!.number} does not follow the index at ${cursor.block}.`)
      const changes = new Map<string, Change>()
      const next: Cursor = { block: last.number, hash: last.hash, time: last.time }
      index.transaction((tx) => {
        for (const block of blocks)
          for (const event of block.events)
            for (const projection of byPallet.get(event.pallet) ?? [])
              for (const change of projection.apply(event, tx))
                changes.set(`${change.topic}\n${change.id ?? ''}`, change)
        tx.update(syncState).set(next).where(eq(syncState.id, ROW)).run()
      })
      cursor = next
      return [...changes.values()]
    },
    reset,
  }
}
