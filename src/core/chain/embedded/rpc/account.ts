import { base58btc } from 'multiformats/bases/base58'
import { createBLAKE2b } from 'hash-wasm'

const blake512 = await createBLAKE2b(512)
const KEY_BYTES = 32
const CHECKSUM_BYTES = 2

/** The public key of an SS58 address or of 0x and 64 hex digits; null when it is neither. Any network prefix is taken. */
export function decodeAccount(address: string): Uint8Array | null {
  if (/^0x[0-9a-f]{64}$/i.test(address)) return Buffer.from(address.slice(2), 'hex')
  try {
    const bytes = base58btc.baseDecode(address)
    const prefix = (bytes[0]! & 0x40) === 0 ? 1 : 2
    if (bytes.length !== prefix + KEY_BYTES + CHECKSUM_BYTES) return null
    const body = bytes.subarray(0, -CHECKSUM_BYTES)
    const checksum = blake512.init().update('SS58PRE').update(body).digest('binary')
    return checksum.subarray(0, CHECKSUM_BYTES).every((byte, i) => byte === bytes[body.length + i])
      ? body.slice(prefix)
      : null
  } catch {
    return null
  }
}
