import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { u8aToString } from '@polkadot/util'
import type { EncryptedJson } from '@polkadot/util-crypto/json/types'
import { z } from 'zod'
import { AinurError } from '../errors.ts'
import { decryptJson } from './cipher.ts'
import { addressIn, Encoding, invalid, nameIn, readKeystore } from './keystore.ts'
import type { Secret } from './secret.ts'

const MOST_ACCOUNTS = 1_000

/** What a browser wallet writes when it exports all accounts: keystores in a keystore. */
const Backup = z.looseObject({
  accounts: z.array(z.unknown()).max(MOST_ACCOUNTS),
  encoded: z.string().min(1),
  encoding: Encoding,
})

/** An account of a backup. Its key is under a passphrase of its own, not under the backup's. */
export interface BackedUp {
  address: string
  name: string
  keystore: KeyringPair$Json
}

/**
 * Opens a backup of several accounts; null when the file is something else.
 * @throws {InvalidError} when it is damaged or one of its accounts cannot be used here
 * @throws {WrongPassphraseError}
 */
export async function openBackup(text: string, passphrase: Secret): Promise<BackedUp[] | null> {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || !('accounts' in value)) return null
  const backup = Backup.safeParse(value)
  if (!backup.success || backup.data.encoding.content[0] !== 'batch-pkcs8') throw damaged()
  const { encoded, encoding } = backup.data
  try {
    const inner = await decryptJson({ encoded, encoding } as EncryptedJson, passphrase)
    const keystores = z
      .array(z.unknown())
      .min(1)
      .max(MOST_ACCOUNTS)
      .parse(JSON.parse(u8aToString(inner)))
    return keystores.map((each) => {
      const keystore = readKeystore(JSON.stringify(each))
      return { address: addressIn(keystore), name: nameIn(keystore) ?? 'Imported', keystore }
    })
  } catch (error) {
    if (error instanceof AinurError) throw error
    throw damaged()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const damaged = () =>
  invalid(
    'The file is a backup of several accounts, but it is damaged.',
    'Export it again from where it came from, or export each account by itself.',
  )
