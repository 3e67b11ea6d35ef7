import type { KeyringPair } from '@polkadot/keyring/types'
import type { Account } from '../../contract/wallet.ts'

/** An account without its balances. */
export type WalletAccount = Omit<Account, 'free' | 'total'>

/** What other features need of the wallet. Keys never leave it but as pairs that sign. */
export interface Wallet {
  accounts(): WalletAccount[]
  /** @throws {NotFoundError} */
  account(address: string): WalletAccount
  /** Addresses of the accounts of kind `owner`: what is "mine". */
  owned(): ReadonlySet<string>
  /** The unlocked key of an account. @throws {LockedError} @throws {NotFoundError} */
  signer(address: string): KeyringPair
  /**
   * The key with which a hosted agent works; never locked. With `create` it is made where there is none.
   * @throws {NotFoundError} where there is none
   */
  hotKey(did: string, options?: { create?: boolean }): Promise<KeyringPair>
  /** Address of the agent's hot key, or null. */
  hotKeyAddress(did: string): string | null
  onChange(callback: () => void): () => void
}
