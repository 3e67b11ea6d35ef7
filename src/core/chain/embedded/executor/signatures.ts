import { ed25519 } from '@noble/curves/ed25519.js'
import { LRUCache } from 'lru-cache'
import { secp256k1Recover, sr25519Verify, waitReady } from '@polkadot/wasm-crypto'

await waitReady()

type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

/** A transaction is looked at when it enters the pool and again in its block: the second time costs nothing. */
const REMEMBERED = 4_096

function remembering(verify: Verify): Verify {
  const known = new LRUCache<string, boolean>({ max: REMEMBERED })
  return (signature, message, publicKey) => {
    if (signature.length !== 64 || publicKey.length !== 32) return verify(signature, message, publicKey)
    const key = Buffer.concat([signature, publicKey, message]).toString('latin1')
    const before = known.get(key)
    if (before !== undefined) return before
    const valid = verify(signature, message, publicKey)
    known.set(key, valid)
    return valid
  }
}

export const verifySr25519 = remembering(sr25519Verify)

/** ZIP-215 rules, as Substrate uses them. */
export const verifyEd25519 = remembering((signature, message, publicKey) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: true })
  } catch {
    return false
  }
})

/** The compressed public key that made the 65-byte signature. Throws when there is none. */
export function recoverEcdsa(signature: Uint8Array, hash: Uint8Array): Uint8Array {
  const id = signature[64]!
  return secp256k1Recover(hash, signature.subarray(0, 64), id > 26 ? id - 27 : id)
}
