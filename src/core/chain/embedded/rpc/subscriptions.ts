import type { Connection } from './context.ts'
import { RpcError } from './rpc-error.ts'

const MAX_SUBSCRIPTIONS = 1_024

/** The subscriptions of one WebSocket. */
export function createSubscriptions(send: (message: string) => void, read: Connection['read']) {
  const open = new Map<string, (id: string) => void>()
  const followed: Connection['followed'] = new Map()
  const broadcasts = new Set<string>()
  let count = 0
  let closed = false

  const unsubscribe = (id: string): boolean => {
    const end = open.get(id)
    open.delete(id)
    end?.(id)
    return end !== undefined
  }

  return {
    /** One request: its subscriptions stay silent until `answered`, so that the answer with their ids goes first. */
    request(): { connection: Connection; answered: () => void } {
      let held: string[] | null = []
      const { promise, resolve } = Promise.withResolvers<void>()
      const connection: Connection = {
        subscribe(method, end) {
          // The request was answered when nobody listened any more.
          if (closed) {
            end()
            throw new RpcError(-32000, 'The connection is closed')
          }
          if (open.size >= MAX_SUBSCRIPTIONS) {
            end()
            throw new RpcError(
              -32006,
              'Too many subscriptions on the connection',
              `Exceeded max limit of ${MAX_SUBSCRIPTIONS}`,
            )
          }
          const id = `s${++count}`
          open.set(id, end)
          return {
            id,
            send(result) {
              if (!open.has(id)) return
              const message = JSON.stringify({ jsonrpc: '2.0', method, params: { subscription: id, result } })
              if (held) held.push(message)
              else send(message)
            },
          }
        },
        unsubscribe,
        answered: promise,
        read,
        broadcasts,
        followed,
      }
      const answered = () => {
        const messages = held ?? []
        held = null
        for (const message of messages) send(message)
        resolve()
      }
      return { connection, answered }
    },
    close() {
      closed = true
      for (const id of [...open.keys()]) unsubscribe(id)
    },
  }
}

/** Over HTTP there is nobody to notify. */
export const withoutSubscriptions: Connection = {
  subscribe(_method, end) {
    end()
    throw new RpcError(-32000, 'Subscriptions need a WebSocket')
  },
  unsubscribe: () => false,
  answered: Promise.resolve(),
  read: () => Promise.resolve(),
  broadcasts: new Set(),
  followed: new Map(),
}
