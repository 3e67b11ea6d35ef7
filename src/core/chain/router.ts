import type { ApiPromise } from '@polkadot/api'
import type { ChainParameters, ChainStatus, NetworkChoice } from '../../contract/chain.ts'
import { InvalidError } from '../errors.ts'
import type { Implementer } from '../implement.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Log } from '../observability/log.ts'
import { wordsOf } from '../storage-errors.ts'
import { withEndpoint, type SettingsStore } from '../settings/settings.ts'
import type { ChainClient } from './client.ts'
import type { EmbeddedRecord } from './embedded-record.ts'
import type { Sync } from './sync.ts'
import { say, saidOf } from '../words.ts'

export interface ChainParts {
  client: ChainClient
  sync: Sync
  settings: SettingsStore
  record: Pick<EmbeddedRecord, 'setAside'>
  /** The rules of the connected network. */
  parameters: (api: ApiPromise) => Promise<ChainParameters>
  log: Log
}

/** Connection and index in one picture. */
export function chainStatus({ client, sync }: Pick<ChainParts, 'client' | 'sync'>): ChainStatus {
  const connection = client.status()
  const { indexed, rate, error, time } = sync.status()
  const { finalized } = connection
  return {
    ...connection,
    error: connection.error ?? error?.message ?? null,
    said: connection.said ?? (connection.error === null && error ? saidOf(error) : null),
    time: connection.time ?? time,
    indexed,
    lag: finalized === null ? null : Math.max(0, finalized - (indexed ?? -1)),
    rate,
  }
}

export function createChainRouter(os: Implementer, parts: ChainParts, requireReady: () => void) {
  const { client, sync, settings, record, log } = parts
  const status = () => chainStatus(parts)

  /** What failed is told of; that this could not be kept either, in the log. */
  function keep(before: Pick<Settings, 'network' | 'endpoints'>) {
    try {
      settings.set(before)
    } catch (error) {
      log.error(`The network that is used could not be written down: ${wordsOf(error)}`)
    }
  }

  async function switchNetwork(choice: NetworkChoice, signal?: AbortSignal) {
    const { network, endpoints } = settings.get()
    // First: what cannot be kept is not begun, or the next start would be on another network than this one.
    settings.set({
      network: choice,
      ...(choice.kind === 'rpc' && { endpoints: withEndpoint(endpoints, choice.url) }),
    })
    try {
      await client.switchTo(choice, signal)
    } catch (error) {
      keep({ network, endpoints })
      throw error
    }
    return status()
  }

  return os.chain.router({
    status: os.chain.status.handler(status),
    parameters: os.chain.parameters.handler(() => parts.parameters(client.api())),
    switchNetwork: os.chain.switchNetwork.handler(({ input, signal }) => {
      requireReady()
      return switchNetwork(input, signal)
    }),
    reconnect: os.chain.reconnect.handler(async ({ signal }) => {
      requireReady()
      await client.reconnect(signal)
      return status()
    }),
    beginAnew: os.chain.beginAnew.handler(async ({ signal }) => {
      requireReady()
      const { network, connection } = client.status()
      if (network.kind !== 'embedded' || connection !== 'failed') throw chainWorks()
      record.setAside()
      await client.reconnect(signal)
      return status()
    }),
    rebuildIndex: os.chain.rebuildIndex.handler(async () => {
      requireReady()
      await sync.rebuild()
      return status()
    }),
  })
}

const chainWorks = () => new InvalidError(say('chain.works'))
