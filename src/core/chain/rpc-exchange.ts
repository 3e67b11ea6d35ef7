import type { ApiOptions } from '@polkadot/api/types'
import { messageOf, SaidError } from '../errors.ts'
import { say, type Sentence } from '../words.ts'

export type Provider = NonNullable<ApiOptions['provider']>
type Callback = Parameters<Provider['subscribe']>[3]

/** Notifications that came before the answer that names their subscription. */
const MAX_EARLY = 1_024

/** What a node answers to a request that it refuses. */
class RpcFailureError extends Error {
  override readonly name = 'RpcFailureError'
  readonly code: number
  readonly data: unknown

  constructor({ code, message, data }: { code?: unknown; message?: unknown; data?: unknown }) {
    const said = typeof data === 'string' ? `: ${data}` : ''
    super(`${String(code)}: ${String(message)}${said}`)
    this.code = typeof code === 'number' ? code : 0
    this.data = data
  }
}

export interface Subscription {
  readonly type: string
  readonly callback: Callback
}

interface Request {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
  readonly subscription: Subscription | undefined
}

interface Notification {
  readonly error?: unknown
  readonly result?: unknown
}

interface ExchangeOptions {
  /** Of the node, for messages. */
  readonly url: string
  readonly requestWithinMs: number
  /** Throws when nothing can be sent. */
  readonly send: (text: string) => void
  /** The peer sent what is not JSON-RPC, or cannot be understood. */
  readonly fault: (text: Sentence) => void
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON-RPC over one connection: requests and their answers, subscriptions and their notifications. */
export function createExchange({ url, requestWithinMs, send, fault }: ExchangeOptions) {
  const requests = new Map<number, Request>()
  const subscriptions = new Map<string, Callback>()
  let early: [key: string, params: Notification][] = []
  let count = 0

  function deliver(callback: Callback, { error, result }: Notification) {
    try {
      if (isObject(error)) callback(new RpcFailureError(error), null)
      else callback(null, result)
    } catch (failure) {
      fault(say('endpoint.not-understood', { url, why: messageOf(failure) }))
    }
  }

  const isSubscribing = () => [...requests.values()].some(({ subscription }) => subscription)

  function subscribed({ type, callback }: Subscription, id: unknown) {
    const key = `${type}::${String(id)}`
    subscriptions.set(key, callback)
    for (const [of, params] of early) if (of === key) deliver(callback, params)
  }

  function onAnswer({ id, error, result }: Record<string, unknown>) {
    // Answers to nothing, or to what was given up meanwhile.
    const request = typeof id === 'number' ? requests.get(id) : undefined
    if (!request) return
    requests.delete(id as number)
    clearTimeout(request.timer)
    if (isObject(error)) request.reject(new RpcFailureError(error))
    else if (result === undefined) request.reject(new SaidError(say('endpoint.no-result', { url })))
    else {
      request.resolve(result as never)
      if (request.subscription) subscribed(request.subscription, result)
    }
    if (early.length > 0 && !isSubscribing()) early = []
  }

  function onNotification(method: string, params: unknown) {
    if (!isObject(params)) return
    const key = `${method}::${String(params['subscription'])}`
    const callback = subscriptions.get(key)
    if (callback) deliver(callback, params)
    else if (early.length < MAX_EARLY && isSubscribing()) early.push([key, params])
  }

  return {
    receive(text: string): void {
      let message: unknown
      try {
        message = JSON.parse(text)
      } catch {
        return fault(say('endpoint.not-json-rpc', { url }))
      }
      if (!isObject(message)) return fault(say('endpoint.not-json-rpc', { url }))
      if (typeof message['method'] === 'string') onNotification(message['method'], message['params'])
      else onAnswer(message)
    },
    request<T>(method: string, params: unknown[], subscription?: Subscription): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const id = ++count
        send(JSON.stringify({ id, jsonrpc: '2.0', method, params }))
        const timer = setTimeout(() => {
          requests.delete(id)
          reject(new SaidError(say('endpoint.no-answer-to', { url, method, limit: requestWithinMs })))
        }, requestWithinMs)
        timer.unref()
        requests.set(id, { resolve: resolve as Request['resolve'], reject, timer, subscription })
      })
    },
    /** Forgets a subscription; false when there was none. */
    forget: (type: string, id: number | string): boolean => subscriptions.delete(`${type}::${id}`),
    /** Nothing will be answered any more: whoever waits gets this error. */
    end(error: Error): void {
      for (const { reject, timer } of requests.values()) {
        clearTimeout(timer)
        reject(error)
      }
      requests.clear()
      subscriptions.clear()
      early = []
    },
  }
}
