import { join } from 'node:path'
import type { NetworkChoice } from '../../contract/chain.ts'
import type { Settings } from '../../contract/settings.ts'
import type { CoreConfig } from '../config.ts'
import type { Log } from '../observability/log.ts'
import { startEmbeddedNetwork } from './embedded/embedded.ts'
import type { EmbeddedRecord } from './embedded-record.ts'
import type { Sentence } from '../words.ts'

export type EmbeddedSettings = Pick<Settings, 'devSpeed' | 'executor'>

/** A network that can be connected to; the embedded one runs as long as this is open. */
export interface Network {
  readonly choice: NetworkChoice
  readonly url: string
  /** What a connection to it says of itself. */
  readonly headers?: Readonly<Record<string, string>>
  /** HTTP origin that may serve `/ipfs/<cid>`. */
  readonly gateway: string
  /** Of the embedded chain; null elsewhere. */
  readonly executor: Settings['executor'] | null
  /** How often it had to be restarted. */
  restarts(): number
  setSpeed(speed: number): void
  /** Called when it will not come back by itself. */
  onFatal(callback: (error: Error) => void): () => void
  /** Why the embedded chain cannot make blocks at present, or null. */
  trouble(): Sentence | null
  /** Called when that changes. */
  onTrouble(callback: () => void): () => void
  stop(): Promise<void>
}

export type OpenNetwork = (
  choice: NetworkChoice,
  embedded: EmbeddedSettings,
  signal?: AbortSignal,
) => Promise<Network>

const gatewayOf = (url: string) => new URL(url.replace(/^ws/, 'http')).origin

/** Makes networks available; the embedded chain is started here. */
export function createNetworks(config: CoreConfig, log: Log, record?: EmbeddedRecord): OpenNetwork {
  return async (choice, embedded, signal) => {
    if (choice.kind === 'rpc') return remoteNetwork(choice)
    const workerUrl = config.workerUrls?.embeddedChain
    // The caller's signal ends the start only: a running network is ended by stop().
    const starting = new AbortController()
    const onAbort = () => starting.abort(signal?.reason)
    signal?.throwIfAborted()
    signal?.addEventListener('abort', onAbort)
    const network = await startEmbeddedNetwork({
      dataDir: join(config.dataDir, 'chain'),
      contentDir: join(config.dataDir, 'content', 'blocks'),
      runtimePath: join(config.resourcesDir, 'chain', 'ainur.compact.compressed.wasm'),
      ...(config.chainPort === undefined
        ? { preferredPort: record?.port() ?? 0 }
        : { port: config.chainPort }),
      speed: embedded.devSpeed,
      executor: embedded.executor,
      ...(workerUrl && { workerUrl }),
      log: (level, message) => log.write(level, message),
      ...(record && { remembered: record.remembered(), onOpened: record.opened, onDamaged: record.damaged }),
      signal: starting.signal,
    })
      .catch((error: unknown) => {
        record?.failed(error)
        throw error
      })
      .finally(() => signal?.removeEventListener('abort', onAbort))
    record?.served(network.url, config.chainPort !== undefined)
    return {
      choice,
      url: network.url,
      headers: network.headers,
      gateway: gatewayOf(network.url),
      executor: embedded.executor,
      restarts: () => network.status().restarts,
      setSpeed: (speed) => network.setSpeed(speed),
      onFatal: (callback) =>
        network.onFailure(({ error, fatal }) => {
          if (fatal) callback(error)
        }),
      trouble: () => network.status().trouble,
      onTrouble: network.onTrouble,
      stop: () => network.stop(),
    }
  }
}

/** A network that runs elsewhere. */
export function remoteNetwork(choice: Extract<NetworkChoice, { kind: 'rpc' }>): Network {
  return {
    choice,
    url: choice.url,
    gateway: gatewayOf(choice.url),
    executor: null,
    restarts: () => 0,
    setSpeed: () => {},
    onFatal: () => () => {},
    trouble: () => null,
    onTrouble: () => () => {},
    stop: async () => {},
  }
}
