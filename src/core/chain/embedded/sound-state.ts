import type { ChainDatabase } from './database.ts'
import type { StoredBlock } from './database-blocks.ts'
import { DamagedRowError, noSoundState } from './errors.ts'
import { stateVersionOf } from './executor/runtime-version.ts'
import { orderedRoot, StateTrie } from './executor/trie.ts'
import { extrinsicsRootIn, hasStateRoot, headerHash, numberIn, parentIn, stateRootIn } from './header.ts'
import { isIssuanceSound } from './issuance.ts'
import { CODE } from './keys.ts'
import { decodeExtrinsics } from './runtime-api.ts'

export interface SoundState {
  readonly block: StoredBlock
  readonly state: StateTrie
  /** What had to be put right, or null. */
  readonly damage: Damage | null
}

export interface Damage {
  /** Number of the last block before, and now. */
  readonly from: number
  readonly to: number
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/**
 * The newest block whose state is what its header says and adds up. Where that is not what the tables have, they are
 * put right: the state is also in the history, whole for some thousand blocks back. What is behind the sound block is
 * removed; nothing is ever built on the rest.
 * @param keep keeps the damaged tables before they are changed
 * @returns null when there is no chain yet
 * @throws {EmbeddedStartError} when no state can be made out that is sound
 */
export function openSoundState(database: ChainDatabase, keep = database.keepCopy): SoundState | null {
  const height = database.height()
  if (height === null) return null
  const head = soundBlock(database, height)
  const stored = trieOf(database.state())
  if (head && isSound(head, stored)) return { block: head, state: stored, damage: null }

  const found = newestSound(database, height) ?? (head && mended(database, head, stored))
  if (!found) throw noSoundState(height)
  keep()
  database.rewind(found.block.number, found.state.entries())
  return { ...found, damage: { from: height, to: found.block.number } }
}

/** A block that is what was stored, and has the hash of the one before. */
export function linkedBlock(database: ChainDatabase, number: number): StoredBlock | null {
  try {
    const block = database.block(number)
    if (!block || !same(headerHash(block.header), block.hash) || numberIn(block.header) !== number)
      return null
    const parent = number === 0 ? null : database.hash(number - 1)
    return parent === undefined || (parent && !same(parentIn(block.header), parent)) ? null : block
  } catch (error) {
    if (error instanceof DamagedRowError || error instanceof RangeError) return null
    throw error
  }
}

function soundBlock(database: ChainDatabase, number: number): StoredBlock | null {
  const block = linkedBlock(database, number)
  return block && same(extrinsicsRoot(block), extrinsicsRootIn(block.header)) ? block : null
}

/** Substrate keeps the trie of extrinsics in version 0. */
const extrinsicsRoot = ({ body }: StoredBlock) => orderedRoot(decodeExtrinsics(body), 0)

function trieOf(entries: Iterable<readonly [string, Uint8Array]>): StateTrie {
  const trie = StateTrie.of(entries, 1)
  const code = trie.get(CODE)
  try {
    return code ? trie.inVersion(stateVersionOf(code)) : trie
  } catch {
    // A damaged runtime: no root fits.
    return trie
  }
}

/** In blocks made before roots were computed only the total issuance can be checked. */
function isSound({ header }: StoredBlock, state: StateTrie): boolean {
  if (!state.get(CODE)) return false
  return hasStateRoot(header) ? same(state.root(), stateRootIn(header)) : isIssuanceSound(state)
}

/** Builds the state anew from the history, block by block, and keeps the last one that is sound. */
function newestSound(database: ChainDatabase, height: number): Pick<SoundState, 'block' | 'state'> | null {
  let found: Pick<SoundState, 'block' | 'state'> | null = null
  let state: StateTrie | null = null
  let changes = new Map<string, Uint8Array | null>()
  let at = 0
  const close = () => {
    state = state ? state.with(changes) : trieOf(values(changes))
    changes = new Map()
    const block = database.hasState(at, height) ? soundBlock(database, at) : null
    if (block && isSound(block, state)) found = { block, state }
  }
  for (const { block, key, value } of database.changes()) {
    if (block > at && database.hasState(block - 1, height)) close()
    at = Math.max(at, block)
    changes.set(key, value)
  }
  close()
  return found
}

function* values(changes: ReadonlyMap<string, Uint8Array | null>) {
  for (const [key, value] of changes) if (value) yield [key, value] as const
}

/** Both copies are damaged, in different places: each is completed from the other. */
function mended(
  database: ChainDatabase,
  head: StoredBlock,
  stored: StateTrie,
): Pick<SoundState, 'block' | 'state'> | null {
  const history = new Map<string, Uint8Array | null>()
  for (const { key, value } of database.changes()) history.set(key, value)
  const tries = [
    stored.with([...values(history)].filter(([key]) => stored.get(key) === null)),
    trieOf(values(history)).with([...stored.entries()].filter(([key]) => !history.has(key))),
  ]
  const state = tries.find((trie) => isSound(head, trie))
  return state ? { block: head, state } : null
}
