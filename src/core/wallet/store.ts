import { and, asc, desc, eq } from 'drizzle-orm'
import type { LocalDb } from '../db/local-db.ts'
import { accounts, hotKeys } from '../db/schema/local/wallet.ts'

export type AccountRow = typeof accounts.$inferSelect
export type HotKeyRow = typeof hotKeys.$inferSelect

/** The wallet's rows in local.db. Exactly one account is active as soon as there is one. */
export function createWalletStore(local: LocalDb) {
  const { transaction } = local
  const list = () =>
    local.db.select().from(accounts).orderBy(asc(accounts.createdAt), asc(accounts.address)).all()
  const get = (address: string) => local.db.select().from(accounts).where(eq(accounts.address, address)).get()

  return {
    list,
    get,
    put(row: Omit<AccountRow, 'active'>) {
      transaction((tx) => {
        const active = get(row.address)?.active ?? !list().some((account) => account.active)
        tx.insert(accounts)
          .values({ ...row, active })
          .onConflictDoUpdate({ target: accounts.address, set: row })
          .run()
      })
    },
    update(address: string, change: Partial<Pick<AccountRow, 'name' | 'backedUp'>>) {
      local.db.update(accounts).set(change).where(eq(accounts.address, address)).run()
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
    },
    /** Each key once: one of before keys belonged to a network can be listed for several. */
    hotKeys: () =>
      local.db.select().from(hotKeys).groupBy(hotKeys.address).orderBy(asc(hotKeys.createdAt)).all(),
    hotKey: (address: string) => local.db.select().from(hotKeys).where(eq(hotKeys.address, address)).get(),
    hotKeysOf: (network: string, did: string) =>
      local.db
        .select()
        .from(hotKeys)
        .where(and(eq(hotKeys.network, network), eq(hotKeys.did, did)))
        .orderBy(desc(hotKeys.createdAt))
        .all(),
    putHotKey(row: typeof hotKeys.$inferInsert) {
      local.db.insert(hotKeys).values(row).run()
    },
    retireHotKey(address: string) {
      local.db.update(hotKeys).set({ retired: true }).where(eq(hotKeys.address, address)).run()
    },
  }
}
export type WalletStore = ReturnType<typeof createWalletStore>
