import type { Account } from '../../contract/wallet.ts'
import type { Secret } from './secret.ts'

/** An account without its balances. */
export type WalletAccount = Omit<Account, 'free' | 'total'>

/** What the user does with accounts. Secrets come as `Secret`. */
export interface WalletAdmin {
  /** The recovery phrase is returned this once; the account is unlocked. */
  create(name: string, passphrase: Secret): Promise<{ account: WalletAccount; mnemonic: Secret }>
  importMnemonic(
    name: string,
    mnemonic: Secret,
    passphrase: Secret,
    derivation?: string,
  ): Promise<WalletAccount>
  importJson(json: Secret, passphrase: Secret, name?: string): Promise<WalletAccount>
  importRaw(name: string, seed: Secret, passphrase: Secret): Promise<WalletAccount>
  watch(name: string, address: string): WalletAccount
  exportJson(
    address: string,
    passphrase: Secret,
    exportPassphrase?: Secret,
  ): Promise<{ json: Secret; fileName: string }>
  revealMnemonic(address: string, passphrase: Secret): Promise<Secret>
  confirmBackup(address: string): WalletAccount
  rename(address: string, name: string): WalletAccount
  forget(address: string, confirm: string): void
  unlock(address: string, passphrase: Secret, minutes: number): Promise<WalletAccount>
  lock(address: string): WalletAccount
  setActive(address: string): WalletAccount
  /** Prepares the cryptography. */
  start(): Promise<void>
  /** Drops every unlocked key. */
  stop(): void
}
