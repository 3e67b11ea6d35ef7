import { eq } from 'drizzle-orm'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalDb } from '../db/local-db.ts'
import { settings } from '../db/schema/local/settings.ts'
import { why } from '../errors.ts'
import { createListeners } from '../listeners.ts'
import type { Notices } from '../system/notices.ts'
import { UnusableChainError } from './embedded/errors.ts'
import type { Condition, Remembered } from './embedded/types.ts'
import { say } from '../words.ts'

const GENESIS = 'embeddedGenesis'
const PORT = 'embeddedPort'
const MAX_PORT = 65_535

/** What the journal of transactions knows of a chain's blocks. */
export interface BlockJournal {
  /** Blocks that have transactions of this machine. */
  blocks(genesisHash: string): { number: number; hash: string }[]
  /** A chain has lost these blocks: what was final in them did not happen. How many transactions there were. */
  lose(genesisHash: string, blocks: readonly number[]): number
}

/**
 * What this machine knows of its embedded chain from elsewhere than the chain's own folder. A chain that is gone, is
 * another one or lost blocks is noticed and reported, and transactions in lost blocks are marked as lost.
 */
export interface EmbeddedRecord {
  remembered(): Remembered
  /** The chain was opened. */
  opened(condition: Condition): void
  /** The chain could not be opened. */
  failed(error: unknown): void
  /** Old blocks were found damaged; the present state does not depend on them. */
  damaged(blocks: readonly number[]): void
  /** The chain no longer has its block `block`. */
  lost(block: number): void
  /** Called when blocks were lost. Returns the function that ends it. */
  onLost(callback: () => void): () => void
  /** The port that the chain had last, or null before its first start. */
  port(): number | null
  /** The chain is served at this address, which is preferred from now on; said where it is new and nobody asked for it. */
  served(url: string, asAsked: boolean): void
  /** Puts the chain's folder aside, so that a new chain is begun at the next start of the network. */
  setAside(): void
}

export interface EmbeddedRecordParts {
  dataDir: string
  local: LocalDb
  journal: BlockJournal
  notices: Notices
  /** For the name of the folder that is put aside, ms. */
  now?: () => number
}

export function createEmbeddedRecord({
  dataDir,
  local,
  journal,
  notices,
  now = Date.now,
}: EmbeddedRecordParts): EmbeddedRecord {
  const lostListeners = createListeners<[]>()

  const read = (key: string) =>
    local.db.select().from(settings).where(eq(settings.key, key)).get()?.value ?? null
  const genesis = () => read(GENESIS)

  function keep(key: string, value: string | null): void {
    local.transaction((tx) => {
      tx.delete(settings).where(eq(settings.key, key)).run()
      if (value !== null) tx.insert(settings).values({ key, value }).run()
    })
  }

  function port(): number | null {
    const text = read(PORT) ?? ''
    return /^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT ? Number(text) : null
  }

  return {
    remembered() {
      const known = genesis()
      return { genesis: known, blocks: known === null ? [] : journal.blocks(known) }
    },
    opened(condition) {
      const known = genesis()
      notices.set('chain-unusable', null)
      if (known !== null && known !== condition.genesis) notices.set('chain-other', otherChain)
      if (known !== condition.genesis) keep(GENESIS, condition.genesis)
      const undone = condition.missing.length === 0 ? 0 : journal.lose(condition.genesis, condition.missing)
      if (condition.damage || condition.salvaged) notices.set('chain-damage', repaired(condition))
      const shortened = condition.damage !== null && condition.damage.to < condition.damage.from
      if (!shortened && condition.missing.length === 0) return
      notices.set('chain-lost', lostBlocks(condition.height, undone))
      lostListeners.tell()
    },
    failed(error) {
      if (error instanceof UnusableChainError)
        notices.set('chain-unusable', say('chain.unusable', { why: why(error) }))
    },
    damaged: (blocks) => notices.set('chain-blocks', damagedBlocks(blocks)),
    lost(block) {
      notices.set('chain-lost', lostBlocks(block - 1, 0))
      lostListeners.tell()
    },
    onLost: lostListeners.add,
    port,
    served(url, asAsked) {
      const last = port()
      const next = Number(new URL(url).port)
      if (last === next) return
      if (last !== null && !asAsked)
        notices.set('chain-port', say('chain.moved', { port: String(last), url }))
      keep(PORT, String(next))
    },
    setAside() {
      const folder = join(dataDir, 'chain')
      if (existsSync(folder)) renameSync(folder, `${folder}.kept-${now()}`)
      keep(GENESIS, null)
    },
  }
}

const otherChain = say('chain.other-chain')

const repaired = ({ damage, height }: Condition) =>
  damage === null || damage.to === damage.from
    ? say('chain.repaired', { height })
    : say('chain.shortened', { height, from: damage.from })

const lostBlocks = (height: number, undone: number) => say('chain.lost-blocks', { height, count: undone })

const damagedBlocks = (blocks: readonly number[]) =>
  say('chain.damaged-blocks', { blocks: blocks.map(String) })
