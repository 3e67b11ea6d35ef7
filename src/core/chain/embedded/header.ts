import { blake2_256 } from './executor/hash.ts'
import { compact, concat, lengthPrefixed, u64 } from './executor/scale.ts'
import { trieRoot } from './executor/trie.ts'

export interface HeaderFields {
  readonly parentHash: Uint8Array
  readonly number: number
  readonly stateRoot: Uint8Array
  readonly extrinsicsRoot: Uint8Array
  readonly digest: readonly Uint8Array[]
}

const ZERO = new Uint8Array(32)
const PRE_RUNTIME = 6

export const encodeHeader = ({ parentHash, number, stateRoot, extrinsicsRoot, digest }: HeaderFields): Uint8Array =>
  concat(parentHash, compact(number), stateRoot, extrinsicsRoot, compact(digest.length), ...digest)

/** The digest item by which a block names its Aura slot. */
export const auraDigest = (slot: number): Uint8Array =>
  concat([PRE_RUNTIME], Buffer.from('aura'), lengthPrefixed(u64(slot)))

/** What `Core_initialize_block` wants: the roots are not known yet. */
export const openHeader = (parentHash: Uint8Array, number: number, slot: number): Uint8Array =>
  encodeHeader({ parentHash, number, stateRoot: ZERO, extrinsicsRoot: ZERO, digest: [auraDigest(slot)] })

export const genesisHeader = (stateRoot: Uint8Array, stateVersion: number): Uint8Array =>
  encodeHeader({ parentHash: ZERO, number: 0, stateRoot, extrinsicsRoot: trieRoot([], stateVersion), digest: [] })

export const headerHash = (header: Uint8Array): Uint8Array => blake2_256(header)
