import type { ChainClient } from '../chain/client.ts'
import type { Content } from '../content/content.ts'
import type { IndexDb } from '../db/index-db.ts'
import type { LocalDb } from '../db/local-db.ts'
import type { Feature } from '../feature.ts'
import type { Implementer } from '../implement.ts'
import type { Log } from '../observability/log.ts'
import { retry } from '../retry.ts'
import type { Sandbox } from '../sandbox/types.ts'
import { wordsOf } from '../storage-errors.ts'
import type { Changes } from '../system/changes.ts'
import type { Notices } from '../system/notices.ts'
import type { StorageWatch } from '../system/storage-watch.ts'
import type { Submitter } from '../tx/submit.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { Programs } from '../work/programs.ts'
import { agentKeysProjection } from '../work/signers.ts'
import { createAgentActions } from './actions.ts'
import { createAgents } from './agents.ts'
import { createCatalogue } from './catalogue.ts'
import { createAgentHost } from './hosting/host.ts'
import { createHostedStore } from './hosting/store.ts'
import { createPackages } from './packages/packages.ts'
import { agentsProjection } from './projection.ts'
import { createAgentsRouter } from './router.ts'

/** What could not be done is tried again, later and later, ms. */
const RETRY_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

export const agentsProjections = [agentsProjection, agentKeysProjection] as const

export interface AgentsParts {
  dataDir: string
  resourcesDir: string
  client: ChainClient
  submitter: Submitter
  wallet: Wallet
  sandbox: Sandbox
  content: Content
  programs: Programs
  indexDb: IndexDb
  /** Whether the index shows the present of the chain. */
  isCurrent: () => boolean
  localDb: LocalDb
  storage: Pick<StorageWatch, 'report'>
  notices: Pick<Notices, 'set'>
  changes: Changes
  log: Log
}

/** Agents on the chain, packages on this machine, and the agents that work here. */
export function createAgentsFeature(parts: AgentsParts) {
  const { client, wallet, programs, indexDb, localDb, storage, changes, log } = parts
  const stopped = new AbortController()
  const onTrouble = storage.report
  const network = () => indexDb.genesisHash
  const store = createHostedStore({ localDb, changes, onTrouble, network })
  const packages = createPackages({ ...parts, log: log.child('packages') })
  const catalogue = createCatalogue({ localDb, programs, changes, log: log.child('catalogue') })
  const host = createAgentHost({ ...parts, store, onTrouble, log: log.child('host') })
  const agents = createAgents({ client, indexDb, wallet, catalogue, packages, store, host })
  const { figures } = agents

  return {
    store,
    host,
    actions: createAgentActions({ packages, programs, wallet, hosted: store, figures, inHand: host.inHand }),
    router: (os: Implementer) => createAgentsRouter(os, agents),
    /** How many agents are hosted here, and how many of them have work in hand. */
    counts() {
      if (network() === null) return { hosted: 0, working: 0 }
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
      retry(forget, {
        ...{ minTimeout: RETRY_MS, maxTimeout: LONGEST_PAUSE_MS, signal, unref: true },
        onFailedAttempt({ error }) {
          storage.report(error)
          log.warn(`What agents did for lost tasks is still kept: ${wordsOf(error)}`)
        },
      }).catch((error: unknown) => {
        if (!signal.aborted) log.error(`What agents did for lost tasks stays: ${wordsOf(error)}`)
      })
    },
    async start() {
      await packages.look()
      host.start()
    },
    async stop() {
      stopped.abort(new Error('Ainur is closing.'))
      await host.stop()
    },
  } satisfies Feature & Record<string, unknown>
}
