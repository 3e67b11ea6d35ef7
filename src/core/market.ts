import pRetry from 'p-retry'
import { agentsProjection } from './agents/projection.ts'
import { createAgentActions } from './agents/actions.ts'
import { createAgents } from './agents/agents.ts'
import { createCatalogue } from './agents/catalogue.ts'
import { createAgentHost } from './agents/hosting/host.ts'
import { createHostedStore } from './agents/hosting/store.ts'
import { createPackages } from './agents/packages/packages.ts'
import { createComponentRunner } from './work/component-runner.ts'
import { createPrograms } from './work/programs.ts'
import { createAgentsRouter } from './agents/router.ts'
import type { ChainClient } from './chain/client.ts'
import type { Submitter } from './tx/submit.ts'
import { createContent } from './content/content.ts'
import { createContentRouter } from './content/router.ts'
import type { IndexDb } from './db/index-db.ts'
import type { LocalDb } from './db/local-db.ts'
import type { Implementer } from './implement.ts'
import type { Log } from './observability/log.ts'
import type { Sandbox } from './sandbox/types.ts'
import { settlementProjection } from './settlement/projection.ts'
import { createSettlementRouter } from './settlement/router.ts'
import { createSettlement } from './settlement/settlement.ts'
import type { Changes } from './system/changes.ts'
import type { Notices } from './system/notices.ts'
import { wordsOf } from './storage-errors.ts'
import type { StorageWatch } from './system/storage-watch.ts'
import { createTaskActions } from './tasks/actions.ts'
import { createDevResolver } from './tasks/dev-resolver.ts'
import { tasksProjection } from './tasks/projection.ts'
import { createTasksRouter } from './tasks/router.ts'
import { agentKeysProjection } from './work/signers.ts'
import { createTasks } from './tasks/tasks.ts'
import type { Wallet } from './wallet/wallet.ts'

/** What could not be done is tried again, later and later, ms. */
const RETRY_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** In this order: later ones read the rows of earlier ones. */
export const marketProjections = [
  agentsProjection,
  agentKeysProjection,
  tasksProjection,
  settlementProjection,
] as const

export interface MarketParts {
  dataDir: string
  resourcesDir: string
  /** Settles disputes on the embedded network by running the work again. */
  devResolver: boolean
  client: ChainClient
  submitter: Submitter
  wallet: Wallet
  sandbox: Sandbox
  indexDb: IndexDb
  /** Whether the index shows the present of the chain. */
  isCurrent: () => boolean
  localDb: LocalDb
  storage: Pick<StorageWatch, 'report'>
  notices: Pick<Notices, 'set'>
  changes: Changes
  log: Log
}

/** The marketplace: content, agents, tasks and settlement, put together. */
export function createMarket(parts: MarketParts) {
  const { dataDir, client, indexDb, localDb, storage, changes, log, wallet } = parts
  const stopped = new AbortController()
  const content = createContent({
    dataDir,
    localDb,
    notices: parts.notices,
    onTrouble: storage.report,
    gateway: () => client.gateway(),
    publishTo() {
      const origin = client.gateway()
      if (client.status().network.kind === 'embedded' || origin === null) return null
      return { origin, genesisHash: client.genesisHash() }
    },
  })
  const store = createHostedStore({
    localDb,
    changes,
    onTrouble: storage.report,
    network: () => indexDb.genesisHash,
  })
  const packages = createPackages({ ...parts, content, log: log.child('packages') })
  const runners = { wasm: createComponentRunner({ content, sandbox: parts.sandbox }) }
  const programs = createPrograms({ content, runners })
  const catalogue = createCatalogue({ localDb, programs, changes, log: log.child('catalogue') })
  const host = createAgentHost({
    ...parts,
    content,
    programs,
    store,
    onTrouble: storage.report,
    log: log.child('host'),
  })
  const agents = createAgents({ client, indexDb, wallet, catalogue, packages, store, host })
  const tasks = createTasks({ ...parts, content, programs, hosted: store, host })
  const settlement = createSettlement({ indexDb })
  const resolver = createDevResolver({ ...parts, content, programs, log: log.child('resolver') })

  return {
    content,
    agents,
    tasks,
    settlement,
    /** Builders of the actions of agents and tasks. */
    actions: {
      ...createAgentActions({
        ...{ packages, programs, wallet, hosted: store },
        figures: agents.figures,
        inHand: host.inHand,
      }),
      ...createTaskActions({ figures: tasks.figures, content, wallet }),
    },
    routers: (os: Implementer) => ({
      agents: createAgentsRouter(os, agents),
      tasks: createTasksRouter(os, tasks),
      content: createContentRouter(os, content),
      settlement: createSettlementRouter(os, settlement),
    }),
    /** How many agents are hosted here, and how many of them have work in hand. */
    counts() {
      const rows = agents.hosted()
      const busy = rows.filter(({ state }) => state === 'running' || state === 'submitting')
      return { hosted: rows.length, working: busy.length }
    },
    /** Forgets what agents did for tasks that went with blocks that the chain lost: their numbers are given again. */
    forgetLost(): void {
      const { signal } = stopped
      const forget = async () => {
        const { api, genesisHash } = await client.whenConnected(signal)
        const next = await api.query['tasks']!['nextTaskId']!()
        store.forgetTasksFrom(genesisHash, Number(next.toString()))
      }
      pRetry(forget, {
        ...{ retries: Infinity, minTimeout: RETRY_MS, maxTimeout: LONGEST_PAUSE_MS, signal, unref: true },
        onFailedAttempt({ error }) {
          storage.report(error)
          log.warn(`What agents did for lost tasks is still kept: ${wordsOf(error)}`)
        },
      }).catch((error: unknown) => {
        if (!signal.aborted) log.error(`What agents did for lost tasks stays: ${wordsOf(error)}`)
      })
    },
    async start() {
      await content.start()
      await packages.look()
      host.start()
      if (parts.devResolver) resolver.start()
    },
    async stop() {
      stopped.abort(new Error('Ainur is closing.'))
      await resolver.stop()
      await host.stop()
      await content.stop()
    },
  }
}
