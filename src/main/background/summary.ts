import type { HostedAgent } from '../../contract/agents.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Core } from './own-door.ts'

/** What the desktop shows and does beside its page depends on this. */
export interface Summary {
  /** Null until a core has said. */
  readonly settings: Settings | null
  /** Null while there is no core that answers. */
  readonly agents: AgentsSummary | null
}

export interface AgentsSummary {
  readonly hosted: number
  /** How many have work in hand. */
  readonly working: number
  /** What they earned in all, planck. */
  readonly earned: string
}

const WITH_WORK = new Set<HostedAgent['state']>(['running', 'submitting'])

export const summaryOf = (agents: readonly Pick<HostedAgent, 'state' | 'earned'>[]): AgentsSummary => ({
  hosted: agents.length,
  working: agents.filter(({ state }) => WITH_WORK.has(state)).length,
  earned: agents.reduce((sum, { earned }) => sum + BigInt(earned), 0n).toString(),
})

/** Tells what the core says until `signal` aborts; then once that it says nothing. Settings stay as they were last. */
export async function watchSummary(
  core: Pick<Core, 'system' | 'agents' | 'settings'>,
  signal: AbortSignal,
  tell: (summary: Summary) => void,
): Promise<void> {
  let summary: Summary = { settings: null, agents: null }
  try {
    for await (const { topic } of await core.system.changes({}, { signal })) {
      // One event per topic comes first, so both are asked at once.
      if (topic === 'settings') summary = { ...summary, settings: await core.settings.get({}, { signal }) }
      else if (topic === 'hosted')
        summary = { ...summary, agents: summaryOf(await core.agents.hosted({}, { signal })) }
      else continue
      tell(summary)
    }
  } finally {
    tell({ ...summary, agents: null })
  }
}
