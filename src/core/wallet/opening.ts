import type { KeyringPair, KeyringPair$Json } from '@polkadot/keyring/types'
import { u8aToString } from '@polkadot/util'
import { InvalidError, NotFoundError, WrongPassphraseError } from '../errors.ts'
import { createEncrypt, decryptJson, isForeign, isPlain, isSlow } from './cipher.ts'
import { fromKeystore, fromPlain, toKeystore } from './keystore.ts'
import { requireStrong } from './passphrase.ts'
import type { PassphraseQueue } from './queue.ts'
import { asDamage, type Sealing } from './sealing.ts'
import { Secret } from './secret.ts'
import type { AccountRow, WalletStore } from './store.ts'
import type { Tries } from './tries.ts'
import { say } from '../words.ts'

interface Parts {
  readonly store: WalletStore
  readonly sealing: Sealing
  readonly queue: PassphraseQueue
  readonly tries: Tries
  /** Told of a key that opened and is none. */
  isHollow(row: AccountRow): void
}

/** What the passphrase of an account opens. Every try waits its turn and counts. */
export interface Opening {
  pair(row: AccountRow, passphrase: Secret, signal?: AbortSignal): Promise<KeyringPair>
  phrase(row: AccountRow, passphrase: Secret, signal?: AbortSignal): Promise<Secret>
  exported(row: AccountRow, passphrase: Secret, next: Secret, signal?: AbortSignal): Promise<Secret>
  /** Seals the key and its phrase under another passphrase. */
  change(row: AccountRow, passphrase: Secret, next: Secret, signal?: AbortSignal): Promise<void>
}

export function createOpening({ store, sealing, queue, tries, isHollow }: Parts): Opening {
  async function attempt<T>(
    { address }: AccountRow,
    work: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    tries.refuse(address)
    return queue(async () => {
      // Those before this one may have been wrong meanwhile.
      tries.refuse(address)
      tries.begin(address)
      try {
        const done = await work()
        tries.right(address)
        return done
      } catch (error) {
        if (!(error instanceof WrongPassphraseError)) tries.undone(address)
        throw error
      }
    }, signal)
  }

  /** It may have been forgotten meanwhile, or come back with another key or none. */
  function mustStand({ address, keystore }: AccountRow) {
    if (!keystore || !store.get(address)?.keystore?.equals(keystore)) throw notInWallet()
  }

  async function wordsOf(row: AccountRow, passphrase: Secret): Promise<Secret | null> {
    const json = await sealing.phraseOf(row)
    try {
      return json && new Secret(u8aToString(await decryptJson(json, passphrase)))
    } catch (error) {
      throw asDamage(error, row, 'phrase')
    }
  }

  /** The pair of a row's keystore; of one in clear with any passphrase. */
  async function pairOf(row: AccountRow, json: KeyringPair$Json, passphrase: Secret): Promise<KeyringPair> {
    let pair: KeyringPair
    try {
      pair = isPlain(json) ? fromPlain(json) : await fromKeystore(json, passphrase)
    } catch (error) {
      if (!(error instanceof WrongPassphraseError)) isHollow(row)
      throw asDamage(error, row, 'key')
    }
    return checked(pair, row)
  }

  async function reseal(row: AccountRow, pair: KeyringPair, passphrase: Secret, next: Secret) {
    const words = await wordsOf(row, passphrase)
    const seal = await sealing.sealer(next)
    const parts = await seal(pair, row.name, words)
    mustStand(row)
    store.reseal(row.address, { kind: row.kind, ...parts })
  }

  return {
    async pair(row, passphrase, signal) {
      const json = await sealing.keystoreOf(row)
      const work = async () => {
        const pair = await pairOf(row, json, passphrase)
        mustStand(row)
        // Files of other wallets may be sealed in ways that are too quick to try, or by bytes where this is text, and
        // those of older versions have no sum.
        const outdated = isForeign(json) || !isSlow(json)
        // Where that fails, e.g. on a full disk, it is done the next time.
        if (outdated) await reseal(row, pair, passphrase, passphrase).catch(() => {})
        return pair
      }
      return attempt(row, work, signal)
    },
    async phrase(row, passphrase, signal) {
      const words = await attempt(row, () => wordsOf(row, passphrase), signal)
      if (words) return words
      throw new InvalidError(say('wallet.no-phrase', { name: row.name }))
    },
    async exported(row, passphrase, next, signal) {
      const json = await sealing.keystoreOf(row)
      await requireStrong(next, say('wallet.guessable-for-file'))
      const work = async () => {
        const pair = await pairOf(row, json, passphrase)
        const file = toKeystore(pair, row.name, await createEncrypt(next))
        pair.lock()
        return new Secret(JSON.stringify(file))
      }
      return attempt(row, work, signal)
    },
    async change(row, passphrase, next, signal) {
      const json = await sealing.rawKeystoreOf(row)
      await requireStrong(next)
      const work = async () => {
        const pair = await pairOf(row, json, passphrase)
        signal?.throwIfAborted()
        await reseal(row, pair, passphrase, next)
        pair.lock()
      }
      await attempt(row, work, signal)
    },
  }
}

function checked(pair: KeyringPair, { address, name }: AccountRow): KeyringPair {
  if (pair.address === address) return pair
  pair.lock()
  throw new InvalidError(say('wallet.key-of-another', { name }))
}

export const notInWallet = () => new NotFoundError(say('wallet.unknown'))
