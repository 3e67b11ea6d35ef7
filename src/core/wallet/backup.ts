import type { KeyringPair, KeyringPair$Json } from '@polkadot/keyring/types'
import { u8aToString } from '@polkadot/util'
import type { EncryptedJson } from '@polkadot/util-crypto/json/types'
import { z } from 'zod'
import { AinurError, InvalidError, messageOf } from '../errors.ts'
import { checkForm, decryptJson, isPlain, readPlain } from './cipher.ts'
import { addressIn, Encoding, isExternal, Keyless, nameIn, openForeign, readKeystore } from './keystore.ts'
import type { Secret } from './secret.ts'
import { say } from '../words.ts'
import type { Said } from '../../contract/words/said.ts'

const MOST_ACCOUNTS = 1_000
const UNNAMED = 'Imported'
const Named = z.looseObject({ meta: z.looseObject({ name: z.string() }) })

/** What a browser wallet writes when it exports all accounts: keystores in a keystore. */
const Backup = z.looseObject({
  accounts: z.array(z.unknown()).max(MOST_ACCOUNTS),
  encoded: z.string().min(1),
  encoding: Encoding,
})

/**
 * An account that a file brings. `keystore`: its key is under a passphrase of its own. `pair`: its key is open and has
 * to be sealed. Neither: the file has only its address.
 */
export interface Incoming {
  readonly address: string
  readonly name: string
  readonly keystore?: KeyringPair$Json
  readonly pair?: KeyringPair
}
/** An account of a file that cannot be used here, and why. */
export interface LeftOut {
  readonly name: string /** In English. */
  readonly why: string
  readonly said: Said
}
export interface Read {
  readonly incoming: Incoming[]
  readonly leftOut: LeftOut[]
}

/**
 * Reads a keystore, or a backup of several.
 * @throws {InvalidError} saying what the file is instead
 * @throws {WrongPassphraseError}
 */
export async function readFile(text: string, passphrase: Secret): Promise<Read> {
  const value = parsed(text)
  if (typeof value === 'object' && value !== null && 'accounts' in value) return openBackup(value, passphrase)
  const watched = watchedIn(value)
  if (watched) return { incoming: [watched], leftOut: [] }
  const json = readKeystore(text)
  const pair = await openForeign(json, passphrase)
  return { incoming: [{ address: pair.address, name: nameIn(json) ?? UNNAMED, pair }], leftOut: [] }
}

async function openBackup(value: object, passphrase: Secret): Promise<Read> {
  const backup = Backup.safeParse(value)
  if (!backup.success || backup.data.encoding.content[0] !== 'batch-pkcs8') throw damaged()
  const { encoded, encoding } = backup.data
  const incoming: Incoming[] = []
  const leftOut: LeftOut[] = []
  for (const each of await entries({ encoded, encoding } as EncryptedJson, passphrase)) {
    try {
      incoming.push(await readEntry(each, passphrase))
    } catch (error) {
      if (!(error instanceof AinurError)) throw error
      leftOut.push({ name: nameOf(each) ?? 'Without a name', why: error.message, said: error.said })
    }
  }
  return { incoming, leftOut }
}

async function entries(json: EncryptedJson, passphrase: Secret): Promise<unknown[]> {
  try {
    const inner = isPlain(json) ? readPlain(json) : await decryptJson(json, passphrase)
    return z
      .array(z.unknown())
      .min(1)
      .max(MOST_ACCOUNTS)
      .parse(JSON.parse(u8aToString(inner)))
  } catch (error) {
    if (error instanceof AinurError) throw error
    throw damaged()
  }
}

async function readEntry(entry: unknown, passphrase: Secret): Promise<Incoming> {
  const watched = watchedIn(entry)
  if (watched) return watched
  const keystore = readKeystore(JSON.stringify(entry))
  const address = addressIn(keystore)
  const name = nameIn(keystore) ?? UNNAMED
  if (isPlain(keystore)) return { address, name, pair: await openForeign(keystore, passphrase) }
  try {
    checkForm(keystore)
  } catch (error) {
    throw new InvalidError(say('wallet.keystore-damaged', { why: messageOf(error) }))
  }
  return { address, name, keystore }
}

/** The account of an entry that has no key: it is elsewhere, e.g. on a hardware wallet. @throws {InvalidError} */
function watchedIn(entry: unknown): Incoming | null {
  const keyless = Keyless.safeParse(entry).data
  if (!keyless || !isExternal(keyless)) return null
  return { address: addressIn(keyless), name: nameOf(keyless) ?? UNNAMED }
}

const nameOf = (entry: unknown): string | null => nameIn(Named.safeParse(entry).data ?? { meta: {} })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const damaged = () => new InvalidError(say('wallet.backup-damaged'))
