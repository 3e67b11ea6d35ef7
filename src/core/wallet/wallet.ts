import type { KeyringPair, KeyringPair$Json } from '@polkadot/keyring/types'
import { stringToU8a, u8aToString } from '@polkadot/util'
import { cryptoWaitReady, mnemonicGenerate } from '@polkadot/util-crypto'
import { InvalidError, LockedError, NotFoundError } from '../errors.ts'
import { createListeners } from '../listeners.ts'
import type { Changes } from '../system/changes.ts'
import type { WalletAccount, WalletAdmin } from './admin.ts'
import { openBackup, type BackedUp } from './backup.ts'
import { createEncrypt, decryptJson } from './cipher.ts'
import { createHotKeys, type PreparedHotKey } from './hot-keys.ts'
import { canonicalAddress, fromKeystore, fromSuri, openForeign, openSeed, toKeystore } from './keystore.ts'
import { createLocks } from './locks.ts'
import { readPhrase } from './phrase.ts'
import { Secret } from './secret.ts'
import type { AccountRow, WalletStore } from './store.ts'
import type { Vault } from './vault.ts'

/** What other features need of the wallet. Keys never leave it but as pairs that sign. */
export interface Wallet {
  accounts(): WalletAccount[]
  /** @throws {NotFoundError} */
  account(address: string): WalletAccount
  /** Addresses of the accounts of kind `owner`: what is "mine". */
  owned(): ReadonlySet<string>
  /** The unlocked key of an account. @throws {LockedError} @throws {NotFoundError} */
  signer(address: string): KeyringPair
  /** The key with which a hosted agent works; never locked. @throws {NotFoundError} @throws {FaultError} */
  hotKey(address: string): Promise<KeyringPair>
  /** A key for an agent on a network (genesis hash): the one it has here, or a new one that is not kept yet. */
  prepareHotKey(network: string, did: string): Promise<PreparedHotKey>
  /** The agent gets another key from now on; this one was emptied. */
  retireHotKey(address: string): void
  /** Every key that an agent ever had here on a network, newest first. */
  hotKeysOf(network: string, did: string): string[]
  onChange(callback: () => void): () => void
}

export interface WalletOptions {
  store: WalletStore
  vault: Vault
  changes: Changes
  /** Minutes an account stays unlocked after it was made, and by default. */
  unlockMinutes: () => number
}

const PHRASE_CONTENT = ['mnemonic']

/** The keys of this machine: encrypted at rest by passphrase and host, unlocked for a time, used here alone. */
export function createWallet({ store, vault, changes, unlockMinutes }: WalletOptions): Wallet & WalletAdmin {
  const listeners = createListeners<[]>()
  const locks = createLocks(() => changed())
  const hotKeys = createHotKeys(store, vault, () => changed())

  function changed() {
    changes.publish({ topic: 'accounts' })
    listeners.tell()
  }

  const shown = (row: AccountRow): WalletAccount => {
    const open = locks.get(row.address)
    const { address, name, kind, active, backedUp, createdAt } = row
    return {
      address,
      name,
      kind,
      agent: null,
      active,
      unlocked: open !== null,
      unlockedUntil: open?.until ?? null,
      backedUp,
      hasMnemonic: row.mnemonic !== null,
      createdAt,
    }
  }

  function row(address: string): AccountRow {
    const found = store.get(canonicalAddress(address))
    if (!found) throw notInWallet()
    return found
  }

  const account = (address: string): WalletAccount => {
    return hotKeys.list().find((key) => key.address === address) ?? shown(row(address))
  }

  async function keystore(found: AccountRow): Promise<KeyringPair$Json> {
    if (!found.keystore)
      throw new InvalidError({
        message: `The account ${found.name} is only watched: its key is not on this machine.`,
        remedy: 'Import its recovery phrase, seed or JSON file to use it.',
      })
    const bytes = await vault.open({ bytes: found.keystore, hostProtected: found.hostProtected })
    return JSON.parse(u8aToString(bytes)) as KeyringPair$Json
  }

  function refuseDouble(address: string) {
    const present = store.get(address)
    if (present && present.kind === 'owner')
      throw new InvalidError({
        message: `This account is in your wallet already, as ${present.name}.`,
        remedy: 'Use that one; rename it if you like.',
      })
  }

  interface NewKey {
    pair: KeyringPair
    name: string
    passphrase: Secret
    mnemonic?: Secret
    backedUp: boolean
  }

  async function add({ pair, name, passphrase, mnemonic, backedUp }: NewKey): Promise<WalletAccount> {
    refuseDouble(pair.address)
    const encrypt = await createEncrypt(passphrase)
    const json = toKeystore(pair, name, encrypt)
    const key = await vault.seal(stringToU8a(JSON.stringify(json)))
    const phrase = mnemonic && encrypt(stringToU8a(mnemonic.reveal()), PHRASE_CONTENT)
    const sealedPhrase = phrase && (await vault.seal(stringToU8a(JSON.stringify(phrase))))
    // Two imports of the same account at once: the second one finds the first.
    refuseDouble(pair.address)
    store.put({
      address: pair.address,
      name,
      kind: 'owner',
      keystore: key.bytes,
      mnemonic: sealedPhrase?.bytes ?? null,
      hostProtected: key.hostProtected,
      backedUp,
      createdAt: Date.now(),
    })
    locks.open(pair, unlockMinutes())
    changed()
    return account(pair.address)
  }

  /** Keeps the keys of a backup as they are, each under its own passphrase. Gives the first that is new. */
  async function addAll(accounts: readonly BackedUp[]): Promise<WalletAccount> {
    const isNew = ({ address }: BackedUp) => store.get(address)?.kind !== 'owner'
    const added = accounts.filter(isNew)
    const [first] = added
    if (!first)
      throw new InvalidError({
        message: 'All accounts of this backup are in your wallet already.',
        remedy: 'Use those; rename them if you like.',
      })
    for (const each of added) {
      const key = await vault.seal(stringToU8a(JSON.stringify(each.keystore)))
      if (!isNew(each)) continue
      store.put({
        address: each.address,
        name: each.name,
        kind: 'owner',
        keystore: key.bytes,
        mnemonic: null,
        hostProtected: key.hostProtected,
        backedUp: true,
        createdAt: Date.now(),
      })
    }
    changed()
    return account(first.address)
  }

  function change(address: string, work: (found: AccountRow) => void): WalletAccount {
    const found = row(address)
    work(found)
    changed()
    return account(found.address)
  }

  return {
    accounts: () => [...store.list().map(shown), ...hotKeys.list()],
    account,
    owned: () => new Set(store.list().flatMap(({ kind, address }) => (kind === 'owner' ? [address] : []))),
    signer(address) {
      const open = locks.get(address)
      if (open) return open.pair
      const found = row(address)
      if (found.kind === 'watch')
        throw new InvalidError({
          message: `The account ${found.name} is only watched and cannot sign.`,
          consequence: 'Nothing was signed and nothing was sent.',
          remedy: 'Choose another account, or import the key of this one.',
        })
      throw new LockedError(found.name)
    },
    hotKey: hotKeys.open,
    prepareHotKey: hotKeys.prepare,
    retireHotKey: hotKeys.retire,
    hotKeysOf: hotKeys.addresses,
    onChange: listeners.add,

    async create(name, passphrase) {
      const mnemonic = new Secret(mnemonicGenerate(12))
      const pair = fromSuri(mnemonic.reveal())
      return { account: await add({ pair, name, passphrase, mnemonic, backedUp: false }), mnemonic }
    },
    async importMnemonic(name, typed, passphrase, derivation) {
      const { mnemonic, path } = readPhrase(typed.reveal(), derivation)
      const suri = `${mnemonic}${path}`
      return add({ pair: fromSuri(suri), name, passphrase, mnemonic: new Secret(suri), backedUp: true })
    },
    async importJson(json, passphrase, name) {
      const backup = await openBackup(json.reveal(), passphrase)
      if (backup) return addAll(backup)
      const opened = await openForeign(json.reveal(), passphrase)
      if (passphrase.reveal() === '')
        throw new InvalidError({
          message: 'The file is not encrypted, and no passphrase was given for keeping it here.',
          consequence: 'No account was added.',
          remedy: 'Choose a passphrase for it.',
        })
      return add({ pair: opened.pair, name: name ?? opened.name ?? 'Imported', passphrase, backedUp: true })
    },
    importRaw: async (name, seed, passphrase) =>
      add({ pair: openSeed(seed.reveal()), name, passphrase, backedUp: true }),
    watch(name, typed) {
      const address = canonicalAddress(typed)
      if (store.get(address)) refuseDouble(address)
      store.put({
        address,
        name,
        kind: 'watch',
        keystore: null,
        mnemonic: null,
        hostProtected: false,
        backedUp: true,
        createdAt: Date.now(),
      })
      changed()
      return account(address)
    },
    async exportJson(address, passphrase, exportPassphrase) {
      const found = row(address)
      const pair = await fromKeystore(await keystore(found), passphrase)
      const json = toKeystore(pair, found.name, await createEncrypt(exportPassphrase ?? passphrase))
      pair.lock()
      return { json: new Secret(JSON.stringify(json)), fileName: `${found.address}.json` }
    },
    async revealMnemonic(address, passphrase) {
      const found = row(address)
      if (!found.mnemonic)
        throw new InvalidError({
          message: `The account ${found.name} was not made from a recovery phrase on this machine.`,
          remedy: 'Export it as a JSON file instead.',
        })
      const { mnemonic: bytes, hostProtected } = found
      const json = u8aToString(await vault.open({ bytes, hostProtected }))
      return new Secret(u8aToString(await decryptJson(JSON.parse(json) as KeyringPair$Json, passphrase)))
    },
    confirmBackup: (address) => change(address, (found) => store.update(found.address, { backedUp: true })),
    rename: (address, name) => change(address, (found) => store.update(found.address, { name })),
    forget(address, confirm) {
      const found = row(address)
      if (confirm.trim() !== found.name)
        throw new InvalidError({
          message: `The name does not match: this account is called ${found.name}.`,
          consequence: 'The account is still here.',
          remedy: 'Type the name exactly to remove the account from this machine.',
        })
      locks.close(found.address)
      store.remove(found.address)
      changed()
    },
    async unlock(address, passphrase, minutes) {
      const found = row(address)
      const pair = await fromKeystore(await keystore(found), passphrase)
      if (pair.address !== found.address) {
        pair.lock()
        throw new InvalidError({
          message: `The key that is kept for ${found.name} belongs to another address.`,
          consequence: 'The account stays locked.',
          remedy: 'The backup it came from was changed. Import the account from its recovery phrase.',
        })
      }
      // It may have been forgotten meanwhile, or come back without its key.
      if (!found.keystore || !store.get(found.address)?.keystore?.equals(found.keystore)) {
        pair.lock()
        throw notInWallet()
      }
      locks.open(pair, minutes)
      changed()
      return account(found.address)
    },
    lock: (address) => change(address, (found) => locks.close(found.address)),
    setActive: (address) => change(address, (found) => store.setActive(found.address)),
    start: async () => void (await cryptoWaitReady()),
    stop: () => locks.closeAll(),
  }
}

const notInWallet = () =>
  new NotFoundError({
    message: 'This account is not in your wallet.',
    remedy: 'Choose one of your accounts, or import it first.',
  })
