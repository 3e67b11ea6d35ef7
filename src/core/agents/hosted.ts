import type { z } from 'zod'
import type { HostedAgent as HostedAgentSchema } from '../../contract/agents.ts'
import type { IndexDb } from '../db/index-db.ts'
import { notHosted } from './hosting-actions.ts'
import type { AgentHost } from './hosting/host.ts'
import type { HostedRow, HostedStore } from './hosting/store.ts'
import { agentRow } from './query.ts'

type HostedAgent = z.infer<typeof HostedAgentSchema>

/** A heartbeat older than this is none, ms. */
const STALE_AFTER_MS = 15_000

/** The agents that work here, as they are shown, and their switch. */
export function createHosted({
  indexDb,
  store,
  host,
}: {
  indexDb: IndexDb
  store: HostedStore
  host: AgentHost
}) {
  function show(row: HostedRow): HostedAgent {
    const { did, owner, hotKey, enabled } = row
    const status = host.status(did)
    const agent = agentRow(indexDb.db, did)
    const stale = status?.heartbeatAt != null && Date.now() - status.heartbeatAt > STALE_AFTER_MS
    return {
      ...{ did, owner, hotKey, enabled },
      state: !status ? 'starting' : stale ? 'stale' : status.state,
      heartbeatAt: status?.heartbeatAt ?? null,
      task: status?.task ?? null,
      error: status?.error ?? null,
      lastDecision: store.lastDecision({ did }),
      hotKeyFree: status?.hotKeyFree ?? '0',
      runs: store.runCounts(did),
      earned: agent?.earned ?? '0',
    }
  }

  return {
    /** A retired agent has a row until its hot key's money is home: it is not shown. */
    list: () =>
      store
        .list()
        .filter(({ did, owner }) => {
          const agent = agentRow(indexDb.db, did)
          return agent?.owner === owner && agent.status !== 'retired'
        })
        .map(show),
    /** @throws {InvalidError} for one that is not hosted here */
    switch(did: string, enabled: boolean): HostedAgent {
      const row = store.find(did)
      if (!row) throw notHosted(did)
      store.setEnabled(did, enabled)
      host.wake(did)
      return show({ ...row, enabled })
    },
  }
}
