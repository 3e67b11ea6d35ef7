import { setTimeout as delay } from 'timers/promises'
import type { HostedAgent } from '../../contract/agents.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Core } from './own-door.ts'

/** What the desktop shows and does beside its page depends on this. */
export interface Summary {
  /** Null until a core has said. */
  readonly settings: Settings | null
  /** Null while there is no core that answers. */
  readonly agents: AgentsSummary | null
  /** Since when the core is silent or has no network, ms; null while neither is so, and before the first core. */
  readonly lostAt: number | null
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

/** The core is asked so often whether it is there, and has as long to answer, ms: a frozen one closes no connection. */
const PULSE_MS = 15_000

/** Tells what the core says until `signal` aborts; then once that it says nothing. Settings stay as they were last. */
export async function watchSummary(
  core: Pick<Core, 'system' | 'agents' | 'settings' | 'chain'>,
  signal: AbortSignal,
  tell: (summary: Summary) => void,
  pulseMs = PULSE_MS,
): Promise<void> {
  let summary: Summary = { settings: null, agents: null, lostAt: null }
  let silentAt: number | null = null
  let offlineAt: number | null = null
  const update = (change: Partial<Summary>) =>
    tell((summary = { ...summary, ...change, lostAt: silentAt ?? offlineAt }))

  async function lookAtChain() {
    const { connection } = await core.chain.status({}, { signal })
    const before = offlineAt
    offlineAt = connection === 'failed' || connection === 'reconnecting' ? (before ?? Date.now()) : null
    if (before !== offlineAt) update({})
  }

  const pulse = watchPulse(core, signal, pulseMs, (isThere) => {
    if (isThere === (silentAt === null)) return
    silentAt = isThere ? null : Date.now()
    update({})
  })
  try {
    for await (const { topic } of await core.system.changes({}, { signal })) {
      // One event per topic comes first, so all are asked at once.
      if (topic === 'settings') update({ settings: await core.settings.get({}, { signal }) })
      else if (topic === 'hosted') update({ agents: summaryOf(await core.agents.hosted({}, { signal })) })
      else if (topic === 'chain') await lookAtChain()
    }
  } finally {
    await pulse.catch(() => undefined)
    silentAt ??= Date.now()
    update({ agents: null })
  }
}

/** Says whether the core answers, until `signal` aborts. */
async function watchPulse(
  core: Pick<Core, 'system'>,
  signal: AbortSignal,
  pulseMs: number,
  tell: (isThere: boolean) => void,
): Promise<void> {
  while (!signal.aborted) {
    await delay(pulseMs, undefined, { signal })
    const late = setTimeout(() => tell(false), pulseMs)
    try {
      await core.system.status({}, { signal })
      tell(true)
    } finally {
      clearTimeout(late)
    }
  }
}
