import { createBLAKE2b, createKeccak } from 'hash-wasm'
import xxhash from 'xxhash-wasm'

const [blake128, blake256, keccak, xx] = await Promise.all([
  createBLAKE2b(128),
  createBLAKE2b(256),
  createKeccak(256),
  xxhash(),
])

type Hash = (data: Uint8Array) => Uint8Array

export const blake2_128: Hash = (data) => blake128.init().update(data).digest('binary')
export const blake2_256: Hash = (data) => blake256.init().update(data).digest('binary')
export const keccak_256: Hash = (data) => keccak.init().update(data).digest('binary')

/** xxHash64 with the seeds 0.., little endian, side by side: Substrate's `twox`. */
const twox =
  (words: number): Hash =>
  (data) => {
    const out = Buffer.allocUnsafe(words * 8)
    for (let i = 0; i < words; i++) out.writeBigUInt64LE(xx.h64Raw(data, BigInt(i)), i * 8)
    return out
  }
export const twox_64 = twox(1)
export const twox_128 = twox(2)
export const twox_256 = twox(4)

/** Tells a damaged row from a sound one; no protection against tampering. Takes a number and what belongs to it. */
export const rowSum = (number: number, ...parts: readonly (Uint8Array | null)[]): number =>
  parts.reduce((seed, part) => (part === null ? ~seed >>> 0 : xx.h32Raw(part, seed)), number >>> 0)
