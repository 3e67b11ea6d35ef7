import type { ApiOptions } from '@polkadot/api/types'
import { WebSocket } from 'ws'

export type Provider = NonNullable<ApiOptions['provider']>
type Callback = Parameters<Provider['subscribe']>[3]
type Listener = Parameters<Provider['on']>[1]

/** A block of the largest size in hex, with room to spare. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024
/** Notifications that came before the answer that names their subscription. */
const MAX_EARLY = 1_024
const CLOSE_WITHIN_MS = 500

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

interface Request {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
  readonly subscription: { type: string; callback: Callback } | undefined
}

/**
 * One WebSocket connection for the API of polkadot.js. Whatever the peer sends, nothing is thrown outside of promises:
 * what is not JSON-RPC ends the connection with an `error` event that says so. It does not reconnect.
 */
export function createProvider(url: string, requestWithinMs: number): Provider {
  const listeners = new Map<string, Set<Listener>>()
  const requests = new Map<number, Request>()
  const subscriptions = new Map<string, Callback>()
  let early: [key: string, params: Notification][] = []
  let socket: WebSocket | null = null
  let count = 0
  let ended: Error | null = null

  const emit = (type: string, value?: unknown) => {
    for (const listener of [...(listeners.get(type) ?? [])]) listener(value)
  }

  function end(error: Error, isFault: boolean) {
    if (ended) return
    ended = error
    const [open, waiting] = [socket, [...requests.values()]]
    requests.clear()
    subscriptions.clear()
    early = []
    if (isFault) open?.terminate()
    else open?.close(1000)
    if (open) setTimeout(() => open.terminate(), CLOSE_WITHIN_MS).unref()
    for (const { reject, timer } of waiting) {
      clearTimeout(timer)
      reject(error)
    }
    if (isFault) emit('error', error)
    emit('disconnected')
  }

  const lost = () => new Error(`The connection to ${url} was lost.`)
  const fault = (words: string) => end(new Error(`${url} ${words}`), true)

  function deliver(callback: Callback, { error, result }: Notification) {
    try {
      if (isObject(error)) callback(new RpcFailureError(error), null)
      else callback(null, result)
    } catch (failure) {
      fault(
        `sent something that cannot be understood: ${failure instanceof Error ? failure.message : String(failure)}`,
      )
    }
  }

  const isSubscribing = () => [...requests.values()].some(({ subscription }) => subscription)

  function onAnswer(id: unknown, message: Record<string, unknown>) {
    // Answers to nothing, or to what was given up meanwhile.
    const request = typeof id === 'number' ? requests.get(id) : undefined
    if (!request) return
    requests.delete(id as number)
    clearTimeout(request.timer)
    const { error, result } = message
    if (isObject(error)) request.reject(new RpcFailureError(error))
    else if (result === undefined) request.reject(new Error(`${url} answered without a result.`))
    else {
      request.resolve(result as never)
      if (request.subscription) {
        const key = `${request.subscription.type}::${String(result)}`
        subscriptions.set(key, request.subscription.callback)
        for (const [of, params] of early) if (of === key) deliver(request.subscription.callback, params)
      }
    }
    if (early.length > 0 && !isSubscribing()) early = []
  }

  function onMessage(text: string) {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      return fault('is not the RPC endpoint of a chain: it sent something that is not JSON.')
    }
    if (!isObject(message)) return fault('is not the RPC endpoint of a chain: it does not speak JSON-RPC.')
    const { id, method, params } = message
    if (typeof method !== 'string') return onAnswer(id, message)
    if (!isObject(params)) return
    const key = `${method}::${String(params['subscription'])}`
    const callback = subscriptions.get(key)
    if (callback) deliver(callback, params)
    else if (early.length < MAX_EARLY && isSubscribing()) early.push([key, params])
  }

  function request<T>(method: string, params: unknown[], subscription?: Request['subscription']): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (ended || socket?.readyState !== WebSocket.OPEN) throw ended ?? lost()
      const id = ++count
      const timer = setTimeout(() => {
        requests.delete(id)
        reject(new Error(`${url} did not answer ${method} within ${requestWithinMs / 1000} s.`))
      }, requestWithinMs)
      timer.unref()
      requests.set(id, { resolve: resolve as Request['resolve'], reject, timer, subscription })
      socket.send(JSON.stringify({ id, jsonrpc: '2.0', method, params }))
    })
  }

  return {
    hasSubscriptions: true,
    isClonable: false,
    get isConnected() {
      return !ended && socket?.readyState === WebSocket.OPEN
    },
    clone() {
      throw new Error('A connection cannot be cloned.')
    },
    async connect() {
      if (ended) throw ended
      socket = new WebSocket(url, { maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false })
      let opened = false
      socket.on('open', () => {
        opened = true
        if (!ended) emit('connected')
      })
      socket.on('message', (data, isBinary) => {
        if (ended) return
        if (isBinary) fault('is not the RPC endpoint of a chain: it sent something that is not text.')
        else onMessage(String(data))
      })
      socket.on('error', (error) => {
        if (opened) fault(`broke the connection: ${error.message}`)
        else end(new Error(`Nothing answers at ${url}.`, { cause: error }), true)
      })
      socket.on('close', () => end(lost(), false))
    },
    async disconnect() {
      end(new Error('The connection was closed.'), false)
    },
    on(type, listener) {
      const all = listeners.get(type) ?? new Set()
      listeners.set(type, all.add(listener))
      return () => void all.delete(listener)
    },
    send: (method, params) => request(method, params),
    subscribe: (type, method, params, callback) => request(method, params, { type, callback }),
    async unsubscribe(type, method, id) {
      return subscriptions.delete(`${type}::${id}`) ? request<boolean>(method, [id]) : false
    },
  }
}

interface Notification {
  readonly error?: unknown
  readonly result?: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
