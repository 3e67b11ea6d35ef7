import type { ApiPromise } from '@polkadot/api'
import type { ChainStatus, NetworkChoice } from '../../contract/chain.ts'
import { OfflineError } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import { createKnown, type ConnectionStatus } from './known.ts'
import { createLine } from './line.ts'
import type { EmbeddedSettings, Network, OpenNetwork } from './networks.ts'
import { isSameNetwork, networkError, requireAinur } from './network-errors.ts'
import type { Runtimes } from './runtimes.ts'
import { openSession, type ChainSession, type OpenSession } from './session.ts'
import { say } from '../words.ts'

export type { ChainStatus, ConnectionStatus }
export type { ChainSession } from './session.ts'

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
  /** Calls back with the number of each newly finalized block. */
  onFinalized(callback: (block: number) => void): () => void
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
  /** Takes over changed settings of the embedded chain; another executor starts it again. */
  configureEmbedded(settings: EmbeddedSettings): Promise<void>
  start(choice: NetworkChoice, signal?: AbortSignal): Promise<void>
  stop(): Promise<void>
}

export interface ChainClientOptions {
  openNetwork: OpenNetwork
  runtimes: Runtimes
  embedded: () => EmbeddedSettings
  log: Log
}

/** Builds the client; nothing is connected before `start`. */
export function createChainClient({ openNetwork, runtimes, embedded, log }: ChainClientOptions): ChainClient {
  const known = createKnown()
  const { now } = known
  const line = createLine({ runtimes, log, known })
  let changing: Promise<unknown> = Promise.resolve()
  /** Ends what is under way when the client stops. */
  let ending = new AbortController()

  /** Changes of the network wait for each other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = changing.then(work, work)
    changing = result.catch(() => {})
    return result
  }

  async function begin(signal?: AbortSignal) {
    known.starting()
    try {
      line.attach(await openNetwork(now.choice, embedded(), signal))
    } catch (error) {
      known.failed(error)
      known.tell()
      throw networkError(now.choice, error)
    }
  }

  const orEnding = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, ending.signal]) : ending.signal

  async function change(next: NetworkChoice, signal: AbortSignal) {
    if (now.state !== 'failed' && isSameNetwork(next, now.choice)) return
    let candidate: Network | null = null
    let session: OpenSession | null = null
    try {
      candidate = await openNetwork(next, embedded(), signal)
      session = await openSession(candidate.url, runtimes, {
        signal,
        own: next.kind === 'embedded',
        headers: candidate.headers,
      })
      requireAinur(session)
    } catch (error) {
      await session?.close()
      await candidate?.stop()
      throw networkError(next, error)
    }
    await line.detach()
    now.choice = next
    now.genesis = null
    line.attach(candidate, session)
  }

  async function restart(signal?: AbortSignal) {
    await line.detach()
    await begin(signal)
  }

  const need = () => {
    const session = line.session()
    if (session) return session
    const { trouble } = now
    throw new OfflineError({ ...say('chain.offline'), ...(trouble && { detail: trouble.message }) })
  }

  return {
    api: () => need().api,
    session: line.session,
    genesisHash: () => need().genesisHash,
    whenConnected: line.whenConnected,
    onSession: line.onSession,
    onFinalized: line.onFinalized,
    status: known.status,
    onStatus: known.onStatus,
    gateway: () => now.network?.gateway ?? null,
    switchTo: (next, signal) => inTurn(() => change(next, orEnding(signal))),
    reconnect: (signal) =>
      inTurn(async () => {
        if (now.state === 'failed' || !line.reconnect()) await restart(orEnding(signal))
      }),
    configureEmbedded: (settings) =>
      inTurn(async () => {
        const { choice, network } = now
        if (choice.kind !== 'embedded' || !network) return
        if (network.executor !== settings.executor) await restart()
        else network.setSpeed(settings.devSpeed)
      }),
    start: (first, signal) =>
      inTurn(() => {
        now.choice = first
        ending = new AbortController()
        return begin(orEnding(signal))
      }),
    stop() {
      ending.abort(new OfflineError(say('chain.closing')))
      return inTurn(line.detach)
    },
  }
}
