import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

const { agents } = orpc

export const agentsStale: StaleBy = {
  agents: [agents.list.key(), agents.get.key(), agents.earnings.key()],
  hosted: [
    ...[agents.hosted.key(), agents.decisions.key(), agents.runs.key(), agents.log.key()],
    ...[agents.list.key(), agents.get.key()],
  ],
  packages: [agents.packages.key()],
  // Whose accounts there are decides which agents are ours.
  accounts: [agents.list.key(), agents.get.key()],
}
