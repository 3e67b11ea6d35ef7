import { blake2_256 } from './executor/hash.ts'
import { compact, concat, lengthPrefixed, readCompact, u64 } from './executor/scale.ts'
import { orderedRoot } from './executor/trie.ts'

export interface HeaderFields {
  readonly parentHash: Uint8Array
  readonly number: number
  readonly stateRoot: Uint8Array
  readonly extrinsicsRoot: Uint8Array
  readonly digest: readonly Uint8Array[]
}

const ZERO = new Uint8Array(32)
const PRE_RUNTIME = 6

export const encodeHeader = ({
  parentHash,
  number,
  stateRoot,
  extrinsicsRoot,
  digest,
}: HeaderFields): Uint8Array =>
  concat(parentHash, compact(number), stateRoot, extrinsicsRoot, compact(digest.length), ...digest)

/** The digest item by which a block names its Aura slot. */
export const auraDigest = (slot: number): Uint8Array =>
  concat([PRE_RUNTIME], Buffer.from('aura'), lengthPrefixed(u64(slot)))

/** What `Core_initialize_block` wants: the roots are not known yet. */
export const openHeader = (parentHash: Uint8Array, number: number, slot: number): Uint8Array =>
  encodeHeader({ parentHash, number, stateRoot: ZERO, extrinsicsRoot: ZERO, digest: [auraDigest(slot)] })

const HASH = 32
const rootAt = (header: Uint8Array) => readCompact(header, HASH)[1]

/** The root of the state behind the block. */
export const stateRootIn = (header: Uint8Array): Uint8Array =>
  header.subarray(rootAt(header), rootAt(header) + HASH)

export const extrinsicsRootIn = (header: Uint8Array): Uint8Array =>
  header.subarray(rootAt(header) + HASH, rootAt(header) + 2 * HASH)

export const numberIn = (header: Uint8Array): number => readCompact(header, HASH)[0]

export const parentIn = (header: Uint8Array): Uint8Array => header.subarray(0, HASH)

/** Whether the header says nothing about the state: those of before roots were computed. */
export const hasStateRoot = (header: Uint8Array): boolean => Buffer.compare(stateRootIn(header), ZERO) !== 0

/** The runtime leaves the state's root to its host. */
export function withStateRoot(header: Uint8Array, root: Uint8Array): Uint8Array {
  const whole = header.slice()
  whole.set(root, rootAt(header))
  return whole
}

export const genesisHeader = (stateRoot: Uint8Array, stateVersion: number): Uint8Array =>
  encodeHeader({
    parentHash: ZERO,
    number: 0,
    stateRoot,
    extrinsicsRoot: orderedRoot([], stateVersion),
    digest: [],
  })

export const headerHash = (header: Uint8Array): Uint8Array => blake2_256(header)
