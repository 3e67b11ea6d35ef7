import type { StateView } from './executor/overlay.ts'
import { SYSTEM_ACCOUNT, TOTAL_ISSUANCE } from './keys.ts'

/** nonce, consumers, providers, sufficients: 4 bytes each; then free, reserved, frozen, flags: 16 bytes each. */
const FREE = 16
const RESERVED = 32
const ACCOUNT_BYTES = 80

const u128 = (bytes: Uint8Array, at: number): bigint => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.readBigUInt64LE(at) | (buffer.readBigUInt64LE(at + 8) << 64n)
}

/** Whether what all accounts have, free and reserved, is what the chain says that there is. In planck. */
export function isIssuanceSound(state: StateView): boolean {
  const total = state.get(TOTAL_ISSUANCE)
  if (total?.length !== 16) return false
  let sum = 0n
  for (let key = state.next(SYSTEM_ACCOUNT); key?.startsWith(SYSTEM_ACCOUNT); key = state.next(key)) {
    const account = state.get(key)!
    if (account.length !== ACCOUNT_BYTES) return false
    sum += u128(account, FREE) + u128(account, RESERVED)
  }
  return sum === u128(total, 0)
}
