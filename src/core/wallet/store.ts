import { asc, eq } from 'drizzle-orm'
import type { LocalDb } from '../db/local-db.ts'
import { settings } from '../db/schema/local/settings.ts'
import { accounts } from '../db/schema/local/wallet.ts'
import { createHotKeyRows } from './hot-key-rows.ts'

export type AccountRow = typeof accounts.$inferSelect
export type NewRow = Omit<AccountRow, 'active'>

/** Beside the settings: what cannot be read there counts as nothing. */
const TRIES = 'passphraseTries'

/**
 * The wallet's rows in local.db. Exactly one account is active as soon as there is one. What takes the place of a
 * secret, or of none, leaves no trace of it in the file.
 */
export function createWalletStore(local: LocalDb) {
  const { transaction } = local
  const addresses = () =>
    local.db
      .select({ address: accounts.address })
      .from(accounts)
      .orderBy(asc(accounts.createdAt), asc(accounts.address))
      .all()
  const list = (): AccountRow[] => addresses().flatMap(({ address }) => get(address) ?? [])
  /** One damaged row is no reason to lose sight of the others. */
  function get(address: string): AccountRow | undefined {
    try {
      const row = local.db.select().from(accounts).where(eq(accounts.address, address)).get()
      return row && sound(row)
    } catch (error) {
      // What a column cannot be read as; a database that fails is another matter.
      if (!(error instanceof TypeError)) throw error
      return { ...UNREADABLE, address }
    }
  }

  return {
    list,
    get,
    put(rows: readonly NewRow[]) {
      transaction((tx) => {
        for (const row of rows) {
          const active = get(row.address)?.active ?? !list().some((account) => account.active)
          tx.insert(accounts)
            .values({ ...row, active })
            .onConflictDoUpdate({ target: accounts.address, set: row })
            .run()
        }
      })
      local.scrub()
    },
    update(address: string, change: Partial<Pick<AccountRow, 'name' | 'backedUp'>>) {
      local.db.update(accounts).set(change).where(eq(accounts.address, address)).run()
    },
    /** Other ciphertext for the same key; `kind` `watch` where there is none any more. */
    reseal(address: string, parts: Pick<AccountRow, 'kind' | 'keystore' | 'mnemonic' | 'osProtected'>) {
      local.db.update(accounts).set(parts).where(eq(accounts.address, address)).run()
      local.scrub()
    },
    setActive(address: string) {
      transaction((tx) => {
        tx.update(accounts).set({ active: false }).run()
        tx.update(accounts).set({ active: true }).where(eq(accounts.address, address)).run()
      })
    },
    remove(address: string) {
      transaction((tx) => {
        tx.delete(accounts).where(eq(accounts.address, address)).run()
        const rest = list()
        if (rest[0] && !rest.some(({ active }) => active))
          tx.update(accounts).set({ active: true }).where(eq(accounts.address, rest[0].address)).run()
      })
      local.scrub()
    },
    tries: {
      read: () => local.db.select().from(settings).where(eq(settings.key, TRIES)).get()?.value ?? null,
      write(value: string) {
        local.db
          .insert(settings)
          .values({ key: TRIES, value })
          .onConflictDoUpdate({ target: settings.key, set: { value } })
          .run()
      },
    },
    ...createHotKeyRows(local),
  }
}
/** Bits that changed can make any value of a row one that its type does not allow. */
const sound = (row: AccountRow): AccountRow => ({
  ...row,
  name: String(row.name ?? ''),
  kind: row.kind === 'watch' ? 'watch' : 'owner',
  createdAt: Number.isSafeInteger(row.createdAt) ? Math.max(0, row.createdAt) : 0,
})
const UNREADABLE: Omit<AccountRow, 'address'> = {
  name: 'Unreadable',
  kind: 'owner',
  active: false,
  keystore: null,
  mnemonic: null,
  osProtected: false,
  backedUp: true,
  createdAt: 0,
}
export type WalletStore = ReturnType<typeof createWalletStore>
