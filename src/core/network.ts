import { agentsProjections } from './agents/feature.ts'
import { createChainClient } from './chain/client.ts'
import { createEmbeddedRecord } from './chain/embedded-record.ts'
import { createIndexer } from './chain/indexer.ts'
import { createNetworks } from './chain/networks.ts'
import { openRuntimes } from './chain/runtimes.ts'
import { createSync } from './chain/sync.ts'
import type { CoreConfig } from './config.ts'
import type { Foundations } from './foundations.ts'
import { settlementProjection } from './settlement/projection.ts'
import { tasksProjection } from './tasks/feature.ts'
import { createSubmitter } from './tx/submit.ts'
import { createTransactionStore } from './tx/transactions.ts'

/** What the index keeps of the chain. In this order: later ones read the rows of earlier ones. */
export const projections = [...agentsProjections, tasksProjection, settlementProjection] as const

/** The connection to a chain, its index, and what is sent to it. */
export function createNetwork(config: CoreConfig, foundations: Foundations) {
  const { log, changes, notices, localDb: local, indexDb, settings } = foundations
  const transactions = createTransactionStore(local, changes)
  const record = createEmbeddedRecord({ dataDir: config.dataDir, local, journal: transactions, notices })
  const client = createChainClient({
    openNetwork: createNetworks(config, log.child('network'), record),
    runtimes: openRuntimes(config.resourcesDir),
    embedded: () => settings.get(),
    log: log.child('chain'),
  })
  const indexer = createIndexer(indexDb, projections)
  const sync = createSync({ client, indexer, changes, log: log.child('sync'), onLost: record.lost })
  const submitter = createSubmitter({
    client,
    store: transactions,
    log: log.child('submit'),
    isDoubtful: () => local.doubtful,
  })
  return { transactions, record, client, sync, submitter }
}
export type Network = ReturnType<typeof createNetwork>
