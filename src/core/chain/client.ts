import type { ApiPromise } from '@polkadot/api'
import type { ChainStatus, NetworkChoice } from '../../contract/chain.ts'

export type { ChainStatus }

/** One unbroken connection. After a reconnect there is a new one, with new subscriptions to make. */
export interface ChainSession {
  readonly api: ApiPromise
  readonly genesisHash: string
  /** Aborts when the connection is lost or the network switched. */
  readonly signal: AbortSignal
}

/** What the client knows by itself; the sync adds what is indexed. */
export type ConnectionStatus = Omit<ChainStatus, 'indexed' | 'lag' | 'rate'>

/** The connection to the chosen network: keeps it, tells of it, changes it. */
export interface ChainClient {
  /** The connected API. Take it anew for each use. @throws {OfflineError} */
  api(): ApiPromise
  /** The present connection, or null. */
  session(): ChainSession | null
  /** Resolves as soon as there is a connection. */
  whenConnected(signal?: AbortSignal): Promise<ChainSession>
  /** Calls back for the present and every later connection. Returns the function that ends it. */
  onSession(callback: (session: ChainSession) => void): () => void
  status(): ConnectionStatus
  onStatus(callback: (status: ConnectionStatus) => void): () => void
  /** Genesis hash of the connected chain. @throws {OfflineError} */
  genesisHash(): string
  /** HTTP origin of the network's trustless gateway (`<origin>/ipfs/<cid>`), or null where there is none. */
  gateway(): string | null
  /** Connects to another network. When that fails the old one stays. @throws {OfflineError} saying why */
  switchTo(choice: NetworkChoice, signal?: AbortSignal): Promise<void>
  /** Drops the connection and makes a new one at once. */
  reconnect(signal?: AbortSignal): Promise<void>
  start(signal?: AbortSignal): Promise<void>
  stop(): Promise<void>
}
