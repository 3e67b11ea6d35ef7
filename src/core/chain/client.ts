import type { ApiPromise } from '@polkadot/api'
import type { ChainStatus, NetworkChoice } from '../../contract/chain.ts'
import { messageOf, OfflineError } from '../errors.ts'
import { createListeners } from '../listeners.ts'
import type { Log } from '../observability/log.ts'
import { followHeads, type Heads } from './heads.ts'
import { identify } from './known-networks.ts'
import { keepConnected, type Link } from './link.ts'
import type { EmbeddedSettings, Network, OpenNetwork } from './networks.ts'
import { isSameNetwork, networkError, requireAinur } from './network-errors.ts'
import type { Runtimes } from './runtimes.ts'
import { openSession, type ChainSession, type OpenSession } from './session.ts'
import { say } from '../words.ts'

export type { ChainStatus }
export type { ChainSession } from './session.ts'

/** What the client knows by itself; the sync adds what is indexed. */
export type ConnectionStatus = Omit<ChainStatus, 'said' | 'indexed' | 'lag' | 'rate'>

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

const NO_HEADS: Heads = { head: null, finalized: null, time: null, headAt: null }

/** Builds the client; nothing is connected before `start`. */
export function createChainClient({ openNetwork, runtimes, embedded, log }: ChainClientOptions): ChainClient {
  const onSession = createListeners<[session: ChainSession]>()
  const onFinalized = createListeners<[block: number]>()
  const onStatus = createListeners<[status: ConnectionStatus]>()
  let choice: NetworkChoice = { kind: 'embedded' }
  let network: Network | null = null
  let link: Link | null = null
  /** The present connection, or the one before while there is none. */
  let latest: OpenSession | null = null
  let genesis: string | null = null
  let heads = NO_HEADS
  let state: ConnectionStatus['connection'] = 'starting'
  let trouble: string | null = null
  let changing: Promise<unknown> = Promise.resolve()
  /** Ends what is under way when the client stops. */
  let ending = new AbortController()

  const tell = () => onStatus.tell(status())

  function status(): ConnectionStatus {
    return {
      network: choice,
      ...identify(choice, genesis),
      connection: state,
      error: trouble ?? network?.trouble() ?? null,
      url: network?.url ?? (choice.kind === 'rpc' ? choice.url : null),
      genesisHash: genesis,
      specVersion: latest?.info().specVersion ?? null,
      head: heads.head,
      finalized: heads.finalized,
      time: heads.time,
      headAge: heads.headAt === null ? null : Math.max(0, Date.now() - heads.headAt),
      restarts: network?.restarts() ?? 0,
    }
  }

  function adopt(session: OpenSession) {
    latest = session
    genesis = session.genesisHash
    heads = NO_HEADS
    state = 'connected'
    trouble = null
    followHeads(session, (next, finalized) => {
      if (link?.session() !== session) return
      heads = next
      if (finalized !== null) onFinalized.tell(finalized)
      tell()
    }).catch((error: unknown) => {
      log.warn(`Following the chain failed: ${messageOf(error)}`)
      void session.close()
    })
    onSession.tell(session)
    tell()
  }

  function attach(to: Network, first?: OpenSession) {
    network = to
    to.onFatal((error) => {
      if (network !== to) return
      state = 'failed'
      trouble = error.message
      void link?.stop()
      tell()
    })
    to.onTrouble(() => network === to && tell())
    link = keepConnected({
      url: to.url,
      runtimes,
      own: to.choice.kind === 'embedded',
      first,
      log,
      onSession: adopt,
      onTrouble: (message) => {
        if (network !== to || state === 'failed') return
        state = state === 'starting' ? 'starting' : 'reconnecting'
        trouble = message
        heads = { ...heads, head: null }
        tell()
      },
    })
  }

  async function detach() {
    const [oldLink, oldNetwork] = [link, network]
    link = network = null
    await oldLink?.stop()
    await oldNetwork?.stop()
  }

  /** Changes of the network wait for each other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = changing.then(work, work)
    changing = result.catch(() => {})
    return result
  }

  async function begin(signal?: AbortSignal) {
    state = 'starting'
    trouble = null
    tell()
    try {
      attach(await openNetwork(choice, embedded(), signal))
    } catch (error) {
      state = 'failed'
      trouble = messageOf(error)
      tell()
      throw networkError(choice, error)
    }
  }

  const orEnding = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, ending.signal]) : ending.signal

  async function change(next: NetworkChoice, signal: AbortSignal) {
    if (state !== 'failed' && isSameNetwork(next, choice)) return
    let candidate: Network | null = null
    let session: OpenSession | null = null
    try {
      candidate = await openNetwork(next, embedded(), signal)
      session = await openSession(candidate.url, runtimes, { signal, own: next.kind === 'embedded' })
      requireAinur(session)
    } catch (error) {
      await session?.close()
      await candidate?.stop()
      throw networkError(next, error)
    }
    await detach()
    choice = next
    genesis = null
    attach(candidate, session)
  }

  async function restart(signal?: AbortSignal) {
    await detach()
    await begin(signal)
  }

  function whenConnected(signal?: AbortSignal): Promise<ChainSession> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const present = link?.session()
      if (present) return resolve(present)
      const end = onSession.add((session) => {
        end()
        signal?.removeEventListener('abort', onAbort)
        resolve(session)
      })
      const onAbort = () => {
        end()
        reject(signal?.reason as Error)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  const need = () => {
    const session = link?.session()
    if (!session)
      throw new OfflineError({ ...say('chain.offline'), ...(trouble !== null && { detail: trouble }) })
    return session
  }

  return {
    api: () => need().api,
    session: () => link?.session() ?? null,
    genesisHash: () => need().genesisHash,
    whenConnected,
    onSession(callback) {
      const present = link?.session()
      if (present) callback(present)
      return onSession.add(callback)
    },
    onFinalized: onFinalized.add,
    status,
    onStatus: onStatus.add,
    gateway: () => network?.gateway ?? null,
    switchTo: (next, signal) => inTurn(() => change(next, orEnding(signal))),
    reconnect: (signal) =>
      inTurn(async () => {
        if (state === 'failed' || !link) return restart(orEnding(signal))
        link.reconnect()
      }),
    configureEmbedded: (settings) =>
      inTurn(async () => {
        if (choice.kind !== 'embedded' || !network) return
        if (network.executor !== settings.executor) await restart()
        else network.setSpeed(settings.devSpeed)
      }),
    start: (first, signal) =>
      inTurn(() => {
        choice = first
        ending = new AbortController()
        return begin(orEnding(signal))
      }),
    stop() {
      ending.abort(new OfflineError(say('chain.closing')))
      return inTurn(detach)
    },
  }
}
