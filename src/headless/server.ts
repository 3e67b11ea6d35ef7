import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { MAX_MESSAGE_BYTES } from '../contract/sizes.ts'
import { createLoopbackServer, type LoopbackServer, refuseUpgrade } from '../core/loopback.ts'
import { isForUs, setSecurityHeaders } from './guard.ts'
import { servePageFiles } from './page-files.ts'
import type { Sessions } from './sessions.ts'

export const USUAL_PORT = 4647
const HEARTBEAT_MS = 30_000

export class PortInUseError extends Error {
  override readonly name = 'PortInUseError'
  constructor(port: number) {
    super(`Port ${port} on 127.0.0.1 is in use by another program. Choose another one with --port.`)
  }
}

export interface PageServer {
  readonly port: number
  /** http://127.0.0.1:<port> */
  readonly origin: string
  stop(): Promise<void>
}

/**
 * Serves the page and its socket on 127.0.0.1.
 * @throws {PortInUseError} when `port` was asked for and is taken
 */
export async function startServer(options: {
  port: number | null
  pageDir: string
  /** Sockets wait for it: the page is served while the core is still being loaded. */
  router: Promise<AnyRouter>
  sessions: Sessions
  /** Hears what went wrong in here while a request was answered. */
  fault?: (error: unknown) => void
}): Promise<PageServer> {
  const { sessions, fault = console.error } = options
  const files = servePageFiles(options.pageDir)
  let port = 0
  const loopback = createLoopbackServer({
    answer,
    fault,
    upgrade: (...request) => sockets.upgrade(...request),
  })
  const sockets = serveSockets(loopback, () => port, options)
  port = await listen(loopback, options.port)
  const origin = `http://127.0.0.1:${port}`

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL | null): Promise<void> {
    setSecurityHeaders(response)
    if (!isForUs(request, port, false)) return end(response, 403, 'This request was not meant for Ainur.')
    if (url === null) return end(response, 400, 'This is no address of Ainur.')
    if (url.pathname === '/session' && request.method === 'POST') {
      if (!sessions.hasToken(request.headers.authorization)) return end(response, 401, '')
      return end(response, 201, JSON.stringify({ url: `${origin}/?token=${sessions.issue()}` }))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, '')

    const known = sessions.hasCookie(request.headers.cookie, port)
    const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null
    if (token !== null) {
      const cookie = sessions.redeem(token, port)
      if (cookie !== null) response.setHeader('Set-Cookie', cookie)
      if (cookie !== null || known) return redirect(response, '/')
    }
    if (!known) return end(response, 401, notKnown)
    if (url.pathname === '/session') return end(response, 204, '')
    if (!(await files(request, response, url.pathname)))
      end(response, 404, 'There is nothing at this address.')
  }

  return {
    port,
    origin,
    async stop() {
      sockets.stop()
      await loopback.stop()
    },
  }
}

const notKnown =
  'This browser is not known to Ainur, or the address was used before or is too old. Open the address that Ainur prints when it starts, within ten minutes.'

function end(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(text)
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, 'Cache-Control': 'no-store' }).end()
}

function serveSockets(
  loopback: LoopbackServer,
  port: () => number,
  { router, sessions }: { router: Promise<AnyRouter>; sessions: Sessions },
) {
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

  return {
    async upgrade(request: IncomingMessage, socket: Socket, head: Buffer, url: URL | null): Promise<void> {
      const { authorization, cookie } = request.headers
      if (!isForUs(request, port(), true)) return refuseUpgrade(socket, '403 Forbidden')
      if (url === null) return refuseUpgrade(socket, '400 Bad Request')
      if (!sessions.hasToken(authorization) && !sessions.hasCookie(cookie, port()))
        return refuseUpgrade(socket, '401 Unauthorized')
      if (url.pathname !== '/rpc') return refuseUpgrade(socket, '404 Not Found')
      const rpc = await handler.catch(() => null)
      if (rpc === null) return refuseUpgrade(socket, '503 Service Unavailable')
      if (!loopback.keep(socket)) return refuseUpgrade(socket, '503 Service Unavailable')
      sockets.handleUpgrade(request, socket, head, (connection) => {
        alive.add(connection)
        connection.on('pong', () => alive.add(connection))
        connection.on('error', () => connection.terminate())
        void rpc.upgrade(connection)
      })
    },
    stop() {
      clearInterval(heartbeat)
      sockets.close()
    },
  }
}

async function listen(loopback: LoopbackServer, wanted: number | null): Promise<number> {
  const tryPort = (port: number) =>
    loopback.listen(port).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return null
      throw error
    })
  const port = await tryPort(wanted ?? USUAL_PORT)
  if (port !== null) return port
  if (wanted !== null) throw new PortInUseError(wanted)
  return (await tryPort(0)) ?? Promise.reject(new PortInUseError(0))
}
