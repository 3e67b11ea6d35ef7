import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How long a request's head and the whole of it may take, ms. Whoever is slower is let go. */
const HEAD_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 5_000
/** Connections that did not become a socket yet. One more, and the oldest goes: a crowd keeps nobody out. */
const MAX_WAITING = 128
/** Open sockets of all programs together. */
const MAX_KEPT = 256
const REFUSE_WITHIN_MS = 2_000

export interface LoopbackServer {
  readonly server: Server
  /** @throws {NodeJS.ErrnoException} when the port cannot be had */
  listen(port: number): Promise<number>
  /** From now on this connection stays until one side ends it. False: there are too many; `reserved` ones do not count. */
  keep(socket: Socket, reserved?: boolean): boolean
  /** Ends a connection; its place is free at once. */
  drop(socket: Socket): void
  /** Takes no more connections and ends those that there are, after `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

export interface Answers {
  answer(request: IncomingMessage, response: ServerResponse, target: URL | null): void | Promise<void>
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer, target: URL | null): void | Promise<void>
  /** Hears what these two throw. */
  fault(error: unknown): void
}

/**
 * An HTTP server on 127.0.0.1, where every program and every web page of the machine can knock. `target` is null where
 * a request names none; whatever a request brings the answers to throw ends that request, not the process.
 */
export function createLoopbackServer({ answer, upgrade, fault }: Answers): LoopbackServer {
  const limits = {
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
  }
  const server = createServer(limits, (request, response) => {
    const failed = (error: unknown) => {
      fault(error)
      if (response.headersSent) response.destroy()
      else
        response.writeHead(500, { 'Content-Type': 'text/plain', Connection: 'close' }).end('Ainur failed.\n')
    }
    attempt(() => answer(request, response, targetOf(request)), failed)
  })
  const waiting = new Set<Socket>()
  const kept = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    const [oldest] = waiting
    if (waiting.size >= MAX_WAITING) oldest?.destroy()
    waiting.add(socket)
    socket.once('close', () => {
      waiting.delete(socket)
      kept.delete(socket)
    })
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    // Node has let go of it: an error that nobody hears would end the process.
    socket.on('error', () => socket.destroy())
    const failed = (error: unknown) => {
      fault(error)
      socket.destroy()
    }
    attempt(() => upgrade(request, socket, head, targetOf(request)), failed)
  })

  return {
    server,
    async listen(port) {
      await once(server.listen(port, '127.0.0.1'), 'listening')
      server.on('error', fault)
      return (server.address() as AddressInfo).port
    },
    keep(socket, reserved = false) {
      if ((!reserved && kept.size >= MAX_KEPT) || socket.destroyed) return false
      waiting.delete(socket)
      kept.add(socket)
      return true
    },
    drop(socket) {
      socket.destroy()
      kept.delete(socket)
    },
    async stop(graceMs = 0) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const end = () => {
        for (const socket of [...waiting, ...kept]) socket.destroy()
      }
      if (graceMs === 0) end()
      else setTimeout(end, graceMs).unref()
      await closed
    },
  }
}

function attempt(work: () => void | Promise<void>, failed: (error: unknown) => void): void {
  try {
    Promise.resolve(work()).catch(failed)
  } catch (error) {
    failed(error)
  }
}

/** What a request asks for; null unless it is a path of this server: not `//host`, nor a whole address, nor `*`. */
function targetOf({ url = '' }: IncomingMessage): URL | null {
  // A backslash is a slash to URL.
  if (!/^\/(?![/\\])/.test(url)) return null
  const whole = `http://127.0.0.1${url}`
  return URL.canParse(whole) ? new URL(whole) : null
}

/** Says no to an upgrade and closes, whether or not the other side hears it, or closes its own. */
export function refuseUpgrade(socket: Socket, status: string): void {
  socket.setTimeout(REFUSE_WITHIN_MS, () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroySoon())
}
