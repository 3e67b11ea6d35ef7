import { agentName } from '../agents/name.ts'
import type { AgentStatus } from '../agents/hosting/agent.ts'
import { say } from '../words.ts'
import type { News } from './store.ts'

type Trouble = 'agent-stopped' | 'hot-key-low'

/** Remembers how hosted agents are; gives what is to be told when one gets into trouble. */
export function createNewsOfAgents() {
  const before = new Map<string, Trouble | null>()

  return {
    forgetAll: () => before.clear(),
    /** `status`: null for an agent that is not hosted any more. */
    look(did: string, enabled: boolean, status: AgentStatus | null): News | null {
      const now = enabled && status ? troubleOf(status) : null
      if (now === (before.get(did) ?? null)) return null
      before.set(did, now)
      if (now === null) return null
      const why = status?.error?.said ?? null
      const agent = agentName(did)
      return {
        kind: now,
        bad: true,
        about: { agent: did },
        said: say(`notifications.${now}`, { agent, why }),
      }
    },
  }
}

function troubleOf({ state, error }: AgentStatus): Trouble | null {
  if (state === 'failed') return 'agent-stopped'
  return error?.code === 'hot-key-low' ? 'hot-key-low' : null
}
