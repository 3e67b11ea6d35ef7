import { blake2_128, blake2_256, keccak_256, twox_128, twox_256, twox_64 } from '../hash.ts'
import type { HostContext } from './context.ts'

const hashOf =
  (hash: (data: Uint8Array) => Uint8Array) =>
  ({ memory }: HostContext, data: bigint) =>
    memory.put(hash(memory.slice(data)))

export const hashing = {
  ext_hashing_blake2_128_version_1: hashOf(blake2_128),
  ext_hashing_blake2_256_version_1: hashOf(blake2_256),
  ext_hashing_keccak_256_version_1: hashOf(keccak_256),
  ext_hashing_twox_64_version_1: hashOf(twox_64),
  ext_hashing_twox_128_version_1: hashOf(twox_128),
  ext_hashing_twox_256_version_1: hashOf(twox_256),
}
