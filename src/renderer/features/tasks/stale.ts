import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

const { tasks } = orpc

export const tasksStale: StaleBy = {
  tasks: [tasks.list.key(), tasks.ended.key(), tasks.get.key(), tasks.underWay.key(), tasks.outlook.key()],
  // What may be done about a task, and whose it is.
  accounts: [tasks.list.key(), tasks.ended.key(), tasks.get.key(), tasks.underWay.key()],
  agents: [tasks.capabilities.key(), tasks.offers.key(), tasks.outlook.key()],
  hosted: [tasks.capabilities.key(), tasks.offers.key(), tasks.outlook.key()],
}
