import { REPUTATION } from '../../contract/actions.ts'
import { canRun } from '../agents/can-run.ts'
import type { AgentHost } from '../agents/hosting/host.ts'
import type { HostedStore } from '../agents/hosting/store.ts'
import { constant } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import type { IndexDb } from '../db/index-db.ts'
import { pricesOf } from './prices.ts'
import { agentsFor } from './query.ts'

/** What is asked for of a task that is not posted yet. */
export interface Wanted {
  capability: string
  target: string | null
  /** Planck. */
  budget: string
  minReputation?: number
}

interface OutlookParts {
  client: ChainClient
  indexDb: IndexDb
  hosted: HostedStore
  host: AgentHost
}

/** What agents ask, what similar tasks cost lately, and which agents could take this one: those hosted here answer for themselves. */
export async function outlook(
  { client, indexDb, hosted, host }: OutlookParts,
  { capability, target, budget, minReputation = REPUTATION.least }: Wanted,
  signal?: AbortSignal,
) {
  const task = { capability, target, budget, minReputation, posted: null }
  const minStake = constant(client.api(), 'agents', 'minStake').toString()
  const now = client.status().time ?? Date.now()
  const candidates = await Promise.all(
    agentsFor(indexDb.db, task).map(async (agent) => {
      const here = hosted.find(agent.did)
      const reasons = here
        ? await host.facts.reasons(here, agent, { ...task, inputCid: null }, { signal })
        : canRun({ task, agent, minStake, maxBids: Infinity, now, host: null })
      const { did, owner, price, score } = agent
      return { did, owner, price, reputation: score, canRun: reasons.length === 0, reasons }
    }),
  )
  return { prices: pricesOf(indexDb.db, capability), candidates }
}
