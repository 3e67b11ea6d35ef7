import { concat } from '../scale.ts'
import { recoverEcdsa, verifyEd25519, verifySr25519 } from '../signatures.ts'
import type { HostContext } from './context.ts'

const OK = [0]
/** `Err(EcdsaVerifyError::BadSignature)` */
const BAD_SIGNATURE = Uint8Array.of(1, 2)

/** Chopsticks' agreed mock: 0xdeadbeef, then 0xcd to the end. */
const isMock = (signature: Buffer) =>
  signature.readUInt32BE(0) === 0xdeadbeef && signature.subarray(4).every((byte) => byte === 0xcd)

const verifyWith =
  (verify: (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean) =>
  ({ memory, mockSignature }: HostContext, signature: number, message: bigint, publicKey: number) => {
    const bytes = memory.at(signature >>> 0, 64)
    if (mockSignature === 2 || (mockSignature === 1 && isMock(bytes))) return 1
    return verify(bytes, memory.slice(message), memory.at(publicKey >>> 0, 32)) ? 1 : 0
  }

/** The node's key store is not part of the embedded chain: nothing on it signs for the runtime. */
const noKeystore = (name: string) => () => {
  throw new Error(`${name}: the embedded chain has no key store`)
}

export const crypto = {
  ext_crypto_sr25519_verify_version_2: verifyWith(verifySr25519),
  ext_crypto_ed25519_verify_version_1: verifyWith(verifyEd25519),
  ext_crypto_secp256k1_ecdsa_recover_compressed_version_2(
    { memory }: HostContext,
    signature: number,
    hash: number,
  ) {
    try {
      const key = recoverEcdsa(memory.at(signature >>> 0, 65), memory.at(hash >>> 0, 32))
      return memory.putPacked(concat(OK, key))
    } catch {
      return memory.putPacked(BAD_SIGNATURE)
    }
  },
  ext_crypto_ed25519_generate_version_1: noKeystore('ext_crypto_ed25519_generate_version_1'),
  ext_crypto_ed25519_sign_version_1: noKeystore('ext_crypto_ed25519_sign_version_1'),
  ext_crypto_sr25519_generate_version_1: noKeystore('ext_crypto_sr25519_generate_version_1'),
  ext_crypto_sr25519_sign_version_1: noKeystore('ext_crypto_sr25519_sign_version_1'),
}
