import { and, asc, desc, eq } from 'drizzle-orm'
import type { LocalDb } from '../db/local-db.ts'
import { hotKeys } from '../db/schema/local/wallet.ts'

export type HotKeyRow = typeof hotKeys.$inferSelect

/** The rows of agents' working keys in local.db. */
export function createHotKeyRows(local: LocalDb) {
  return {
    /** Each key once: older keys belonged to no network and can be listed for several. */
    hotKeys: () =>
      local.db.select().from(hotKeys).groupBy(hotKeys.address).orderBy(asc(hotKeys.createdAt)).all(),
    /** What is sealed for keys that are in use or may be again. */
    unattended: () =>
      local.db
        .select({ bytes: hotKeys.seed, osProtected: hotKeys.osProtected })
        .from(hotKeys)
        .where(eq(hotKeys.retired, false))
        .all(),
    hotKey: (address: string) => local.db.select().from(hotKeys).where(eq(hotKeys.address, address)).get(),
    hotKeysOf: (network: string, did: string) =>
      local.db
        .select()
        .from(hotKeys)
        .where(and(eq(hotKeys.network, network), eq(hotKeys.did, did)))
        .orderBy(desc(hotKeys.createdAt))
        .all(),
    hotKeysOn: (network: string) =>
      local.db
        .select({ did: hotKeys.did, address: hotKeys.address })
        .from(hotKeys)
        .where(eq(hotKeys.network, network))
        .all(),
    putHotKey(row: typeof hotKeys.$inferInsert) {
      local.db.insert(hotKeys).values(row).run()
    },
    retireHotKey(address: string) {
      local.db.update(hotKeys).set({ retired: true }).where(eq(hotKeys.address, address)).run()
    },
  }
}
