import { setTimeout as delay } from 'node:timers/promises'
import { eq, inArray } from 'drizzle-orm'
import type { LocalDb } from '../db/local-db.ts'
import { hasText } from '../db/search.ts'
import { manifests } from '../db/schema/local/content.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from '../system/changes.ts'
import type { Programs } from '../work/programs.ts'

export interface Described {
  title: string
  description: string
  kind: string
}

/** What agents say of themselves. Manifests are read once and in the background; the list does not wait for them. */
export interface Catalogue {
  /** Reads the manifest if it is not known yet; gives up soon. */
  read(cid: string): Promise<void>
  /** What is known of these manifests; the others are fetched, and topic `agents` tells when they are there. */
  describe(cids: readonly string[]): Map<string, Described>
  /** Manifests whose words contain `text`. */
  search(text: string): string[]
}

const FETCH_WITHIN_MS = 15_000
/** What could not be read is tried again after this time, ms. */
const AGAIN_AFTER_MS = 60_000
/** How long a page waits for a manifest, ms. */
const WAIT_MS = 1_000
const MAX_FOUND = 500

export function createCatalogue(deps: {
  localDb: LocalDb
  programs: Programs
  changes: Changes
  log: Log
}): Catalogue {
  const { localDb, programs, changes, log } = deps
  const tried = new Map<string, number>()

  async function read(cid: string): Promise<void> {
    tried.set(cid, Date.now())
    try {
      const { title, description, kind } = await programs.manifest(cid, AbortSignal.timeout(FETCH_WITHIN_MS))
      localDb.db.insert(manifests).values({ cid, title, description, kind }).onConflictDoNothing().run()
      changes.publish({ topic: 'agents' })
    } catch (error) {
      log.debug(`The manifest ${cid} could not be read: ${messageOf(error)}`)
    }
  }

  async function readSoon(cid: string): Promise<void> {
    const known = localDb.db.select().from(manifests).where(eq(manifests.cid, cid)).get()
    if (!known) await Promise.race([read(cid), delay(WAIT_MS, undefined, { ref: false })])
  }

  return {
    read: readSoon,
    describe(cids) {
      if (!cids.length) return new Map()
      const rows = localDb.db
        .select()
        .from(manifests)
        .where(inArray(manifests.cid, [...cids]))
        .all()
      const known = new Map(rows.map(({ cid, ...described }) => [cid, described]))
      for (const cid of new Set(cids)) {
        if (!known.has(cid) && Date.now() - (tried.get(cid) ?? 0) > AGAIN_AFTER_MS) void read(cid)
      }
      return known
    },
    search(text) {
      return localDb.db
        .select({ cid: manifests.cid })
        .from(manifests)
        .where(hasText(text, manifests.title, manifests.description))
        .limit(MAX_FOUND)
        .all()
        .map(({ cid }) => cid)
    },
  }
}
