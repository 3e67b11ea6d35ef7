import { ApiPromise } from '@polkadot/api'
import { setTimeout as delay } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import { createProvider, type Provider } from './provider.ts'

const CONNECT_WITHIN_MS = 15_000
const REQUEST_WITHIN_MS = 30_000
/** A dead peer of a half-open connection is noticed by a request without an answer. */
const PULSE_EVERY_MS = 15_000
const PULSE_WITHIN_MS = 10_000

/** Names of a JSON-RPC subscription: request, notification, end. */
export interface SubscriptionTopic {
  readonly subscribe: string
  readonly notification: string
  readonly unsubscribe: string
}

/** One unbroken connection. After a reconnect there is a new one, with new subscriptions to make. */
export interface ChainSession {
  readonly api: ApiPromise
  readonly genesisHash: string
  /** A JSON-RPC request as it is, for what the API would make slow. */
  send<T>(method: string, params: unknown[]): Promise<T>
  /** A JSON-RPC subscription as it is. Resolves with the function that ends it. */
  subscribe<T>(topic: SubscriptionTopic, params: unknown[], callback: (value: T) => void): Promise<() => void>
  /** Aborts when the connection is lost or the network switched. */
  readonly signal: AbortSignal
}

/** What a network says about itself when the connection is made. */
export interface SessionInfo {
  readonly name: string
  readonly development: boolean
  readonly specVersion: number
}

export interface OpenSession extends ChainSession {
  readonly info: SessionInfo
  close(): Promise<void>
}

/** Connects once. Rejects with what went wrong; does not try again. */
export async function openSession(url: string, signal?: AbortSignal): Promise<OpenSession> {
  signal?.throwIfAborted()
  const provider = createProvider(url, REQUEST_WITHIN_MS)
  const lost = new AbortController()
  const lose = (reason: string) => lost.abort(new Error(reason))
  provider.on('error', (error) => lose(messageOf(error)))
  provider.on('disconnected', () => lose(`The connection to ${url} was lost.`))
  const limit = AbortSignal.any([
    lost.signal,
    AbortSignal.timeout(CONNECT_WITHIN_MS),
    ...(signal ? [signal] : []),
  ])
  const api = new ApiPromise({ provider, noInitWarn: true, throwOnConnect: true })
  const close = async () => {
    lose('The connection was closed.')
    await api.disconnect().catch(() => {})
  }
  try {
    const [info] = await Promise.race([
      (async () => {
        await provider.connect()
        await api.isReadyOrError
        return [await describe(api)] as const
      })(),
      aborted(limit),
    ])
    void pulse(provider, lost.signal).catch(() => close())
    return {
      api,
      info,
      genesisHash: api.genesisHash.toHex(),
      signal: lost.signal,
      send: (method, params) => provider.send(method, params),
      async subscribe({ subscribe, notification, unsubscribe }, params, callback) {
        const id = await provider.subscribe(notification, subscribe, params, (error, value) => {
          if (!error) callback(value)
        })
        return () => {
          // The peer may have ended it already, or be gone: then there is nothing left to end.
          provider.unsubscribe(notification, unsubscribe, id).catch(() => {})
        }
      },
      close,
    }
  } catch (error) {
    await close()
    signal?.throwIfAborted()
    if (limit.reason instanceof DOMException && limit.reason.name === 'TimeoutError')
      throw new Error(`${url} did not answer within ${CONNECT_WITHIN_MS / 1000} s.`, { cause: error })
    throw error
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    else signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

async function describe(api: ApiPromise): Promise<SessionInfo> {
  const [chain, type] = await Promise.all([api.rpc.system.chain(), api.rpc.system.chainType()])
  return {
    name: chain.toString(),
    development: type.isDevelopment || type.isLocal,
    specVersion: api.runtimeVersion.specVersion.toNumber(),
  }
}

async function pulse(provider: Provider, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(PULSE_EVERY_MS, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) return
    await Promise.race([
      provider.send('system_health', []),
      delay(PULSE_WITHIN_MS, undefined, { ref: false }).then(() => {
        throw new Error('The network does not answer any more.')
      }),
    ])
  }
}
