import { Keyring } from '@polkadot/keyring'
import type { KeyringPair, KeyringPair$Json } from '@polkadot/keyring/types'
import { hexToU8a, isHex, u8aEq, u8aToHex } from '@polkadot/util'
import { blake2AsU8a } from '@polkadot/util-crypto'
import type { EncryptedJson } from '@polkadot/util-crypto/json/types'
import { z } from 'zod'
import { cleanName } from '../../contract/seen.ts'
import { AinurError, InvalidError, messageOf } from '../errors.ts'
import { decryptJson, isPlain, readPlain, TEXT, type Encrypt } from './cipher.ts'
import type { Secret } from './secret.ts'
import { say } from '../words.ts'

export const SS58_PREFIX = 42
/** A fresh one each time: a keyring keeps what it makes. */
const keyring = () => new Keyring({ ss58Format: SS58_PREFIX, type: 'sr25519' })

/** How the encrypted part of a file is made. */
export const Encoding = z.looseObject({
  content: z.array(z.string()).min(1),
  type: z.union([z.string(), z.array(z.string())]),
  version: z.string(),
})
const Keystore = z.looseObject({
  address: z.string(),
  encoded: z.string().min(1).max(8_192),
  encoding: Encoding,
  meta: z.looseObject({ name: z.string().optional().catch(undefined) }).optional(),
})
/** What is looked at of an account before its key is. */
export const Keyless = z.looseObject({
  address: z.string(),
  encoded: z.string().optional(),
  encoding: Encoding.optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
})
/** Of files and of what is kept alike. */
export interface Keyless {
  readonly address: string
  readonly encoded?: string | undefined
  readonly encoding?: { readonly content: readonly string[] } | undefined
  readonly meta?: Readonly<Record<string, unknown>> | undefined
}
const TYPES: readonly string[] = ['sr25519', 'ed25519', 'ecdsa']

/**
 * Keystore JSON of a pair, as polkadot-js writes it.
 */
export function toKeystore(pair: KeyringPair, name: string, encrypt: Encrypt): KeyringPair$Json {
  const json = encrypt(pair.encodePkcs8(), ['pkcs8', pair.type])
  // An address of ecdsa is a hash: their files name the public key instead.
  const address = pair.type === 'ecdsa' ? u8aToHex(pair.publicKey) : pair.address
  return { ...json, address, meta: { name, whenCreated: Date.now(), ...TEXT } } as KeyringPair$Json
}

/** @throws {WrongPassphraseError} */
export async function fromKeystore(json: KeyringPair$Json, passphrase: Secret): Promise<KeyringPair> {
  return pairOf(json, await decryptJson(json, passphrase))
}

/** The pair of a keystore that is not encrypted. @throws {Error} when it holds no key */
export const fromPlain = (json: KeyringPair$Json): KeyringPair => pairOf(json, readPlain(json))

function pairOf(json: KeyringPair$Json, pkcs8: Uint8Array): KeyringPair {
  const plain = {
    ...json,
    encoded: u8aToHex(pkcs8),
    encoding: { ...json.encoding, type: ['none' as const] },
    meta: {},
  }
  const pair = keyring().createFromJson(plain)
  pair.decodePkcs8()
  return pair
}

export const fromSuri = (suri: string): KeyringPair => keyring().createFromUri(suri)
export const fromSeed = (seed: Uint8Array): KeyringPair => keyring().addFromSeed(seed)

/**
 * Opens a keystore that came from elsewhere, encrypted or not.
 * @throws {InvalidError} saying what the file is instead
 * @throws {WrongPassphraseError}
 */
export async function openForeign(json: KeyringPair$Json, passphrase: Secret): Promise<KeyringPair> {
  const owner = addressBytes(json.address)
  let pair: KeyringPair
  try {
    pair = isPlain(json) ? fromPlain(json) : await fromKeystore(json, passphrase)
  } catch (error) {
    if (error instanceof AinurError) throw error
    throw new InvalidError(say('wallet.keystore-damaged', { why: messageOf(error) }))
  }
  if (!u8aEq(owner, pair.publicKey) && !u8aEq(owner, pair.addressRaw))
    throw new InvalidError(say('wallet.keystore-of-another'))
  return pair
}

const ELSEWHERE = ['isExternal', 'isHardware', 'isInjected', 'isMultisig', 'isProxied']
/** A pair without a key as polkadot-js encodes it: header, no secret, divider, public key. */
const KEYLESS_BYTES = 16 + 5 + 32

/** Whether the key of a keystore is elsewhere, e.g. on a hardware wallet: then the file has its address alone. */
export function isExternal({ encoded, encoding, meta }: Keyless): boolean {
  // Empty is another matter: a key was meant to be there.
  if (encoded === undefined || !encoding || ELSEWHERE.some((flag) => meta?.[flag] === true)) return true
  const sealed = { encoded, encoding } as unknown as EncryptedJson
  return isPlain(sealed) && readPlain(sealed).length === KEYLESS_BYTES
}

/** The name that the file gives the account, or null. */
export const nameIn = ({ meta }: Pick<KeyringPair$Json, 'meta'>): string | null =>
  cleanName(typeof meta?.['name'] === 'string' ? meta['name'] : '') || null

/** The account that the file says it is for; ecdsa's files name a public key. @throws {InvalidError} */
export function addressIn({ address, encoding }: Pick<Keyless, 'address' | 'encoding'>): string {
  const bytes = addressBytes(address)
  const { length } = bytes
  if (length !== 32 && !(length === 33 && encoding?.content[1] === 'ecdsa'))
    throw new InvalidError(say('wallet.keystore-address-length', { length }))
  return keyring().encodeAddress(length === 32 ? bytes : blake2AsU8a(bytes))
}

/** Checks a file's form; nothing is opened. @throws {InvalidError} saying what the file is instead */
export function readKeystore(text: string): KeyringPair$Json {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new InvalidError(say('wallet.file-not-json'))
  }
  const parsed = Keystore.safeParse(value)
  if (!parsed.success) throw new InvalidError(say('wallet.file-not-keystore'))
  const { content, version } = parsed.data.encoding
  if (content[0] !== 'pkcs8' || !['1', '2', '3'].includes(version))
    throw new InvalidError(
      say('wallet.keystore-format', { format: named(content[0]), version: named(version) }),
    )
  if (!TYPES.includes(content[1] ?? ''))
    throw new InvalidError(say('wallet.keystore-kind', { kind: named(content[1]) }))
  return parsed.data as unknown as KeyringPair$Json
}

/** A word of the file, if it can be one: what else may stand there is not told. */
const named = (word = '') => (/^[a-z0-9-]{1,16}$/.test(word) ? word : 'unknown')

function addressBytes(address: string): Uint8Array {
  try {
    return isHex(address) ? hexToU8a(address) : keyring().decodeAddress(address)
  } catch {
    throw new InvalidError(say('wallet.keystore-address'))
  }
}

/**
 * The pair of a raw 32-byte seed, as hex with or without 0x.
 * @throws {InvalidError} naming what is wrong with it
 */
export function openSeed(text: string): KeyringPair {
  const digits = text.trim().replace(/^0x/i, '')
  if (!/^[0-9a-f]*$/i.test(digits)) throw new InvalidError(say('wallet.seed-digits'))
  if (digits.length !== 64)
    throw new InvalidError(
      digits.length === 128
        ? say('wallet.seed-is-secret-key')
        : say('wallet.seed-length', { length: digits.length }),
    )
  const seed = hexToU8a(`0x${digits}`)
  if (seed.every((byte) => byte === seed[0])) throw new InvalidError(say('wallet.seed-guessable'))
  return fromSeed(seed)
}

/** Canonical text of an address. @throws {InvalidError} when its checksum does not fit */
export function canonicalAddress(address: string): string {
  try {
    if (isHex(address)) throw new Error('hex')
    const bytes = keyring().decodeAddress(address)
    if (bytes.length !== 32) throw new Error('length')
    return keyring().encodeAddress(bytes)
  } catch {
    throw new InvalidError(say('wallet.bad-address'))
  }
}

export function isAddress(text: string): boolean {
  try {
    return canonicalAddress(text) !== ''
  } catch {
    return false
  }
}
