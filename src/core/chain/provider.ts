import { WebSocket } from 'ws'
import { SaidError } from '../errors.ts'
import { say, type Sentence } from '../words.ts'
import { createExchange, type Provider } from './rpc-exchange.ts'

export type { Provider }
type Listener = Parameters<Provider['on']>[1]

/** A block of the largest size in hex, with room to spare. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024
const CLOSE_WITHIN_MS = 500

/**
 * One WebSocket connection for the API of polkadot.js. Whatever the peer sends, nothing is thrown outside of promises:
 * what is not JSON-RPC ends the connection with an `error` event that says so. It does not reconnect.
 */
export function createProvider(
  url: string,
  requestWithinMs: number,
  headers: Readonly<Record<string, string>> = {},
): Provider {
  const listeners = new Map<string, Set<Listener>>()
  let socket: WebSocket | null = null
  let ended: Error | null = null

  const emit = (type: string, value?: unknown) => {
    for (const listener of [...(listeners.get(type) ?? [])]) listener(value)
  }
  const lost = () => new SaidError(say('endpoint.lost', { url }))
  const fault = (text: Sentence) => end(new SaidError(text), true)
  const exchange = createExchange({ url, requestWithinMs, fault, send })

  function send(text: string) {
    if (ended || socket?.readyState !== WebSocket.OPEN) throw ended ?? lost()
    socket.send(text)
  }

  function end(error: Error, isFault: boolean) {
    if (ended) return
    ended = error
    exchange.end(error)
    const open = socket
    if (isFault) open?.terminate()
    else open?.close(1000)
    if (open) setTimeout(() => open.terminate(), CLOSE_WITHIN_MS).unref()
    if (isFault) emit('error', error)
    emit('disconnected')
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
      socket = new WebSocket(url, { headers, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false })
      let opened = false
      socket.on('open', () => {
        opened = true
        if (!ended) emit('connected')
      })
      socket.on('message', (data, isBinary) => {
        if (ended) return
        if (isBinary) fault(say('endpoint.not-json-rpc', { url }))
        else exchange.receive(String(data))
      })
      socket.on('error', (error) => {
        if (opened) fault(say('endpoint.broken', { url, why: error.message }))
        else end(new SaidError(say('endpoint.silent', { url }), { cause: error }), true)
      })
      socket.on('close', () => end(lost(), false))
    },
    async disconnect() {
      end(new SaidError(say('endpoint.closed')), false)
    },
    on(type, listener) {
      const all = listeners.get(type) ?? new Set()
      listeners.set(type, all.add(listener))
      return () => void all.delete(listener)
    },
    send: (method, params) => exchange.request(method, params),
    subscribe: (type, method, params, callback) => exchange.request(method, params, { type, callback }),
    async unsubscribe(type, method, id) {
      return exchange.forget(type, id) ? exchange.request<boolean>(method, [id]) : false
    },
  }
}
