import { statSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../../words.ts'
import type { ChainDatabase } from './database.ts'
import { CHAIN_FILE } from './database-schema.ts'
import { DamagedRowError, UnusableChainError } from './errors.ts'
import { toHex } from './executor/scale.ts'

/** What Ainur remembers of its embedded chain, outside of the chain's own folder. */
export interface Remembered {
  /** Genesis hash, or null when there was none yet. */
  readonly genesis: string | null
  /** Blocks in which something of this machine is final. */
  readonly blocks: readonly { readonly number: number; readonly hash: string }[]
}

/** @throws {UnusableChainError} when there was a chain, and its file is not there or has nothing in it */
export function requireFile(dataDir: string, { genesis }: Remembered): void {
  if (genesis === null) return
  const size = statSync(join(dataDir, CHAIN_FILE), { throwIfNoEntry: false })?.size
  const left = statSync(join(dataDir, `${CHAIN_FILE}.salvaged`), { throwIfNoEntry: false })
  if (!size && !left) throw emptied(size === undefined ? 'missing' : 'empty', dataDir)
}

/** @throws {UnusableChainError} when there was a chain, and no block of it is left */
export function requireBlocks(dataDir: string, database: ChainDatabase, { genesis }: Remembered): void {
  if (genesis !== null && database.height() === null) throw emptied('no-blocks', dataDir)
}

const emptied = (how: 'missing' | 'empty' | 'no-blocks', folder: string) =>
  new UnusableChainError(say(`embedded.${how}`, { file: CHAIN_FILE, folder }))

/** Remembered blocks that are not on the chain. */
export function missingBlocks(database: ChainDatabase, { blocks }: Remembered): number[] {
  const isThere = ({ number, hash }: Remembered['blocks'][number]) => {
    try {
      const block = database.block(number)
      return block !== undefined && toHex(block.hash) === hash
    } catch (error) {
      // It is there, though nobody can read it.
      if (error instanceof DamagedRowError) return true
      throw error
    }
  }
  return blocks.filter((block) => !isThere(block)).map(({ number }) => number)
}
