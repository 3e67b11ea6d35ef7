import { join } from 'node:path'
import type { SystemStatus } from '../contract/system.ts'
import { createAgentsFeature } from './agents/feature.ts'
import { chainStatus, createChainRouter } from './chain/router.ts'
import type { CoreConfig, Shell } from './config.ts'
import { createContacts } from './contacts/contacts.ts'
import { createContactsRouter } from './contacts/router.ts'
import { createContent } from './content/content.ts'
import { createContentRouter } from './content/router.ts'
import { messageOf, SaidError } from './errors.ts'
import { createFaucet } from './faucet/faucet.ts'
import { createFaucetRouter } from './faucet/router.ts'
import { createFoundations, type Foundations } from './foundations.ts'
import { createImplementer } from './implement.ts'
import { createNetwork, type Network } from './network.ts'
import { createNotificationsFeature } from './notifications/feature.ts'
import { createSandbox } from './sandbox/sandbox.ts'
import { createSettingsRouter } from './settings/router.ts'
import { createSettlementRouter } from './settlement/router.ts'
import { createSettlement } from './settlement/settlement.ts'
import { startSteps } from './start.ts'
import { createSystemRouter } from './system/router.ts'
import { createTasksFeature } from './tasks/feature.ts'
import { createActions } from './tx/actions.ts'
import { createTxRouter } from './tx/router.ts'
import { createTx } from './tx/tx.ts'
import { createLedger } from './wallet/ledger.ts'
import { createWalletRouter } from './wallet/router.ts'
import { createWalletStore } from './wallet/store.ts'
import { createVault } from './wallet/vault.ts'
import { createWallet } from './wallet/wallet.ts'
import { say, saidOf } from './words.ts'
import { createComponentRunner } from './work/component-runner.ts'
import { readParameters } from './work/parameters.ts'
import { createPrograms } from './work/programs.ts'

export type { CoreConfig, Shell } from './config.ts'

export type Core = ReturnType<typeof createCore>

/**
 * The product without a shell. The router answers at once; `start` brings the parts up in order and tells of it in
 * `system.status`; `stop` takes them down in reverse.
 */
export function createCore(config: CoreConfig, shell: Shell) {
  const startedAt = Date.now()
  const foundations = createFoundations(config, shell)
  const { log, changes, progress } = foundations
  const network = createNetwork(config, foundations)
  const { router, wallet, agents, forgetLost, features } = createRooms(
    config,
    shell,
    foundations,
    network,
    status,
  )

  function status(): SystemStatus {
    const { rss, heapUsed } = process.memoryUsage()
    return {
      version: config.version,
      shell: config.shell,
      phase: progress.phase(),
      steps: progress.steps(),
      startedAt,
      chain: chainStatus(network),
      database: databaseState(foundations),
      notices: foundations.notices.list(),
      memory: { rss, heapUsed },
      agents: agents.counts(),
    }
  }

  const stops: (() => void | Promise<void>)[] = []
  const parts = { ...foundations, ...network, ...{ dataDir: config.dataDir, wallet, features } }
  const steps = startSteps({ ...parts, onLost: forgetLost }, (end) => stops.unshift(end))
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
    status,
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

/** The rooms, each given what it needs of those below it. */
function createRooms(
  config: CoreConfig,
  shell: Shell,
  foundations: Foundations,
  network: Network,
  status: () => SystemStatus,
) {
  const { dataDir, resourcesDir, cacheDir = join(dataDir, 'cache') } = config
  const { log, changes, notices, progress, storage, localDb, indexDb, settings } = foundations
  const { client, sync, submitter, transactions, record } = network

  const walletStore = createWalletStore(localDb)
  const wallet = createWallet({
    store: walletStore,
    vault: createVault(shell, join(dataDir, 'machine.key'), walletStore.unattended),
    notices,
    changes,
    unlockMinutes: () => settings.get().unlockMinutes,
    warn: log.child('wallet').warn,
  })
  const contacts = createContacts({ local: localDb, changes, own: () => walletStore.list() })
  const sandbox = createSandbox({
    cacheDir: join(cacheDir, 'sandbox'),
    meterPath: join(resourcesDir, 'sandbox', 'meter.wasm'),
    log: (message) => log.child('sandbox').info(message),
    ...(config.nodePath && { nodePath: config.nodePath }),
    ...(config.workerUrls?.sandbox && { hostUrl: config.workerUrls.sandbox }),
  })
  const content = createContent({
    dataDir,
    localDb,
    notices,
    onTrouble: storage.report,
    ...gatewayOf(network),
  })
  const programs = createPrograms({ content, runners: { wasm: createComponentRunner({ content, sandbox }) } })
  const isCurrent = () => sync.isBehind() === false
  const shared = { ...foundations, client, submitter, wallet, sandbox, content, programs, isCurrent }
  const agents = createAgentsFeature({ ...shared, dataDir, resourcesDir })
  const { store: hosted, host: agentHost } = agents
  const { devResolver = true } = config
  const tasks = createTasksFeature({ ...shared, hosted, host: agentHost, devResolver })
  const notifications = createNotificationsFeature({
    ...shared,
    contacts,
    transactions,
    hosted,
    host: agentHost,
  })
  const tx = createTx({
    client,
    submitter,
    wallet,
    build: createActions(
      { ...agents.actions, ...tasks.actions },
      { requireCurrent: sync.requireCurrent, nameOf: contacts.nameOf },
    ),
  })

  const os = createImplementer(
    log.child('contract'),
    ([noun]) => {
      if (noun !== 'system') progress.requireAlive()
    },
    storage.report,
  )
  const router = {
    system: createSystemRouter(os, { status, changes, log, local: localDb }),
    chain: createChainRouter(
      os,
      { client, sync, settings, record, parameters: readParameters, log: log.child('network') },
      progress.requireReady,
    ),
    settings: createSettingsRouter(os, settings),
    wallet: createWalletRouter(os, {
      wallet,
      ledger: createLedger({ client, sync, index: indexDb }),
      client,
    }),
    contacts: createContactsRouter(os, contacts),
    faucet: createFaucetRouter(os, createFaucet({ client, submitter })),
    tx: createTxRouter(os, tx, transactions),
    agents: agents.router(os),
    tasks: tasks.router(os),
    content: createContentRouter(os, content),
    settlement: createSettlementRouter(os, createSettlement({ indexDb })),
    notifications: notifications.router(os),
  }
  return {
    router,
    wallet,
    agents,
    forgetLost() {
      agents.forgetLost()
      notifications.forgetLost()
    },
    // Notifications first: they hear what the others tell while they start.
    features: [notifications, { stop: () => sandbox.stop() }, content, agents, tasks],
  }
}

/** Where content is asked for, and where it is handed to: not to the chain of this machine, which reads its files. */
const gatewayOf = ({ client }: Network) => ({
  gateway: () => client.gateway(),
  publishTo() {
    const origin = client.gateway()
    if (client.status().network.kind === 'embedded' || origin === null) return null
    return { origin, genesisHash: client.genesisHash() }
  },
})

function databaseState({ progress, indexDb }: Foundations): SystemStatus['database'] {
  const failure = progress.failure()
  if (failure)
    return {
      ok: false,
      detail: messageOf(failure),
      said: failure instanceof SaidError ? failure.said : null,
    }
  const said = say(indexDb.genesisHash ? 'system.data-and-index-open' : 'system.data-open')
  return { ok: true, detail: said.message, said: saidOf(said) }
}
