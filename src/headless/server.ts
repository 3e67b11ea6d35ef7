import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { MAX_MESSAGE_BYTES } from '../contract/sizes.ts'
import { isForUs, setSecurityHeaders } from './guard.ts'
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
}): Promise<PageServer> {
  const server = createServer((request, response) => answer(request, response))
  const port = await listen(server, options.port)
  const page = sirv(options.pageDir, { etag: true, single: true, gzip: true })
  const sockets = serveSockets(server, port, options)

  function answer(request: IncomingMessage, response: ServerResponse): void {
    setSecurityHeaders(response)
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
    const { sessions } = options
    if (!isForUs(request, port, false)) return end(response, 403, 'This request was not meant for Ainur.')
    if (url.pathname === '/session' && request.method === 'POST') {
      if (!sessions.hasToken(request.headers.authorization)) return end(response, 401, '')
      return end(response, 201, JSON.stringify({ url: `${url.origin}/?token=${sessions.issue()}` }))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, '')

    const known = sessions.hasCookie(request.headers.cookie, port)
    const token = url.pathname === '/' ? url.searchParams.get('token') : null
    if (token !== null) {
      const cookie = sessions.redeem(token, port)
      if (cookie !== null) response.setHeader('Set-Cookie', cookie)
      if (cookie !== null || known) return redirect(response, '/')
    }
    if (!known) return end(response, 401, notKnown)
    if (url.pathname === '/session') return end(response, 204, '')
    page(request, response, () => end(response, 404, 'The page was not built.'))
  }

  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      sockets.stop()
      await closed
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
  server: Server,
  port: number,
  { router, sessions }: { router: Promise<AnyRouter>; sessions: Sessions },
) {
  const handler = router.then((loaded) => new RPCHandler(loaded))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const alive = new WeakSet<object>()
  /** All connections: some wait for the core to be loaded and are no sockets yet. */
  const open = new Set<Duplex>()

  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.on('upgrade', (request, socket, head) => {
    const known =
      sessions.hasToken(request.headers.authorization) || sessions.hasCookie(request.headers.cookie, port)
    const status = !isForUs(request, port, true) ? '403 Forbidden' : known ? null : '401 Unauthorized'
    socket.on('error', () => socket.destroy())
    if (status !== null || request.url !== '/rpc') {
      // Who does not hang up does not keep the connection.
      socket.once('finish', () => socket.destroy())
      socket.end(`HTTP/1.1 ${status ?? '404 Not Found'}\r\nConnection: close\r\n\r\n`)
      return
    }
    handler.then(
      (rpc) =>
        sockets.handleUpgrade(request, socket, head, (connection) => {
          alive.add(connection)
          connection.on('pong', () => alive.add(connection))
          connection.on('error', () => connection.terminate())
          void rpc.upgrade(connection)
        }),
      () => socket.destroy(),
    )
  })
  const heartbeat = setInterval(() => {
    for (const connection of sockets.clients) {
      if (!alive.delete(connection)) connection.terminate()
      else connection.ping()
    }
  }, HEARTBEAT_MS)

  return {
    stop() {
      clearInterval(heartbeat)
      sockets.close()
      for (const socket of open) socket.destroy()
    },
  }
}

async function listen(server: Server, wanted: number | null): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | null>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error)
      server.once('error', failed)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', failed)
        resolve((server.address() as AddressInfo).port)
      })
    })
  const port = await tryPort(wanted ?? USUAL_PORT)
  if (port !== null) return port
  if (wanted !== null) throw new PortInUseError(wanted)
  return (await tryPort(0)) ?? Promise.reject(new PortInUseError(0))
}
