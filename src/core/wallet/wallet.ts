import type { KeyringPair } from '@polkadot/keyring/types'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { sameName } from '../../contract/seen.ts'
import { marked } from '../../contract/text.ts'
import { FaultError, InvalidError, LockedError } from '../errors.ts'
import type { Changes } from '../system/changes.ts'
import type { Notices } from '../system/notices.ts'
import { createAccounts } from './accounts.ts'
import type { WalletAccount, WalletAdmin } from './admin.ts'
import { createArrivals } from './arrivals.ts'
import { createHotKeys, type PreparedHotKey } from './hot-keys.ts'
import { createImporting } from './importing.ts'
import { createLocks } from './locks.ts'
import { createOpening } from './opening.ts'
import { createProblems } from './problems.ts'
import { createPassphraseQueue } from './queue.ts'
import { createSealing } from './sealing.ts'
import type { WalletStore } from './store.ts'
import { createTries } from './tries.ts'
import type { Vault } from './vault.ts'
import { say } from '../words.ts'

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
  /** Every key that any agent ever had here on a network. */
  hotKeysOn(network: string): { did: string; address: string }[]
  onChange(callback: () => void): () => void
}

export interface WalletOptions {
  store: WalletStore
  vault: Vault
  changes: Changes
  /** Minutes an account stays unlocked after it was made, and by default. */
  unlockMinutes: () => number
  /** Told what is wrong with what is kept, in words. */
  warn?: (text: string) => void
  /** Told what stays wrong until the user does something. */
  notices?: Pick<Notices, 'set'>
}

/** The keys of this machine: encrypted at rest by passphrase and shell, unlocked for a time, used here alone. */
export function createWallet(options: WalletOptions): Wallet & WalletAdmin {
  const { store, vault, changes, unlockMinutes, warn = () => {}, notices } = options
  const locks = createLocks(() => accounts.changed())
  const hotKeys = createHotKeys({ store, vault, onMade: () => accounts.changed(), warn, notices })
  const sealing = createSealing(vault)
  const problems = createProblems(store, sealing, warn)
  const queue = createPassphraseQueue()
  const tries = createTries(store.tries)
  const opening = createOpening({ store, sealing, queue, tries, isHollow: problems.isHollow })
  const importing = createImporting({ store, sealing, queue, isBroken: (row) => problems.of(row) !== null })
  const accounts = createAccounts({ store, locks, problems, changes, unlockMinutes, hotKeys: hotKeys.list })
  const { row, change, changed, opened } = accounts

  /** Damage that shows later than at the start is told from then on, too. */
  async function noticing<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      if (error instanceof FaultError) {
        await problems.find()
        changed()
      }
      throw error
    }
  }

  return {
    accounts: accounts.list,
    account: accounts.account,
    owned: () => new Set(store.list().flatMap(({ kind, address }) => (kind === 'owner' ? [address] : []))),
    signer(address) {
      const open = locks.get(address)
      if (open) return open.pair
      const found = row(address)
      if (found.kind === 'watch')
        throw new InvalidError(say('wallet.watched-cannot-sign', { name: found.name }))
      throw new LockedError(found.name)
    },
    hotKey: hotKeys.open,
    prepareHotKey: hotKeys.prepare,
    retireHotKey: hotKeys.retire,
    hotKeysOf: hotKeys.addresses,
    hotKeysOn: hotKeys.on,
    onChange: accounts.onChange,

    ...createArrivals({ accounts, importing, store }),
    async exportJson(address, passphrase, exportPassphrase, signal) {
      const found = row(address)
      const next = exportPassphrase ?? passphrase
      const json = await noticing(opening.exported(found, passphrase, next, signal))
      return { json, fileName: `${found.address}.json` }
    },
    revealMnemonic: async (address, passphrase, signal) => opening.phrase(row(address), passphrase, signal),
    async changePassphrase(address, passphrase, next, signal) {
      const found = row(address)
      await noticing(opening.change(found, passphrase, next, signal))
      return change(address, () => {})
    },
    renewMachineKey: hotKeys.renewMachineKey,
    confirmBackup: (address) => change(address, (found) => store.update(found.address, { backedUp: true })),
    rename: (address, name) => change(address, (found) => store.update(found.address, { name })),
    forget(address, confirm) {
      const found = row(address)
      // As it is kept, or as it is shown.
      if (![found.name, marked(found.name)].some((name) => sameName(confirm, name)))
        throw new InvalidError(say('wallet.name-differs', { name: found.name }))
      // Removing it leaves nothing of what was deleted before in any file, so it comes last of what is written.
      tries.forget(found.address)
      store.remove(found.address)
      locks.close(found.address)
      changed()
    },
    async unlock(address, passphrase, minutes, signal) {
      const pair = await noticing(opening.pair(row(address), passphrase, signal))
      // What could not be read at the start can be read now, e.g. by a keyring that is open at last.
      if (problems.of(row(address))) await problems.find()
      return opened(pair, minutes)
    },
    lock: (address) => change(address, (found) => locks.close(found.address)),
    setActive: (address) => change(address, (found) => store.setActive(found.address)),
    async start() {
      await cryptoWaitReady()
      await problems.find()
      hotKeys.check()
    },
    stop: () => locks.closeAll(),
  }
}
