import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ContentGateway } from '../content-gateway.ts'
import { isAllowed } from './access.ts'
import type { ChainContext } from './context.ts'
import { dispatch } from './dispatch.ts'
import { createSubscriptions, withoutSubscriptions } from './subscriptions.ts'

/** A runtime upgrade in hex, with room to spare. */
const MAX_MESSAGE_BYTES = 12 * 1024 * 1024
const MAX_CONNECTIONS = 128
/** A client that does not read what it asked for is let go before its answers fill the memory. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024
/** Clients that vanish without a word (a machine that sleeps) are noticed by this. */
const PING_EVERY_MS = 30_000
const REFUSE_WITHIN_MS = 2_000

function serveSocket(context: ChainContext, socket: WebSocket): void {
  const send = (message: string) => {
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate()
    else if (socket.readyState === socket.OPEN) socket.send(message)
  }
  const subscriptions = createSubscriptions(send)
  let alive = true
  const ping = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, PING_EVERY_MS)
  socket.on('pong', () => (alive = true))
  socket.on('message', (data, isBinary) => {
    alive = true
    if (isBinary) return socket.close(1003, 'JSON expected')
    const { connection, answered } = subscriptions.request()
    void dispatch(context, String(data), connection).then((answer) => {
      send(answer)
      answered()
    })
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(ping)
    subscriptions.close()
  })
}

async function servePost(context: ChainContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const end = (status: number, type: string, body: string) => void response.writeHead(status, { 'content-type': type }).end(body)
  if (request.method !== 'POST') return end(405, 'text/plain', 'POST JSON-RPC, or open a WebSocket.\n')
  // Anything else is what a page may send without asking first.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return end(415, 'text/plain', 'application/json expected.\n')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_MESSAGE_BYTES) return end(413, 'text/plain', 'Too large.\n')
    parts.push(part)
  }
  end(200, 'application/json', await dispatch(context, Buffer.concat(parts).toString(), withoutSubscriptions))
}

function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers
  if (origin === undefined) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-headers', 'content-type')
  response.setHeader('vary', 'origin')
}

/** Says no to an upgrade and closes, whether or not the other side hears it, or closes its own. */
function refuse(socket: Socket): void {
  socket.on('error', () => socket.destroy())
  socket.setTimeout(REFUSE_WITHIN_MS, () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', () => socket.destroySoon())
}

/** JSON-RPC over WebSocket and POST, and the content gateway, on one loopback port. */
export async function startServer({ context, gateway, port }: { context: ChainContext; gateway: ContentGateway; port: number }) {
  const server = createServer((request, response) => {
    void (async () => {
      response.setHeader('x-content-type-options', 'nosniff')
      if (!isAllowed(request)) return response.writeHead(403, { 'content-type': 'text/plain' }).end('Not from here.\n')
      allowOrigin(request, response)
      if (request.method === 'OPTIONS') return response.writeHead(204).end()
      if (!(await gateway(request, response))) await servePost(context, request, response)
    })().catch(() => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('Failed.\n')
    })
  })
  server.maxConnections = MAX_CONNECTIONS
  server.requestTimeout = 30_000
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false })
  server.on('upgrade', (request, socket: Socket, head) => {
    if (!isAllowed(request)) return refuse(socket)
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveSocket(context, webSocket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop(): Promise<void> {
      for (const socket of sockets.clients) socket.close(1001, 'The chain stops')
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
        server.closeAllConnections()
      }, 200)
      await closed
    },
  }
}
