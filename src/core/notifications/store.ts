import { and, desc, eq, gt, inArray, isNull, lte, notInArray, or } from 'drizzle-orm'
import {
  MOST_NOTIFICATIONS,
  type About,
  type Notification,
  type NotificationKind,
} from '../../contract/notifications.ts'
import type { LocalDb } from '../db/local-db.ts'
import { notifiedBlocks, notifications as table } from '../db/schema/local/notifications.ts'
import type { Changes } from '../system/changes.ts'
import { english, saidOf, type Sentence } from '../words.ts'

export interface News {
  readonly kind: NotificationKind
  readonly said: Sentence
  readonly about: About
  readonly bad?: boolean
  /** Names what happened within the network: it is told once. Without it, not while the same is still unread. */
  readonly event?: string
  /** The block it happened in. */
  readonly block?: number
}

const of = (network: string | null) =>
  network === null ? isNull(table.network) : or(isNull(table.network), eq(table.network, network))

/** Whether the same was told and nobody has seen it yet. */
function isUnread(
  { db }: LocalDb,
  network: string | null,
  { kind, about }: Pick<News, 'kind' | 'about'>,
): boolean {
  const same = network === null ? isNull(table.network) : eq(table.network, network)
  return db
    .select({ about: table.about })
    .from(table)
    .where(and(same, eq(table.kind, kind), eq(table.read, false)))
    .all()
    .some((each) => JSON.stringify(each.about) === JSON.stringify(about))
}

/** What was told, in local.db: every page and the desktop see the same, also after a restart. */
export function createNotificationStore({ localDb, changes }: { localDb: LocalDb; changes: Changes }) {
  const changed = () => changes.publish({ topic: 'notifications' })
  function forgetOldest(): void {
    const newest = localDb.db
      .select({ id: table.id })
      .from(table)
      .orderBy(desc(table.id))
      .limit(MOST_NOTIFICATIONS)
    localDb.db.delete(table).where(notInArray(table.id, newest)).run()
  }

  return {
    /** Keeps what is new of it. `network`: genesis hash, or null. */
    add(network: string | null, news: readonly News[]): void {
      const before = localDb.db.select({ id: table.id }).from(table).orderBy(desc(table.id)).get()?.id ?? 0
      const last = localDb.transaction((tx) => {
        let added = before
        for (const { kind, said, about, bad = false, event, block } of news) {
          if (event === undefined && isUnread(localDb, network, { kind, about })) continue
          const row = {
            ...{ network, kind, about, bad, at: Date.now(), said: saidOf(said) },
            ...(event !== undefined && { event: `${network}/${event}` }),
            ...(block !== undefined && { block }),
          }
          const made = tx.insert(table).values(row).onConflictDoNothing().returning().get()
          added = made?.id ?? added
        }
        if (added > before) forgetOldest()
        return added
      })
      if (last > before) changed()
    },

    /** Of a network and of none, newest first. */
    list: (network: string | null): Notification[] =>
      localDb.db
        .select()
        .from(table)
        .where(of(network))
        .orderBy(desc(table.id))
        .all()
        .map(({ network: _network, event: _event, block: _block, ...row }) => ({
          ...row,
          text: english(row.said),
        })),

    read(ids: readonly number[]): void {
      const { changes: count } = localDb.db
        .update(table)
        .set({ read: true })
        .where(and(inArray(table.id, [...ids]), eq(table.read, false)))
        .run()
      if (count > 0) changed()
    },

    clear(network: string | null, upTo: number): void {
      localDb.db
        .delete(table)
        .where(and(of(network), lte(table.id, upTo)))
        .run()
      changed()
    },

    /** The block up to which a chain was looked at, or null. */
    block: (network: string): number | null =>
      localDb.db.select().from(notifiedBlocks).where(eq(notifiedBlocks.network, network)).get()?.block ??
      null,

    setBlock(network: string, block: number): void {
      localDb.db
        .insert(notifiedBlocks)
        .values({ network, block })
        .onConflictDoUpdate({ target: notifiedBlocks.network, set: { block } })
        .run()
    },

    /** A chain has lost its blocks after this one: what was told of them did not happen. */
    loseAfter(network: string, block: number): void {
      localDb.transaction(() => {
        localDb.db
          .delete(table)
          .where(and(eq(table.network, network), gt(table.block, block)))
          .run()
        localDb.db
          .update(notifiedBlocks)
          .set({ block })
          .where(and(eq(notifiedBlocks.network, network), gt(notifiedBlocks.block, block)))
          .run()
      })
      changed()
    },
  }
}
export type NotificationStore = ReturnType<typeof createNotificationStore>
