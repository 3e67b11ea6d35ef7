import { createHash } from 'node:crypto'

export interface Random {
  u64(): bigint
  bytes(length: number): Uint8Array
}

const mask = 0xffff_ffff_ffff_ffffn

/** First eight bytes of a text's SHA-256, as a number. */
export function seedOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64LE(0)
}

/** SplitMix64 (Steele, Lea, Flood 2014): small, even, and the same everywhere. It is not for secrets. */
export function createRandom(seed: bigint): Random {
  let state = seed & mask
  const u64 = () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & mask
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & mask
    z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & mask
    return z ^ (z >> 31n)
  }
  return {
    u64,
    bytes(length) {
      const words = new BigUint64Array(Math.ceil(length / 8))
      for (let i = 0; i < words.length; i++) words[i] = u64()
      return new Uint8Array(words.buffer, 0, length)
    },
  }
}
