import type { Account } from '../../contract/wallet.ts'
import type { LeftOut } from './backup.ts'
import type { FileInput } from './importing.ts'
import type { Secret } from './secret.ts'

/** An account without its balances. */
export type WalletAccount = Omit<Account, 'free' | 'total'>

/**
 * What the user does with accounts. Secrets come as `Secret`. Whatever takes a passphrase waits its turn, and stops
 * waiting when `signal` aborts; what tries one is throttled.
 * @throws {TooSoonError} after too many wrong passphrases @throws {InvalidError} for one that is too easy to guess
 */
export interface WalletAdmin {
  /** The recovery phrase is returned this once; the account is unlocked. */
  create(
    name: string,
    passphrase: Secret,
    signal?: AbortSignal,
  ): Promise<{ account: WalletAccount; mnemonic: Secret }>
  importMnemonic(
    name: string,
    mnemonic: Secret,
    passphrase: Secret,
    derivation?: string,
    signal?: AbortSignal,
  ): Promise<WalletAccount>
  /** `leftOut`: what else the file had, and why it did not come in. */
  importJson(
    json: Secret,
    passphrase: Secret,
    more?: Pick<FileInput, 'name' | 'newPassphrase'>,
    signal?: AbortSignal,
  ): Promise<WalletAccount & { leftOut: LeftOut[] }>
  importRaw(name: string, seed: Secret, passphrase: Secret, signal?: AbortSignal): Promise<WalletAccount>
  watch(name: string, address: string): WalletAccount
  exportJson(
    address: string,
    passphrase: Secret,
    exportPassphrase?: Secret,
    signal?: AbortSignal,
  ): Promise<{ json: Secret; fileName: string }>
  revealMnemonic(address: string, passphrase: Secret, signal?: AbortSignal): Promise<Secret>
  /** Seals the key and its phrase anew. A key that is kept unsealed has no passphrase yet: the present one is not looked at. */
  changePassphrase(
    address: string,
    passphrase: Secret,
    next: Secret,
    signal?: AbortSignal,
  ): Promise<WalletAccount>
  confirmBackup(address: string): WalletAccount
  rename(address: string, name: string): WalletAccount
  forget(address: string, confirm: string): void
  unlock(address: string, passphrase: Secret, minutes: number, signal?: AbortSignal): Promise<WalletAccount>
  lock(address: string): WalletAccount
  setActive(address: string): WalletAccount
  /** Gives up the working keys that the machine's key does not open, and makes another one. @throws {InvalidError} where none is needed */
  renewMachineKey(): void
  /** Prepares the cryptography and looks at what is kept: damage is told in the accounts. */
  start(): Promise<void>
  /** Drops every unlocked key. */
  stop(): void
}
