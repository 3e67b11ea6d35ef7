import { ed25519 } from '@noble/curves/ed25519.js'
import { secp256k1Recover, sr25519Verify, waitReady } from '@polkadot/wasm-crypto'

await waitReady()

type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

export const verifySr25519: Verify = (signature, message, publicKey) =>
  sr25519Verify(signature, message, publicKey)

/** ZIP-215 rules, as Substrate uses them. */
export const verifyEd25519: Verify = (signature, message, publicKey) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: true })
  } catch {
    return false
  }
}

/** The compressed public key that made the 65-byte signature. Throws when there is none. */
export function recoverEcdsa(signature: Uint8Array, hash: Uint8Array): Uint8Array {
  const id = signature[64]!
  return secp256k1Recover(hash, signature.subarray(0, 64), id > 26 ? id - 27 : id)
}
