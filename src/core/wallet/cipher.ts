import { hexToU8a, isHex, stringToU8a, u8aConcat, u8aFixLength } from '@polkadot/util'
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
import { passphraseForms } from './passphrase.ts'
import type { Secret } from './secret.ts'

// The keystore format of polkadot-js, with scrypt on Node's thread pool: the library's own blocks for half a second.

const deriveKey = promisify<string | Uint8Array, Uint8Array, number, object, Buffer>(scrypt)
const PARAMS = { N: 1 << 17, p: 1, r: 8 }
const MAX_MEMORY = 256 * 1024 * 1024
const HEADER_BYTES = 44
const NONCE_BYTES = 24

async function passwordKey(
  password: Uint8Array,
  salt: Uint8Array,
  params: typeof PARAMS,
): Promise<Uint8Array> {
  const key = await deriveKey(password, salt, 64, { ...params, maxmem: MAX_MEMORY })
  return new Uint8Array(key.subarray(0, 32))
}

/** Encrypts as polkadot-js does. `content`: e.g. `['pkcs8', 'sr25519']`. */
export type Encrypt = (data: Uint8Array, content: string[]) => EncryptedJson

/** Prepares a passphrase, as it was typed, for encryption; the slow part, once for all that is encrypted with it. */
export async function createEncrypt(passphrase: Secret): Promise<Encrypt> {
  const salt = randomAsU8a(32)
  const key = await passwordKey(stringToU8a(passphrase.reveal()), salt, PARAMS)
  return (data, content) => {
    const { encrypted, nonce } = naclEncrypt(data, key)
    return jsonEncryptFormat(u8aConcat(scryptToU8a(salt, PARAMS), nonce, encrypted), content, true)
  }
}

const typesOf = ({ encoding: { type } }: EncryptedJson): readonly string[] =>
  Array.isArray(type) ? type : [type]

/** Whether something is not encrypted at all: no passphrase is needed for it, so any would seem to fit. */
export const isPlain = (json: EncryptedJson): boolean => typesOf(json).includes('none')

export type Encrypted = EncryptedJson & { meta?: Record<string, unknown> }

/** `meta` of what is sealed here: the passphrase is text, also where it begins with 0x. */
export const TEXT = { passphrase: 'text' }
/** Whether it may have been sealed by polkadot-js, which takes "0x..." for bytes. */
export const isForeign = ({ meta }: Encrypted): boolean => meta?.['passphrase'] !== TEXT.passphrase

/** Whether a guess at the passphrase costs as much as Ainur lets it: old files leave out scrypt, or use less of it. */
export function isSlow(json: EncryptedJson): boolean {
  if (isPlain(json) || !typesOf(json).includes('scrypt')) return false
  return scryptFromU8a(bytesOf(json)).params.N >= PARAMS.N
}

const bytesOf = ({ encoded }: EncryptedJson) => (isHex(encoded) ? hexToU8a(encoded) : base64Decode(encoded))

/** The bytes inside something that is not encrypted. */
export function readPlain(json: EncryptedJson): Uint8Array {
  if (!isPlain(json)) throw new Error('it is encrypted')
  return bytesOf(json)
}

/** @throws {Error} when something encrypted cannot be opened by any passphrase, saying what is wrong with it */
export function checkForm(json: Encrypted): void {
  const types = typesOf(json)
  if (!types.includes('xsalsa20-poly1305'))
    throw new Error('its encryption is not one that Polkadot wallets use')
  const bytes = bytesOf(json)
  const slow = types.includes('scrypt')
  if (bytes.length <= (slow ? HEADER_BYTES : 0) + NONCE_BYTES)
    throw new Error('the encrypted part is too short')
  if (slow) scryptFromU8a(bytes)
}

/**
 * The bytes inside a keystore.
 * @throws {WrongPassphraseError}
 * @throws {Error} when the file is not what it says it is
 */
export async function decryptJson(json: Encrypted, passphrase: Secret): Promise<Uint8Array> {
  if (isPlain(json)) throw new Error('it is not encrypted')
  checkForm(json)
  const bytes = bytesOf(json)
  const slow = typesOf(json).includes('scrypt')
  const body = slow ? bytes.subarray(HEADER_BYTES) : bytes
  for (const password of passphraseForms(passphrase, isForeign(json))) {
    const key = slow ? await keyOf(bytes, password) : u8aFixLength(password, 256, true)
    const plain = naclDecrypt(body.subarray(NONCE_BYTES), body.subarray(0, NONCE_BYTES), key)
    if (plain) return plain
  }
  throw new WrongPassphraseError()
}

function keyOf(bytes: Uint8Array, password: Uint8Array): Promise<Uint8Array> {
  const { params, salt } = scryptFromU8a(bytes)
  return passwordKey(password, salt, params)
}
