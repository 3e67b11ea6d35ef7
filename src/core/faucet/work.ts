import { blake2b } from '@noble/hashes/blake2.js'
import { setImmediate as breathe } from 'node:timers/promises'

const PREFIX = new TextEncoder().encode('ainur/faucet')
/** How long the event loop is held at a time, ms. */
const SLICE_MS = 10

/** Leading zero bits of a hash. */
export function zeroBits(hash: Uint8Array): number {
  const zeros = hash.findIndex((byte) => byte !== 0)
  return zeros < 0 ? hash.length * 8 : zeros * 8 + Math.clz32(hash[zeros]!) - 24
}

/**
 * Finds the nonce with which blake2_256("ainur/faucet" ++ account ++ block hash ++ nonce as u64 LE) has `difficulty`
 * leading zero bits: some 2^difficulty hashes, in slices that leave the event loop free.
 */
export async function solve(
  { account, blockHash, difficulty }: { account: Uint8Array; blockHash: Uint8Array; difficulty: number },
  signal?: AbortSignal,
): Promise<bigint> {
  const input = new Uint8Array(PREFIX.length + account.length + blockHash.length + 8)
  input.set(PREFIX)
  input.set(account, PREFIX.length)
  input.set(blockHash, PREFIX.length + account.length)
  const view = new DataView(input.buffer)
  const at = input.length - 8
  for (let nonce = 0n; ;) {
    const end = performance.now() + SLICE_MS
    do {
      view.setBigUint64(at, nonce, true)
      if (zeroBits(blake2b(input, { dkLen: 32 })) >= difficulty) return nonce
      nonce++
    } while (performance.now() < end)
    await breathe(undefined, { signal })
  }
}
