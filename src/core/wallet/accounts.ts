import type { KeyringPair } from '@polkadot/keyring/types'
import { createListeners } from '../listeners.ts'
import type { Changes } from '../system/changes.ts'
import type { WalletAccount } from './admin.ts'
import { canonicalAddress } from './keystore.ts'
import type { Locks } from './locks.ts'
import { notInWallet } from './opening.ts'
import type { Problems } from './problems.ts'
import type { AccountRow, WalletStore } from './store.ts'

interface AccountsParts {
  store: WalletStore
  locks: Locks
  problems: Pick<Problems, 'of'>
  changes: Changes
  /** Minutes an account stays unlocked by default. */
  unlockMinutes: () => number
  /** The working keys of agents. */
  hotKeys: () => WalletAccount[]
}

/** The accounts of this machine as they are shown, and who is told when one changes. */
export function createAccounts({ store, locks, problems, changes, unlockMinutes, hotKeys }: AccountsParts) {
  const listeners = createListeners<[]>()

  function changed() {
    changes.publish({ topic: 'accounts' })
    listeners.tell()
  }

  const shown = (row: AccountRow): WalletAccount => {
    const open = locks.get(row.address)
    const { address, name, kind, active, backedUp, createdAt } = row
    return {
      ...{ address, name, kind, active, backedUp, createdAt },
      agent: null,
      unlocked: open !== null,
      unlockedUntil: open?.until ?? null,
      hasMnemonic: row.mnemonic !== null,
      problem: problems.of(row),
    }
  }

  /** @throws {NotFoundError} */
  function row(address: string): AccountRow {
    // The stored spelling first, so that an account with a damaged address is found, too.
    const found = store.get(address) ?? store.get(canonicalAddress(address))
    if (!found) throw notInWallet()
    return found
  }

  /** @throws {NotFoundError} */
  const account = (address: string): WalletAccount =>
    hotKeys().find((key) => key.address === address) ?? shown(row(address))

  return {
    row,
    account,
    changed,
    onChange: listeners.add,
    list: () => [...store.list().map(shown), ...hotKeys()],
    /** Its key is open from now on, for `minutes`. */
    opened(pair: KeyringPair, minutes = unlockMinutes()): WalletAccount {
      locks.open(pair, minutes)
      changed()
      return account(pair.address)
    },
    /** Does something with an account that everybody is told of. */
    change(address: string, work: (found: AccountRow) => void): WalletAccount {
      const found = row(address)
      work(found)
      changed()
      return account(found.address)
    },
  }
}
export type Accounts = ReturnType<typeof createAccounts>
