import { isPlain } from './cipher.ts'
import { isExternal } from './keystore.ts'
import type { Problem, Sealing } from './sealing.ts'
import type { AccountRow, WalletStore } from './store.ts'
import { ElsewhereError } from './vault.ts'

/** What is wrong with what is kept of each account, so that it is told before somebody needs it. */
export interface Problems {
  /** Looks at every account. Those whose key is elsewhere are only watched from then on. */
  find(): Promise<void>
  of(row: AccountRow): Problem | null
  /** It opened, but what is inside is no key: that shows with the passphrase alone. */
  isHollow(row: AccountRow): void
}

export function createProblems(store: WalletStore, sealing: Sealing, warn: (text: string) => void): Problems {
  /** By the ciphertext, so that another one is judged anew. */
  const found = new Map<string, { keystore: Buffer; problem: Problem }>()

  const hollow = new Map<string, Buffer>()
  const isSame = (one: Buffer | undefined, other: Buffer | null) =>
    other !== null && one?.equals(other) === true

  async function look(row: AccountRow): Promise<Problem | null> {
    try {
      const json = await sealing.rawKeystoreOf(row)
      if (!isPlain(json)) return null
      if (!isExternal(json)) return 'unsealed'
      // An older version took what is on a hardware wallet for a key.
      store.reseal(row.address, { kind: 'watch', keystore: null, mnemonic: null, osProtected: false })
      return null
    } catch (error) {
      return error instanceof ElsewhereError ? null : 'damaged'
    }
  }

  return {
    async find() {
      for (const row of store.list()) {
        const known = found.get(row.address)
        const problem = row.keystore && (await look(row))
        if (!problem || !row.keystore) {
          found.delete(row.address)
          continue
        }
        found.set(row.address, { keystore: row.keystore, problem })
        if (known?.keystore.equals(row.keystore)) continue
        warn(`The key of ${row.name} (${row.address}) is ${SAID[problem]}`)
      }
    },
    of({ address, kind, keystore }) {
      if (kind === 'owner' && !keystore) return 'damaged'
      if (isSame(hollow.get(address), keystore)) return 'damaged'
      const known = found.get(address)
      return known && isSame(known.keystore, keystore) ? known.problem : null
    },
    isHollow: ({ address, keystore }) => void (keystore && hollow.set(address, keystore)),
  }
}

const SAID: Record<Problem, string> = {
  unsealed: 'kept without a passphrase. It opens for nobody until it gets one.',
  damaged: 'damaged. Import the account again from its recovery phrase or a file, or remove it.',
}
