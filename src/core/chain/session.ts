import { ApiPromise } from '@polkadot/api'
import { setTimeout as delay } from 'node:timers/promises'
import { AinurError, SaidError } from '../errors.ts'
import { createProvider, type Provider } from './provider.ts'
import type { Runtimes } from './runtimes.ts'
import { createCodec, type Codec } from './signed-call.ts'
import { describeRuntimes, withTrustedMetadata, type Describer } from './trusted-metadata.ts'
import { say } from '../words.ts'

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
  /** This Ainur runs the chain itself: nobody knows it better. */
  readonly own: boolean
  /** Encodes and checks what is signed for the runtime of this moment, whatever the peer says about it. */
  codec(): Promise<Codec>
  /** A JSON-RPC request as it is, for what the API would make slow. */
  send<T>(method: string, params: unknown[]): Promise<T>
  /** A JSON-RPC subscription as it is. Resolves with the function that ends it. */
  subscribe<T>(topic: SubscriptionTopic, params: unknown[], callback: (value: T) => void): Promise<() => void>
  /** Aborts when the connection is lost or the network switched. */
  readonly signal: AbortSignal
}

/** What a network says about its runtime. */
export interface SessionInfo {
  readonly specName: string
  readonly specVersion: number
}

export interface OpenSession extends ChainSession {
  /** Of this moment: the runtime may be upgraded while the connection lasts. */
  info(): SessionInfo
  close(): Promise<void>
}

export interface OpenOptions {
  signal?: AbortSignal
  /** This Ainur runs the chain itself. */
  own?: boolean
  headers?: Readonly<Record<string, string>> | undefined
}

/** Connects once. Rejects with what went wrong; does not try again. */
export async function openSession(
  url: string,
  runtimes: Runtimes,
  { signal, own = false, headers }: OpenOptions = {},
): Promise<OpenSession> {
  signal?.throwIfAborted()
  const provider = createProvider(url, REQUEST_WITHIN_MS, headers)
  const describer = describeRuntimes(provider, runtimes, url)
  const lost = new AbortController()
  provider.on('error', (error) => lost.abort(error))
  provider.on('disconnected', () => lost.abort(new SaidError(say('endpoint.lost', { url }))))
  const limit = AbortSignal.any([
    lost.signal,
    AbortSignal.timeout(CONNECT_WITHIN_MS),
    ...(signal ? [signal] : []),
  ])
  const api = new ApiPromise({
    provider: withTrustedMetadata(provider, describer),
    noInitWarn: true,
    throwOnConnect: true,
  })
  const codec = createCodecs(api, describer, runtimes, url)
  const close = async (reason: unknown = new SaidError(say('endpoint.closed'))) => {
    lost.abort(reason)
    await api.disconnect().catch(() => {})
  }
  try {
    await Promise.race([
      (async () => {
        await provider.connect()
        await api.isReadyOrError
        if (!own) await describer.requireHonest(versionOf(api))
        await codec()
      })(),
      aborted(limit),
    ])
    void pulse(provider, lost.signal).catch(close)
    return {
      api,
      info: () => versionOf(api),
      genesisHash: api.genesisHash.toHex(),
      own,
      codec,
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
      throw new SaidError(say('endpoint.no-answer', { url, limit: CONNECT_WITHIN_MS }), { cause: error })
    throw error
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    else signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

const versionOf = ({ runtimeVersion }: ApiPromise): SessionInfo => ({
  specName: runtimeVersion.specName.toString(),
  specVersion: runtimeVersion.specVersion.toNumber(),
})

/**
 * One codec for each version of the runtime that a connection has seen. A runtime that Ainur does not know, be it the
 * first one or one that comes later, may have other calls, but not another way of signing.
 */
function createCodecs(
  api: ApiPromise,
  describer: Describer,
  runtimes: Runtimes,
  url: string,
): () => Promise<Codec> {
  const made = new Map<string, Promise<Codec>>()

  async function make(version: SessionInfo): Promise<Codec> {
    const codec = createCodec(await describer.of(version))
    const shipped = runtimes.find(version.specName, version.specVersion)
    if (shipped || `${codec.extensions}` === `${createCodec(runtimes.newest()).extensions}`) return codec
    throw new AinurError(
      'REJECTED',
      say('chain.not-ainur', { url, runtime: version.specName, version: version.specVersion }),
    )
  }
  return () => {
    const version = versionOf(api)
    const key = `${version.specName}-${version.specVersion}`
    const codec = made.get(key) ?? make(version)
    made.set(key, codec)
    codec.catch(() => made.delete(key))
    return codec
  }
}

async function pulse(provider: Provider, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(PULSE_EVERY_MS, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) return
    await Promise.race([
      provider.send('system_health', []),
      delay(PULSE_WITHIN_MS, undefined, { ref: false }).then(() => {
        throw new SaidError(say('endpoint.no-pulse'))
      }),
    ])
  }
}
