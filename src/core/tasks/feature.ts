import type { AgentHost } from '../agents/hosting/host.ts'
import type { HostedStore } from '../agents/hosting/store.ts'
import type { ChainClient } from '../chain/client.ts'
import type { Content } from '../content/content.ts'
import type { IndexDb } from '../db/index-db.ts'
import type { LocalDb } from '../db/local-db.ts'
import type { Feature } from '../feature.ts'
import type { Implementer } from '../implement.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from '../system/changes.ts'
import type { Submitter } from '../tx/submit.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { Programs } from '../work/programs.ts'
import { createTaskActions } from './actions.ts'
import { createDevResolver } from './dev-resolver.ts'
import { createDrafts } from './drafts.ts'
import { createTasksRouter } from './router.ts'
import { createTasks } from './tasks.ts'

export { tasksProjection } from './projection.ts'

export interface TasksParts {
  /** Settles disputes on the embedded network by running the work again. */
  devResolver: boolean
  client: ChainClient
  submitter: Submitter
  wallet: Wallet
  content: Content
  programs: Programs
  indexDb: IndexDb
  localDb: LocalDb
  /** Whether the index shows the present of the chain. */
  isCurrent: () => boolean
  hosted: HostedStore
  host: AgentHost
  changes: Changes
  log: Log
}

/** Tasks on the chain: posting, following, checking and disputing them. */
export function createTasksFeature(parts: TasksParts) {
  const { content, submitter, wallet, log } = parts
  const tasks = createTasks(parts)
  const drafts = createDrafts({ ...parts, task: tasks.figures, transaction: submitter.get })
  const resolver = createDevResolver({ ...parts, log: log.child('resolver') })
  return {
    actions: createTaskActions({ figures: tasks.figures, content, wallet }),
    router: (os: Implementer) => createTasksRouter(os, tasks, drafts),
    start() {
      if (parts.devResolver) resolver.start()
    },
    stop: resolver.stop,
  } satisfies Feature
}
