import { mnemonicGenerate } from '@polkadot/util-crypto'
import type { Accounts } from './accounts.ts'
import type { WalletAccount, WalletAdmin } from './admin.ts'
import { alreadyHere, type Importing, type NewKey } from './importing.ts'
import { canonicalAddress, fromSuri, openSeed } from './keystore.ts'
import { readPhrase } from './phrase.ts'
import { Secret } from './secret.ts'
import type { WalletStore } from './store.ts'

interface ArrivalsParts {
  accounts: Pick<Accounts, 'account' | 'changed' | 'opened'>
  importing: Importing
  store: WalletStore
}

/** How accounts come in: made here, from a phrase, a file or a seed, or by their address alone. */
export function createArrivals({
  accounts: { account, changed, opened },
  importing,
  store,
}: ArrivalsParts): Pick<WalletAdmin, 'create' | 'importMnemonic' | 'importJson' | 'importRaw' | 'watch'> {
  async function add(key: NewKey, signal: AbortSignal | undefined): Promise<WalletAccount> {
    await importing.add(key, signal)
    return opened(key.pair)
  }

  return {
    async create(name, passphrase, signal) {
      const mnemonic = new Secret(mnemonicGenerate(12))
      const pair = fromSuri(mnemonic.reveal())
      const key = { pair, name, passphrase, phrase: mnemonic, backedUp: false }
      return { account: await add(key, signal), mnemonic }
    },
    async importMnemonic(name, typed, passphrase, derivation, signal) {
      const { mnemonic, path } = readPhrase(typed.reveal(), derivation)
      const suri = `${mnemonic}${path}`
      return add({ pair: fromSuri(suri), name, passphrase, phrase: new Secret(suri), backedUp: true }, signal)
    },
    async importJson(json, passphrase, more, signal) {
      const { address, pair, leftOut } = await importing.addFile({ json, passphrase, ...more }, signal)
      if (pair) return { ...opened(pair), leftOut }
      changed()
      return { ...account(address), leftOut }
    },
    importRaw: async (name, seed, passphrase, signal) =>
      add({ pair: openSeed(seed.reveal()), name, passphrase, phrase: null, backedUp: true }, signal),
    watch(name, typed) {
      const address = canonicalAddress(typed)
      const present = store.get(address)
      if (present?.kind === 'owner') throw alreadyHere(present)
      const none = { keystore: null, mnemonic: null, osProtected: false, backedUp: true }
      store.put([{ address, name, kind: 'watch', ...none, createdAt: Date.now() }])
      changed()
      return account(address)
    },
  }
}
