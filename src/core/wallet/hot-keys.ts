import type { KeyringPair } from '@polkadot/keyring/types'
import { randomAsU8a } from '@polkadot/util-crypto'
import { NotFoundError } from '../errors.ts'
import { fromSeed } from './keystore.ts'
import type { WalletStore } from './store.ts'
import type { Vault } from './vault.ts'
import type { WalletAccount } from './admin.ts'

/** The keys with which hosted agents work: made here, sealed by the host or the machine, never locked. */
export interface HotKeys {
  list(): WalletAccount[]
  address(did: string): string | null
  /** @throws {NotFoundError} where there is none and none is to be made */
  open(did: string, create: boolean): Promise<KeyringPair>
}

export function createHotKeys(store: WalletStore, vault: Vault, onMade: () => void): HotKeys {
  const pairs = new Map<string, Promise<KeyringPair>>()

  async function read(did: string, create: boolean): Promise<KeyringPair> {
    const found = store.hotKey(did)
    if (found)
      return fromSeed(await vault.openUnattended({ bytes: found.seed, hostProtected: found.hostProtected }))
    if (!create)
      throw new NotFoundError({
        message: `The working key of ${did} is not on this machine.`,
        remedy: 'Host the agent on the machine where it was registered, or register it here.',
      })
    const seed = randomAsU8a(32)
    const pair = fromSeed(seed)
    const { bytes, hostProtected } = await vault.sealUnattended(seed)
    store.putHotKey({ did, address: pair.address, seed: bytes, hostProtected, createdAt: Date.now() })
    onMade()
    return pair
  }

  return {
    list: () =>
      store.hotKeys().map(({ did, address, createdAt }) => ({
        address,
        name: did,
        kind: 'agent',
        agent: did,
        active: false,
        unlocked: true,
        unlockedUntil: null,
        backedUp: true,
        hasMnemonic: false,
        createdAt,
      })),
    address: (did) => store.hotKey(did)?.address ?? null,
    open(did, create) {
      const known = pairs.get(did)
      if (known) return known
      const opening = read(did, create)
      pairs.set(did, opening)
      opening.catch(() => pairs.delete(did))
      return opening
    },
  }
}
