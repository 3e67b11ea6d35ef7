import { hexToU8a, isHex, u8aConcat, u8aFixLength, u8aToU8a } from '@polkadot/util'
import {
  base64Decode,
  jsonEncryptFormat,
  naclDecrypt,
  naclEncrypt,
  randomAsU8a,
  scryptFromU8a,
  scryptToU8a,
} from '@polkadot/util-crypto'
import type { EncryptedJson } from '@polkadot/util-crypto/json/types'
import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { WrongPassphraseError } from '../errors.ts'
import type { Secret } from './secret.ts'

// The keystore format of polkadot-js, with scrypt on Node's thread pool: the library's own blocks for half a second.

const deriveKey = promisify<string | Uint8Array, Uint8Array, number, object, Buffer>(scrypt)
const PARAMS = { N: 1 << 17, p: 1, r: 8 }
const MAX_MEMORY = 256 * 1024 * 1024
const HEADER_BYTES = 44
const NONCE_BYTES = 24

async function passwordKey(passphrase: Secret, salt: Uint8Array, params: typeof PARAMS): Promise<Uint8Array> {
  // u8aToU8a reads "0x..." as hex, as the library does: the same passphrase must open the file there.
  const password = u8aToU8a(passphrase.reveal())
  const key = await deriveKey(password, salt, 64, { ...params, maxmem: MAX_MEMORY })
  return new Uint8Array(key.subarray(0, 32))
}

/** Encrypts as polkadot-js does. `content`: e.g. `['pkcs8', 'sr25519']`. */
export type Encrypt = (data: Uint8Array, content: string[]) => EncryptedJson

/** Prepares a passphrase for encryption; the slow part, once for everything that is encrypted with it. */
export async function createEncrypt(passphrase: Secret): Promise<Encrypt> {
  const salt = randomAsU8a(32)
  const key = await passwordKey(passphrase, salt, PARAMS)
  return (data, content) => {
    const { encrypted, nonce } = naclEncrypt(data, key)
    return jsonEncryptFormat(u8aConcat(scryptToU8a(salt, PARAMS), nonce, encrypted), content, true)
  }
}

/**
 * The bytes inside a keystore.
 * @throws {WrongPassphraseError}
 * @throws {Error} when the file is not what it says it is
 */
export async function decryptJson(
  { encoded, encoding }: EncryptedJson,
  passphrase: Secret,
): Promise<Uint8Array> {
  const bytes = isHex(encoded) ? hexToU8a(encoded) : base64Decode(encoded)
  const types: readonly string[] = Array.isArray(encoding.type) ? encoding.type : [encoding.type]
  if (types.includes('none')) return bytes
  if (!types.includes('xsalsa20-poly1305'))
    throw new Error('its encryption is not one that Polkadot wallets use')
  let key: Uint8Array
  let body = bytes
  if (types.includes('scrypt')) {
    const { params, salt } = scryptFromU8a(bytes)
    key = await passwordKey(passphrase, salt, params)
    body = bytes.subarray(HEADER_BYTES)
  } else key = u8aFixLength(u8aToU8a(passphrase.reveal()), 256, true)
  if (body.length <= NONCE_BYTES) throw new Error('the encrypted part is too short')
  const plain = naclDecrypt(body.subarray(NONCE_BYTES), body.subarray(0, NONCE_BYTES), key)
  if (!plain) throw new WrongPassphraseError()
  return plain
}
