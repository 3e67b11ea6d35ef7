import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { proveToClient, type Secrets, wireOf } from '../contract/handshake.ts'
import { MAX_MESSAGE_BYTES } from '../contract/sizes.ts'
import { type LoopbackServer, refuseUpgrade } from '../core/loopback.ts'

const HEARTBEAT_MS = 30_000
/** What somebody who has proven nothing yet may take: time, ms, and bytes. */
const PROVE_WITHIN_MS = 10_000
const PROVE_BYTES = 4_096

/** Who may come in by an address, and how they prove it; or why nobody may. */
export type Door =
  | { refused: string }
  | {
      secrets: Secrets
      where: string
      /** What the other side is told once it has proven itself. */
      welcome: () => object
    }

/** Sockets on which procedures are called, after both sides have proven who they are. */
export function serveSockets(options: {
  loopback: LoopbackServer
  router: Promise<AnyRouter>
  door: (request: IncomingMessage, url: URL | null) => Door
  onProven?: () => void
}) {
  const { loopback, router, door, onProven } = options
  const handler = router.then((loaded) => new RPCHandler(loaded))
  // Who waits for it hears of it; without anybody it is no fault.
  handler.catch(() => {})
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const alive = new WeakSet<object>()
  const heartbeat = setInterval(() => {
    for (const connection of sockets.clients) {
      if (!alive.delete(connection)) connection.terminate()
      else connection.ping()
    }
  }, HEARTBEAT_MS)

  async function admit(
    connection: WebSocket,
    socket: Socket,
    { secrets, where, welcome }: Exclude<Door, { refused: string }>,
  ) {
    const unbind = bindStranger(socket)
    const wire = wireOf(connection)
    try {
      await proveToClient(wire, { secrets, where })
      unbind()
      onProven?.()
      if (!loopback.keep(socket)) throw new Error('There are too many connections.')
      const rpc = await handler
      wire.release()
      void rpc.upgrade(connection)
      connection.send(JSON.stringify(welcome()))
    } catch {
      connection.terminate()
    }
  }

  return {
    upgrade(request: IncomingMessage, socket: Socket, head: Buffer, url: URL | null): void {
      const found = door(request, url)
      if ('refused' in found) return refuseUpgrade(socket, found.refused)
      sockets.handleUpgrade(request, socket, head, (connection) => {
        alive.add(connection)
        connection.on('pong', () => alive.add(connection))
        connection.on('error', () => connection.terminate())
        void admit(connection, socket, found)
      })
    },
    stop() {
      clearInterval(heartbeat)
      sockets.close()
    },
  }
}

/** Ends a connection that takes more than its time or bytes; answers how to trust it. */
function bindStranger(socket: Socket): () => void {
  const already = socket.bytesRead
  const end = () => socket.destroy()
  const count = () => {
    if (socket.bytesRead - already > PROVE_BYTES) end()
  }
  const late = setTimeout(end, PROVE_WITHIN_MS)
  const unbind = () => {
    clearTimeout(late)
    socket.off('data', count)
  }
  socket.on('data', count)
  socket.once('close', unbind)
  return unbind
}
