import type { AgentManifest } from '../../contract/manifest.ts'
import type { Offers } from '../../contract/tasks.ts'
import type { IndexDb } from '../db/index-db.ts'
import type { Programs } from '../work/programs.ts'
import { agentsFor } from './query.ts'

/** Nobody who writes a task waits longer than this for a manifest that others have, ms. */
const MANIFEST_WITHIN_MS = 1_000
/** Agents of one program say the same; more programs than this nobody compares. */
const MOST_OFFERS = 16

/** The manifest that a CID names; null where it cannot be had soon, or is none. */
export const manifestSoon = (
  programs: Programs,
  cid: string,
  signal?: AbortSignal,
): Promise<AgentManifest | null> =>
  programs
    .manifest(cid, AbortSignal.any([AbortSignal.timeout(MANIFEST_WITHIN_MS), ...(signal ? [signal] : [])]))
    .catch(() => null)

/** What the agents that could take such a task say of it. */
export async function offersOf(
  { indexDb, programs }: { indexDb: IndexDb; programs: Programs },
  task: { capability: string; target: string | null },
  signal?: AbortSignal,
): Promise<Offers> {
  const agents = new Map<string, string>()
  for (const { did, manifestCid } of agentsFor(indexDb.db, task))
    if (!agents.has(manifestCid)) agents.set(manifestCid, did)
  const offers = [...agents].slice(0, MOST_OFFERS).map(async ([cid, did]) => {
    const manifest = await manifestSoon(programs, cid, signal)
    const capability = manifest?.capabilities.find(({ name }) => name === task.capability)
    return manifest && capability ? { did, title: manifest.title, capability } : null
  })
  const known = (await Promise.all(offers)).filter((offer) => offer !== null)
  return { known, unknown: agents.size - known.length }
}
