import type { KeyringPair, KeyringPair$Json } from '@polkadot/keyring/types'
import { stringToU8a, u8aToString } from '@polkadot/util'
import { createHash } from 'node:crypto'
import { FaultError, InvalidError, messageOf, WrongPassphraseError } from '../errors.ts'
import { checkForm, createEncrypt, isPlain, TEXT, type Encrypted } from './cipher.ts'
import { addressIn, readKeystore, toKeystore } from './keystore.ts'
import type { Secret } from './secret.ts'
import type { AccountRow } from './store.ts'
import { ElsewhereError, type Vault } from './vault.ts'
import { say } from '../words.ts'

const PHRASE_CONTENT = ['mnemonic']

/** What is wrong with what is kept of an account. */
export type Problem = 'unsealed' | 'damaged'
/** The part of a row that holds secrets. */
export type SealedParts = Pick<AccountRow, 'keystore' | 'mnemonic' | 'osProtected'>

export type Seal = (pair: KeyringPair, name: string, phrase: Secret | null) => Promise<SealedParts>

/** Between keys and what is kept of them: sealed by a passphrase, wrapped by the shell, with a sum that tells damage. */
export interface Sealing {
  /** Prepares a passphrase, slowly and once, for a key and its phrase, or for several keys. */
  sealer(passphrase: Secret): Promise<Seal>
  /** A keystore that is sealed already, as it is. */
  keep(keystore: KeyringPair$Json): Promise<SealedParts>
  /** @throws {FaultError} when it is damaged @throws {InvalidError} when it is not sealed or not there */
  keystoreOf(row: AccountRow): Promise<KeyringPair$Json>
  /** @throws {FaultError} when it is damaged */
  phraseOf(row: AccountRow): Promise<Encrypted | null>
  /** A keystore as it is kept, sealed or not. @throws {FaultError} when it is damaged */
  rawKeystoreOf(row: AccountRow): Promise<KeyringPair$Json>
}

export function createSealing(vault: Vault): Sealing {
  const write = async (json: object) => vault.seal(stringToU8a(JSON.stringify({ ...json, sum: sumOf(json) })))

  async function read(bytes: Buffer, row: AccountRow): Promise<unknown> {
    const text = u8aToString(await vault.open({ bytes, osProtected: row.osProtected }))
    const { sum, ...json } = JSON.parse(text) as Record<string, unknown>
    // Those of older versions have none.
    if (sum !== undefined && sum !== sumOf(json)) throw new Error('its sum does not fit')
    return json
  }

  async function rawKeystoreOf(row: AccountRow): Promise<KeyringPair$Json> {
    if (!row.keystore) throw new InvalidError(say('wallet.watched-no-key', { name: row.name }))
    try {
      const json = readKeystore(JSON.stringify(await read(row.keystore, row)))
      if (addressIn(json) !== row.address) throw new Error('it is for another address')
      if (!isPlain(json)) checkForm(json)
      return json
    } catch (error) {
      throw asDamage(error, row, 'key')
    }
  }

  return {
    async sealer(passphrase) {
      const encrypt = await createEncrypt(passphrase)
      return async (pair, name, phrase) => {
        const key = await write(toKeystore(pair, name, encrypt))
        const words =
          phrase && (await write({ ...encrypt(stringToU8a(phrase.reveal()), PHRASE_CONTENT), meta: TEXT }))
        return { keystore: key.bytes, mnemonic: words?.bytes ?? null, osProtected: key.osProtected }
      }
    },
    async keep(keystore) {
      const { bytes, osProtected } = await write(keystore)
      return { keystore: bytes, mnemonic: null, osProtected }
    },
    rawKeystoreOf,
    async keystoreOf(row) {
      const json = await rawKeystoreOf(row)
      if (isPlain(json)) throw unsealed(row)
      return json
    },
    async phraseOf(row) {
      try {
        return row.mnemonic && ((await read(row.mnemonic, row)) as Encrypted)
      } catch (error) {
        throw asDamage(error, row, 'phrase')
      }
    },
  }
}

const sumOf = (json: object) => createHash('sha256').update(JSON.stringify(json)).digest('base64url')

/** What it means that a key or a phrase cannot be read, whatever passphrase it is. */
export function asDamage(error: unknown, { name }: AccountRow, what: 'key' | 'phrase'): unknown {
  if (error instanceof ElsewhereError || error instanceof WrongPassphraseError) return error
  return new FaultError({
    ...say(what === 'key' ? 'wallet.key-damaged' : 'wallet.phrase-damaged', { name }),
    detail: messageOf(error),
    cause: error,
  })
}

const unsealed = ({ name }: AccountRow) => new InvalidError(say('wallet.unsealed', { name }))
