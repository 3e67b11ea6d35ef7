import type { ChainStatus, NetworkChoice } from '../../contract/chain.ts'
import { InvalidError } from '../errors.ts'
import type { Implementer } from '../implement.ts'
import { withEndpoint, type SettingsStore } from '../settings/settings.ts'
import type { ChainClient } from './client.ts'
import type { EmbeddedRecord } from './embedded-record.ts'
import { readParameters } from './parameters.ts'
import type { Sync } from './sync.ts'

export interface ChainParts {
  client: ChainClient
  sync: Sync
  settings: SettingsStore
  record: Pick<EmbeddedRecord, 'setAside'>
}

/** Connection and index in one picture. */
export function chainStatus({ client, sync }: Pick<ChainParts, 'client' | 'sync'>): ChainStatus {
  const connection = client.status()
  const { indexed, rate, error, time } = sync.status()
  const { finalized } = connection
  return {
    ...connection,
    error: connection.error ?? error,
    time: connection.time ?? time,
    indexed,
    lag: finalized === null ? null : Math.max(0, finalized - (indexed ?? -1)),
    rate,
  }
}

export function createChainRouter(os: Implementer, parts: ChainParts, requireReady: () => void) {
  const { client, sync, settings, record } = parts
  const status = () => chainStatus(parts)

  async function switchNetwork(choice: NetworkChoice, signal?: AbortSignal) {
    await client.switchTo(choice, signal)
    const { endpoints } = settings.get()
    settings.set({
      network: choice,
      ...(choice.kind === 'rpc' && { endpoints: withEndpoint(endpoints, choice.url) }),
    })
    return status()
  }

  return os.chain.router({
    status: os.chain.status.handler(status),
    parameters: os.chain.parameters.handler(() => readParameters(client.api())),
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

const chainWorks = () =>
  new InvalidError({
    message: 'The embedded chain works, or another network is chosen.',
    consequence: 'No new chain was begun.',
    remedy: 'A new chain can be begun only in the place of one that cannot be used.',
  })
