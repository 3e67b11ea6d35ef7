import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import type { SystemStatus } from '../contract/system.ts'
import { createChainClient } from './chain/client.ts'
import { createEmbeddedRecord } from './chain/embedded-record.ts'
import { createIndexer } from './chain/indexer.ts'
import { createNetworks } from './chain/networks.ts'
import { openRuntimes } from './chain/runtimes.ts'
import { chainStatus, createChainRouter } from './chain/router.ts'
import { createSubmitter } from './tx/submit.ts'
import { createSync } from './chain/sync.ts'
import type { CoreConfig, Host } from './config.ts'
import { createContacts } from './contacts/contacts.ts'
import { createContactsRouter } from './contacts/router.ts'
import { createIndexDb } from './db/index-db.ts'
import { createLocalDb } from './db/local-db.ts'
import { AinurError, messageOf, OfflineError } from './errors.ts'
import { createFaucet } from './faucet/faucet.ts'
import { createFaucetRouter } from './faucet/router.ts'
import { createImplementer } from './implement.ts'
import { createMarket, marketProjections } from './market.ts'
import { createLog } from './observability/log.ts'
import { makePrivate } from './private-folder.ts'
import { createSandbox } from './sandbox/sandbox.ts'
import { createSettingsRouter } from './settings/router.ts'
import { createSettings } from './settings/settings.ts'
import { createChanges } from './system/changes.ts'
import { createNotices } from './system/notices.ts'
import { createStorageWatch } from './system/storage-watch.ts'
import { createSystemRouter } from './system/router.ts'
import { createProgress } from './system/status.ts'
import { createActions } from './tx/actions.ts'
import { createTxRouter } from './tx/router.ts'
import { createTransactionStore } from './tx/transactions.ts'
import { tracesIn } from './traces.ts'
import { createTx } from './tx/tx.ts'
import { createLedger } from './wallet/ledger.ts'
import { createWalletRouter } from './wallet/router.ts'
import { createWalletStore } from './wallet/store.ts'
import { createVault } from './wallet/vault.ts'
import { createWallet } from './wallet/wallet.ts'
import { readParameters } from './work/parameters.ts'
import { say, saidOf } from './words.ts'

export type { CoreConfig, Host } from './config.ts'

/** How long the start waits for a network before it goes on without one, ms. */
const CONNECT_WITHIN_MS = 10_000

export type Core = ReturnType<typeof createCore>

/**
 * The product without a shell. The router answers at once; `start` brings the parts up in order and tells of it in
 * `system.status`; `stop` takes them down in reverse.
 */
export function createCore(config: CoreConfig, host: Host) {
  const { dataDir, resourcesDir, cacheDir = join(dataDir, 'cache') } = config
  const migrations = (name: string) => join(resourcesDir, 'migrations', name)
  const startedAt = Date.now()
  const log = createLog({ dir: join(dataDir, 'logs'), host })
  const changes = createChanges((error) => log.error(`A change was not taken in: ${messageOf(error)}`))
  const progress = createProgress(changes, log.child('start'))
  const notices = createNotices(changes, log)

  const storage = createStorageWatch({ dataDir, notices, end: host.end ?? log.error })
  const local = createLocalDb({
    file: join(dataDir, 'local.db'),
    migrationsFolder: migrations('local'),
    onTidied: (secrets, error) => notices.set(`${secrets}-secrets`, error && error.text),
    onDoubt: (text) => notices.set('local-data', text),
    onTrouble: (error) => storage.report(error),
    traces: () => tracesIn(dataDir),
  })
  const index = createIndexDb({
    dir: join(dataDir, 'index'),
    migrationsFolder: migrations('index'),
    log: log.child('index'),
    onDamaged: (text) => notices.set('index', text),
    onTrouble: (error) => storage.report(error),
  })
  const settings = createSettings(local, changes)

  const transactions = createTransactionStore(local, changes)
  const record = createEmbeddedRecord({ dataDir, local, journal: transactions, notices })
  const client = createChainClient({
    openNetwork: createNetworks(config, log.child('network'), record),
    runtimes: openRuntimes(resourcesDir),
    embedded: () => settings.get(),
    log: log.child('chain'),
  })
  const indexer = createIndexer(index, marketProjections)
  const sync = createSync({ client, indexer, changes, log: log.child('sync'), onLost: record.lost })
  const submitter = createSubmitter({
    client,
    store: transactions,
    log: log.child('submit'),
    isDoubtful: () => local.doubtful,
  })

  const walletStore = createWalletStore(local)
  const wallet = createWallet({
    store: walletStore,
    vault: createVault(host, join(dataDir, 'machine.key'), walletStore.unattended),
    notices,
    changes,
    unlockMinutes: () => settings.get().unlockMinutes,
    warn: log.child('wallet').warn,
  })
  const contacts = createContacts({ local, changes, own: () => walletStore.list() })
  const ledger = createLedger({ client, sync, index })
  const faucet = createFaucet({ client, submitter })

  const sandbox = createSandbox({
    cacheDir: join(cacheDir, 'sandbox'),
    meterPath: join(resourcesDir, 'sandbox', 'meter.wasm'),
    log: (message) => log.child('sandbox').info(message),
    ...(config.nodePath && { nodePath: config.nodePath }),
    ...(config.workerUrls?.sandbox && { hostUrl: config.workerUrls.sandbox }),
  })
  const market = createMarket({
    dataDir,
    resourcesDir,
    devResolver: config.devResolver ?? true,
    client,
    submitter,
    wallet,
    sandbox,
    indexDb: index,
    isCurrent: () => sync.isBehind() === false,
    localDb: local,
    storage,
    notices,
    changes,
    log,
  })
  const tx = createTx({
    client,
    submitter,
    wallet,
    build: createActions(market.actions, {
      requireCurrent: sync.requireCurrent,
      nameOf: contacts.nameOf,
    }),
  })

  const os = createImplementer(
    log.child('contract'),
    ([noun]) => {
      if (noun !== 'system') progress.requireAlive()
    },
    storage.report,
  )
  const router = {
    system: createSystemRouter(os, { status, changes, log, local }),
    chain: createChainRouter(
      os,
      { client, sync, settings, record, parameters: readParameters, log: log.child('network') },
      progress.requireReady,
    ),
    settings: createSettingsRouter(os, settings),
    wallet: createWalletRouter(os, { wallet, ledger, client }),
    contacts: createContactsRouter(os, contacts),
    faucet: createFaucetRouter(os, faucet),
    tx: createTxRouter(os, tx, transactions),
    ...market.routers(os),
  }

  function status(): SystemStatus {
    const failure = progress.failure()
    const { rss, heapUsed } = process.memoryUsage()
    return {
      version: config.version,
      shell: config.shell,
      phase: progress.phase(),
      steps: progress.steps(),
      startedAt,
      chain: chainStatus({ client, sync }),
      database: databaseState(failure),
      notices: notices.list(),
      memory: { rss, heapUsed },
      agents: index.genesisHash === null ? { hosted: 0, working: 0 } : market.counts(),
    }
  }

  function databaseState(failure: unknown): SystemStatus['database'] {
    if (failure)
      return {
        ok: false,
        detail: messageOf(failure),
        said: failure instanceof AinurError ? failure.said : null,
      }
    const said = say(index.genesisHash ? 'system.data-and-index-open' : 'system.data-open')
    return { ok: true, detail: said.message, said: saidOf(said) }
  }

  async function connect(signal: AbortSignal) {
    const { connection, error } = client.status()
    if (connection === 'failed') throw error === null ? notYet('system.not-opened') : new Error(error)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_WITHIN_MS)])
    await client.whenConnected(limit).catch(() => {
      signal.throwIfAborted()
      const trouble = client.status().error
      throw trouble === null ? notYet('system.no-answer-yet') : new Error(trouble)
    })
  }

  /** Waits for what came since the last time; an index that has much to read is no reason not to begin. */
  async function catchUp(signal: AbortSignal) {
    while (!signal.aborted) {
      const { finalized, connection } = client.status()
      if (connection !== 'connected') return
      const behind = sync.isBehind()
      if (behind) log.info('Much of the chain is still to be read: that goes on while Ainur is used.')
      if (behind !== null) return behind ? undefined : sync.waitFor(finalized ?? 0, signal)
      await delay(5, undefined, { signal })
    }
  }

  const stops: (() => void | Promise<void>)[] = []
  const onStop = (stop: () => void | Promise<void>) => void stops.unshift(stop)

  const steps = [
    {
      said: say('system.opening-data'),
      run() {
        for (const words of makePrivate(dataDir)) log.warn(words)
        storage.start()
        onStop(() => storage.stop())
        local.open()
        onStop(() => local.close())
        if (settings.dropRefusedEndpoints())
          log.warn(
            'An endpoint that was kept is not used any more: it was not wss://host:port, or had a secret.',
          )
        local.cleanOnce()
        onStop(() => index.close())
      },
    },
    {
      said: say('system.preparing-keys'),
      async run() {
        await wallet.start()
        onStop(() => wallet.stop())
      },
    },
    {
      said: say('system.starting-network'),
      optional: true,
      async run(signal: AbortSignal) {
        onStop(client.onStatus(() => changes.publish({ topic: 'chain' })))
        onStop(
          settings.onChange((now, before) => {
            if (now.devSpeed === before.devSpeed && now.executor === before.executor) return
            client.configureEmbedded(now).catch((error: unknown) => log.error(messageOf(error)))
          }),
        )
        onStop(() => client.stop())
        onStop(record.onLost(market.forgetLost))
        sync.start()
        onStop(() => sync.stop())
        submitter.start()
        onStop(() => submitter.stop())
        await client.start(settings.get().network, signal)
      },
    },
    {
      said: say('system.starting-agents'),
      async run() {
        onStop(() => sandbox.stop())
        onStop(() => market.stop())
        await market.start()
      },
    },
    { said: say('system.connecting'), optional: true, run: connect },
    { said: say('system.reading-chain'), optional: true, run: catchUp },
  ]

  let stopping: Promise<void> | null = null
  const ending = new AbortController()

  async function stop() {
    progress.setPhase('stopping')
    ending.abort(new Error('Ainur is closing.'))
    for (const end of stops.splice(0)) {
      try {
        await end()
      } catch (error) {
        log.error(`Stopping: ${messageOf(error)}`)
      }
    }
  }

  return {
    router,
    /** What `system.changes` tells, inside this process. */
    changes: (signal?: AbortSignal) => changes.subscribe(signal),
    /** @throws what made it impossible to start; `system.status` shows it, too */
    async start(signal?: AbortSignal): Promise<void> {
      log.info(`Ainur ${config.version} starts.`)
      for (const words of config.remarks ?? []) log.warn(words)
      const limit = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal
      await progress.run(steps, limit)
      progress.setPhase('ready')
      log.info(`Ready after ${Date.now() - startedAt} ms.`)
    },
    stop: (): Promise<void> => (stopping ??= stop()),
  }
}

const notYet = (code: 'system.not-opened' | 'system.no-answer-yet') =>
  new OfflineError({ ...say('chain.offline'), ...say(code) })
