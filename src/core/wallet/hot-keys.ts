import type { KeyringPair } from '@polkadot/keyring/types'
import { randomAsU8a } from '@polkadot/util-crypto'
import { FaultError, InvalidError, messageOf, NotFoundError } from '../errors.ts'
import type { Notices } from '../system/notices.ts'
import { Did } from '../../contract/common.ts'
import type { WalletAccount } from './admin.ts'
import { fromSeed } from './keystore.ts'
import { faultText } from './machine-key.ts'
import type { HotKeyRow } from './hot-key-rows.ts'
import type { WalletStore } from './store.ts'
import type { Vault } from './vault.ts'
import { say } from '../words.ts'

/** A key that an agent can work with: one of this machine, or one that is only in memory until it is kept. */
export interface PreparedHotKey {
  readonly address: string
  /** Makes it permanent. Does nothing where it is already. */
  keep(): Promise<void>
}

/** The keys with which hosted agents work: made here, sealed by the shell or the machine, never locked. */
export interface HotKeys {
  list(): WalletAccount[]
  /** Every key that an agent ever had here on a network, newest first. */
  addresses(network: string, did: string): string[]
  /** Every key that any agent ever had here on a network. */
  on(network: string): { did: string; address: string }[]
  /** @throws {NotFoundError} where it is not here @throws {FaultError} where it cannot be opened any more */
  open(address: string): Promise<KeyringPair>
  /** The agent gets another one from now on; this one still opens. */
  retire(address: string): void
  /** The agent's newest key that can be opened and is not retired; where there is none, a new one, the same until it is kept. */
  prepare(network: string, did: string): Promise<PreparedHotKey>
  /** Tells whether the key that opens them is in order. */
  check(): void
  /** Gives up the keys that cannot be opened any more, for a machine's key that new ones can be sealed with. */
  renewMachineKey(): void
}

interface HotKeyParts {
  store: WalletStore
  vault: Vault
  onMade: () => void
  warn: (text: string) => void
  notices: Pick<Notices, 'set'> | undefined
}

export function createHotKeys({ store, vault, onMade, warn, notices }: HotKeyParts): HotKeys {
  const pairs = new Map<string, Promise<KeyringPair>>()
  const draft = createDrafts({ store, vault, onMade })

  async function unseal({ did, address, seed, osProtected }: HotKeyRow): Promise<KeyringPair> {
    try {
      const pair = fromSeed(await vault.openUnattended({ bytes: seed, osProtected }))
      if (pair.address === address) return pair
      throw new Error('it is another key')
    } catch (error) {
      throw new FaultError({
        ...lost(did),
        detail: messageOf(error),
        cause: error,
      })
    }
  }

  function openRow(row: HotKeyRow): Promise<KeyringPair> {
    const known = pairs.get(row.address)
    if (known) return known
    const opening = unseal(row)
    pairs.set(row.address, opening)
    opening.catch(() => pairs.delete(row.address))
    return opening
  }

  function check() {
    const fault = vault.machineKey.fault()
    const rows = store.hotKeys().filter(({ retired, osProtected }) => !retired && !osProtected)
    notices?.set(
      'machine-key',
      fault &&
        faultText(
          fault,
          vault.keyFile,
          rows.map(({ did }) => did),
        ),
    )
    const damaged = fault ? [] : rows.filter(({ seed }) => !vault.machineKey.opens(seed))
    notices?.set('hot-keys', damaged.length > 0 ? lost(damaged.map(({ did }) => did).join(', ')) : null)
  }

  return {
    check,
    renewMachineKey() {
      if (!vault.machineKey.fault()) throw new InvalidError(say('wallet.machine-key-in-order'))
      vault.machineKey.renew()
      for (const { address, osProtected } of store.hotKeys()) if (!osProtected) store.retireHotKey(address)
      warn(`A new key of this machine was made. What was sealed with the one before is given up.`)
      check()
      onMade()
    },
    list: () =>
      store
        .hotKeys()
        .filter(({ retired }) => !retired)
        .map(({ did, address, createdAt }) => ({
          address,
          name: did,
          kind: 'agent',
          agent: Did.safeParse(did).success ? did : null,
          active: false,
          unlocked: true,
          unlockedUntil: null,
          backedUp: true,
          hasMnemonic: false,
          problem: null,
          createdAt,
        })),
    on: (network) => store.hotKeysOn(network),
    addresses: (network, did) => store.hotKeysOf(network, did).map(({ address }) => address),
    async open(address) {
      const row = store.hotKey(address)
      if (row) return openRow(row)
      throw new NotFoundError({ ...say('wallet.hot-key-elsewhere'), detail: address })
    },
    retire: store.retireHotKey,
    async prepare(network, did) {
      for (const row of store.hotKeysOf(network, did)) {
        if (row.retired) continue
        const opened = await openRow(row).catch(() => null)
        if (opened) return { address: row.address, keep: () => Promise.resolve() }
      }
      return draft(network, did)
    },
  }
}

/** New keys that are only in memory until they are kept: the same one for an agent however often it is asked for. */
function createDrafts({ store, vault, onMade }: Pick<HotKeyParts, 'store' | 'vault' | 'onMade'>) {
  const drafts = new Map<string, PreparedHotKey>()
  return (network: string, did: string): PreparedHotKey => {
    const name = `${network} ${did}`
    const before = drafts.get(name)
    if (before) return before
    const seed = randomAsU8a(32)
    const { address } = fromSeed(seed)
    let kept: Promise<void> | null = null
    const persist = async () => {
      const { bytes, osProtected } = await vault.sealUnattended(seed)
      store.putHotKey({ network, did, address, seed: bytes, osProtected, createdAt: Date.now() })
      drafts.delete(name)
      onMade()
    }
    const failed = (error: unknown) => {
      kept = null
      throw error
    }
    const made = { address, keep: () => (kept ??= persist().catch(failed)) }
    drafts.set(name, made)
    return made
  }
}

const lost = (agents: string) => say('wallet.hot-key-lost', { agents })
