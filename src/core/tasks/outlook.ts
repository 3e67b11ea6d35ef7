import { REPUTATION } from '../../contract/actions.ts'
import type { Reason } from '../../contract/common.ts'
import { canRun, inputFits, type CanRunFacts, type InputFacts } from '../agents/can-run.ts'
import type { AgentHost } from '../agents/hosting/host.ts'
import type { HostedStore } from '../agents/hosting/store.ts'
import { constant } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import type { IndexDb } from '../db/index-db.ts'
import { defaultLimits } from '../sandbox/types.ts'
import type { Programs } from '../work/programs.ts'
import { manifestSoon } from './offers.ts'
import { pricesOf } from './prices.ts'
import { agentsFor } from './query.ts'

/** What is asked for of a task that is not posted yet. */
export interface Wanted {
  capability: string
  target: string | null
  /** Planck. */
  budget: string
  minReputation?: number
  /** Null: not said yet. */
  input?: InputFacts | null
}

interface OutlookParts {
  client: ChainClient
  indexDb: IndexDb
  hosted: HostedStore
  host: AgentHost
  programs: Programs
}

/** What agents ask, what similar tasks cost lately, and which agents could take this one: those hosted here answer for themselves. */
export async function outlook(
  { client, indexDb, hosted, host, programs }: OutlookParts,
  { capability, target, budget, minReputation = REPUTATION.least, input = null }: Wanted,
  signal?: AbortSignal,
) {
  const task = { capability, target, budget, minReputation, posted: null }
  const minStake = constant(client.api(), 'agents', 'minStake').toString()
  const now = client.status().time ?? Date.now()
  /** What can be said of an agent of another machine, which has more to ask. */
  const elsewhere = async (facts: CanRunFacts, manifestCid: string): Promise<Reason[]> => {
    const manifest = input && (await manifestSoon(programs, manifestCid, signal))
    return [
      ...canRun(facts),
      ...(manifest ? inputFits(capability, manifest, input, defaultLimits.input) : []),
    ]
  }
  const candidates = await Promise.all(
    agentsFor(indexDb.db, task).map(async (agent) => {
      const here = hosted.find(agent.did)
      const reasons = here
        ? await host.facts.reasons(here, agent, { ...task, input }, { signal })
        : await elsewhere({ task, agent, minStake, maxBids: Infinity, now, host: null }, agent.manifestCid)
      const { did, owner, price, score } = agent
      return { did, owner, price, reputation: score, canRun: reasons.length === 0, reasons }
    }),
  )
  return { prices: pricesOf(indexDb.db, capability), candidates }
}
