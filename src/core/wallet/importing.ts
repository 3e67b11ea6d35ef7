import type { KeyringPair } from '@polkadot/keyring/types'
import { InvalidError } from '../errors.ts'
import { readFile, type Incoming, type LeftOut } from './backup.ts'
import { requireStrong } from './passphrase.ts'
import type { PassphraseQueue } from './queue.ts'
import type { Seal, SealedParts, Sealing } from './sealing.ts'
import type { Secret } from './secret.ts'
import type { AccountRow, NewRow, WalletStore } from './store.ts'
import { say } from '../words.ts'

export interface NewKey {
  readonly pair: KeyringPair
  readonly name: string
  readonly passphrase: Secret
  readonly phrase: Secret | null
  readonly backedUp: boolean
}

/** The way of keys into the wallet: what is kept is always sealed under a passphrase that was looked at. */
export interface Importing {
  add(key: NewKey, signal?: AbortSignal): Promise<void>
  /** Answers the address of the first account that was new, and what the file had besides. */
  addFile(file: FileInput, signal?: AbortSignal): Promise<Added>
}
export interface FileInput {
  readonly json: Secret
  readonly passphrase: Secret
  /** For what the file has in clear; without it the file's own. */
  readonly newPassphrase?: Secret | undefined
  readonly name?: string | undefined
}
export interface Added {
  readonly address: string
  /** The key of a file with one account: it was open, so it can be used at once. */
  readonly pair: KeyringPair | null
  readonly leftOut: LeftOut[]
}

const NO_KEY: SealedParts = { keystore: null, mnemonic: null, osProtected: false }

interface Parts {
  readonly store: WalletStore
  readonly sealing: Sealing
  readonly queue: PassphraseQueue
  /** Whether what is kept of an account is of no use: then its key may come in again. */
  isBroken(row: AccountRow): boolean
}

export function createImporting({ store, sealing, queue, isBroken }: Parts): Importing {
  /** The row that stands in the way of an address, if any. */
  function taken(address: string): AccountRow | undefined {
    const present = store.get(address)
    return present && present.kind === 'owner' && !isBroken(present) ? present : undefined
  }

  function refuseDouble(address: string) {
    const present = taken(address)
    if (present) throw alreadyHere(present)
  }

  async function rowOf({ address, name, keystore, pair }: Incoming, seal: Seal | null): Promise<NewRow> {
    const parts =
      pair && seal ? await seal(pair, name, null) : keystore ? await sealing.keep(keystore) : NO_KEY
    const kind = parts.keystore ? 'owner' : 'watch'
    return { address, name, kind, ...parts, backedUp: true, createdAt: Date.now() }
  }

  /** What of a file is not here yet; a watched account may get its key. */
  const isWanted = ({ address, pair, keystore }: Incoming) =>
    pair || keystore ? !taken(address) : !store.get(address)

  return {
    async add({ pair, name, passphrase, phrase, backedUp }, signal) {
      refuseDouble(pair.address)
      await requireStrong(passphrase)
      await queue(async () => {
        const seal = await sealing.sealer(passphrase)
        const parts = await seal(pair, name, phrase)
        signal?.throwIfAborted()
        // Two imports of the same account at once: the second one finds the first.
        refuseDouble(pair.address)
        store.put([{ address: pair.address, name, kind: 'owner', ...parts, backedUp, createdAt: Date.now() }])
      }, signal)
    },
    async addFile({ json, passphrase, newPassphrase = passphrase, name }, signal) {
      return queue(async () => {
        const { incoming, leftOut } = await readFile(json.reveal(), passphrase)
        if (!incoming[0]) throw nothingUsable(leftOut)
        const alone = incoming.length + leftOut.length === 1
        if (alone) refuseDouble(incoming[0].address)
        const wanted = incoming.filter(isWanted).map((each) => (alone && name ? { ...each, name } : each))
        if (!wanted[0]) throw allThere()
        const open = wanted.filter(({ pair }) => pair)
        if (open.length > 0) await requireForFile(newPassphrase, open)
        const seal = open.length > 0 ? await sealing.sealer(newPassphrase) : null
        const rows: NewRow[] = []
        for (const each of wanted) rows.push(await rowOf(each, seal))
        signal?.throwIfAborted()
        store.put(rows)
        return { address: wanted[0].address, pair: (alone && wanted[0].pair) || null, leftOut }
      }, signal)
    },
  }
}

/** A passphrase for keys that came in clear, or under one that is not good enough. */
function requireForFile(passphrase: Secret, accounts: readonly Incoming[]): Promise<void> {
  return requireStrong(
    passphrase,
    say('wallet.guessable-for-accounts', { names: accounts.map(({ name }) => name) }),
  )
}

export const alreadyHere = ({ name }: AccountRow) => new InvalidError(say('wallet.already-here', { name }))

const nothingUsable = ([first]: readonly LeftOut[]) =>
  new InvalidError(
    first ? say('wallet.backup-unusable', { name: first.name, why: first.said }) : say('wallet.backup-empty'),
  )

const allThere = () => new InvalidError(say('wallet.all-here'))
