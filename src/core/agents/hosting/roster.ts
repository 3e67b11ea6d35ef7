import { and, eq } from 'drizzle-orm'
import { hostedAgents } from '../../db/schema/local/hosting.ts'
import type { Notes, NotesOptions } from './notes.ts'

export type HostedRow = typeof hostedAgents.$inferSelect
type NewHosted = Pick<HostedRow, 'did' | 'owner' | 'hotKey'>

/** The agents that this machine works for on the connected network. */
export interface Roster {
  /**
   * Remembers that an agent is to be hosted here; it is as soon as its hot key has its rights, as it may have already.
   * What it gives takes the plan back.
   */
  plan(agent: NewHosted, hasRights: boolean): () => void
  /** Agents that are hosted here. */
  list(): HostedRow[]
  find(did: string): HostedRow | undefined
  /** Planned in this process, and its transaction may not have been begun yet. */
  isFresh(did: string): boolean
  /** With those whose rights are on their way. */
  all(): HostedRow[]
  /** The hot key has its rights since this finalized block at the latest. */
  sawRights(did: string, block: number): void
  /** The agent is hosted here no more, unless its row has changed since. */
  remove(row: HostedRow): void
  setEnabled(did: string, enabled: boolean): void
}

/** Between a plan and the transaction that it is for lies what is done before signing. */
const FRESH_MS = 60_000

export function createRoster({ localDb, network }: NotesOptions, { need, tell }: Notes): Roster {
  const fresh = new Map<string, number>()
  const own = (did: string) => and(eq(hostedAgents.network, need()), eq(hostedAgents.did, did))

  const row = (did: string): HostedRow | undefined =>
    network() === null ? undefined : localDb.db.select().from(hostedAgents).where(own(did)).get()

  function all(): HostedRow[] {
    const connected = network()
    if (connected === null) return []
    return localDb.db
      .select()
      .from(hostedAgents)
      .where(eq(hostedAgents.network, connected))
      .orderBy(hostedAgents.createdAt)
      .all()
  }

  function put(agent: HostedRow): void {
    localDb.db
      .insert(hostedAgents)
      .values(agent)
      .onConflictDoUpdate({ target: [hostedAgents.network, hostedAgents.did], set: agent })
      .run()
    tell(agent.did)
  }

  return {
    plan(agent, hasRights) {
      const { did } = agent
      const now = Date.now()
      const before = row(did)
      const known = hasRights && before?.hotKey === agent.hotKey ? before.rightsSeen : null
      const planned = { ...agent, enabled: true, rightsSeen: known, updatedAt: now }
      put({ ...planned, network: need(), createdAt: before?.createdAt ?? now })
      fresh.set(`${need()} ${did}`, performance.now())
      return () => {
        if (before) put(before)
        else localDb.db.delete(hostedAgents).where(own(did)).run()
        tell(did)
      }
    },
    list: () => all().filter(({ rightsSeen }) => rightsSeen !== null),
    find(did) {
      const found = row(did)
      return found && found.rightsSeen !== null ? found : undefined
    },
    isFresh: (did) => performance.now() - (fresh.get(`${need()} ${did}`) ?? -Infinity) < FRESH_MS,
    all,
    sawRights(did, block) {
      localDb.db.update(hostedAgents).set({ rightsSeen: block }).where(own(did)).run()
      tell(did)
    },
    remove({ did, updatedAt }) {
      localDb.db
        .delete(hostedAgents)
        .where(and(own(did), eq(hostedAgents.updatedAt, updatedAt)))
        .run()
      tell(did)
    },
    setEnabled(did, enabled) {
      localDb.db.update(hostedAgents).set({ enabled, updatedAt: Date.now() }).where(own(did)).run()
      tell(did)
    },
  }
}
