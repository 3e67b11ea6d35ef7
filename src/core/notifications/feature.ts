import type { AgentHost } from '../agents/hosting/host.ts'
import type { HostedStore } from '../agents/hosting/store.ts'
import type { ChainClient } from '../chain/client.ts'
import type { Contacts } from '../contacts/contacts.ts'
import type { IndexDb } from '../db/index-db.ts'
import type { LocalDb } from '../db/local-db.ts'
import type { Feature } from '../feature.ts'
import type { Implementer } from '../implement.ts'
import type { Log } from '../observability/log.ts'
import { wordsOf } from '../storage-errors.ts'
import type { Change, Changes } from '../system/changes.ts'
import type { StorageWatch } from '../system/storage-watch.ts'
import { accountCalled } from '../tx/transfers.ts'
import type { TransactionStore } from '../tx/transactions.ts'
import type { Wallet } from '../wallet/wallet.ts'
import { createNewsOfAgents } from './of-agents.ts'
import { newsOfPayments } from './of-payments.ts'
import { newsOfTasks } from './of-tasks.ts'
import { newsOfTransaction } from './of-transactions.ts'
import { createLossWatch } from './loss-watch.ts'
import { createNotificationsRouter } from './router.ts'
import { createNotificationStore } from './store.ts'

export interface NotificationsParts {
  client: ChainClient
  wallet: Pick<Wallet, 'owned' | 'account'>
  contacts: Pick<Contacts, 'nameOf'>
  transactions: Pick<TransactionStore, 'row'>
  hosted: HostedStore
  host: Pick<AgentHost, 'status'>
  indexDb: IndexDb
  localDb: LocalDb
  storage: Pick<StorageWatch, 'report'>
  changes: Changes
  log: Log
}

/** Tells the user what ends or breaks, from changes that the other rooms tell of. */
export function createNotificationsFeature(parts: NotificationsParts) {
  const { client, wallet, contacts, transactions, hosted, host, indexDb, storage, changes, log } = parts
  const store = createNotificationStore(parts)
  const agents = createNewsOfAgents()
  const network = () => indexDb.genesisHash
  const words = {
    nameOf: (own: string) => wallet.account(own).name,
    called: accountCalled(contacts.nameOf),
  }
  const lossWatch = createLossWatch(client, (news) => attempt(() => store.add(null, [news])))
  /** Tasks that changed; null: any may have. */
  let tasks: Set<number> | null = null
  let moneyMoved = true
  let agentsOf: string | null = null
  const ends: (() => void)[] = []

  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      storage.report(error)
      log.warn(`Something could not be told: ${wordsOf(error)}`)
    }
  }

  function lookAtBlocks(): void {
    const present = network()
    if (present === null) return
    const block = store.block(present)
    // What happened before Ainur first saw this chain is no news.
    if (block === null) return begin(present)
    const ids = tasks && [...tasks]
    if (ids?.length === 0 && !moneyMoved) return
    const owned = wallet.owned()
    const ofTasks = newsOfTasks(indexDb.db, owned, { block, ids })
    const ofPayments = newsOfPayments(indexDb.db, owned, block, words)
    const news = [...ofTasks.news, ...ofPayments.news]
    if (news.length > 0) store.add(present, news)
    const last = Math.max(ofTasks.last, ofPayments.last)
    if (last > block) store.setBlock(present, last)
    tasks = new Set()
    moneyMoved = false
  }

  function begin(present: string): void {
    const { finalized, genesisHash } = client.status()
    if (finalized !== null && genesisHash === present) store.setBlock(present, finalized)
  }

  function lookAtAgents(did?: string): void {
    const present = network()
    if (present !== agentsOf) agents.forgetAll()
    agentsOf = present
    if (present === null) return
    const rows = hosted.list().filter((row) => did === undefined || row.did === did)
    const news = rows.flatMap((row) => agents.look(row.did, row.enabled, host.status(row.did)) ?? [])
    if (news.length > 0) store.add(present, news)
  }

  function lookAtTransaction(id: string): void {
    const row = transactions.row(id)
    const news = newsOfTransaction(row)
    if (news) store.add(row.genesisHash, [news])
  }

  function heard({ topic, id }: Change): void {
    if (topic === 'tasks') {
      if (id === undefined) tasks = null
      else tasks?.add(Number(id))
    } else if (topic === 'balances') moneyMoved = true
    else if (topic === 'chain') attempt(lookAtBlocks)
    else if (topic === 'hosted') attempt(() => lookAtAgents(id))
    else if (topic === 'transactions' && id !== undefined) attempt(() => lookAtTransaction(id))
  }

  return {
    router: (os: Implementer) => createNotificationsRouter(os, store, network),
    /** Blocks of the chain are lost: what was told of them did not happen. */
    forgetLost(): void {
      const { finalized, genesisHash } = client.status()
      if (genesisHash !== null) attempt(() => store.loseAfter(genesisHash, finalized ?? 0))
    },
    start() {
      ends.push(changes.listen(heard), lossWatch.start())
    },
    stop() {
      for (const end of ends.splice(0)) end()
    },
  } satisfies Feature & Record<string, unknown>
}
