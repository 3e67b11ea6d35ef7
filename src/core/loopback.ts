import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'

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
  /** Answers the port. @throws {NodeJS.ErrnoException} when it cannot be had, on one address or the other */
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

/** A free port of 127.0.0.1 may be taken on ::1: so often another one is tried. */
const TRIES = 8
/** What the system answers where it has no IPv6. */
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'])
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? ''

/** Whether an error says that a port cannot be had: another program's, or not for this user. */
export const isRefusedPort = (error: unknown): boolean => ['EADDRINUSE', 'EACCES'].includes(codeOf(error))

/**
 * An HTTP server on 127.0.0.1 (with `ipv6`, on ::1 as well), where every program and every web page of the machine can
 * knock. `target` is null where a request names none; whatever a request brings the answers to throw ends that request, not the process.
 */
export function createLoopbackServer(
  { answer, upgrade, fault }: Answers,
  { ipv6 = false } = {},
): LoopbackServer {
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

  // A server listens on one address; what connects to the other one is handed over.
  const twin = createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit('connection', socket),
  )

  async function listenOnBoth(wanted: number): Promise<number> {
    for (let left = TRIES; ; left--) {
      await once(server.listen(wanted, '127.0.0.1'), 'listening')
      const { port } = server.address() as AddressInfo
      if (!ipv6) return port
      try {
        await once(twin.listen({ port, host: '::1', ipv6Only: true }), 'listening')
        return port
      } catch (error) {
        if (NO_IPV6.has(codeOf(error))) return port
        await new Promise((resolve) => server.close(resolve))
        if (wanted !== 0 || left === 0) throw error
      }
    }
  }

  return {
    server,
    async listen(wanted) {
      const port = await listenOnBoth(wanted)
      for (const each of [server, twin]) each.on('error', fault)
      return port
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
      // One that does not listen says so, and is closed as well.
      const closed = Promise.all(
        [server, twin].map((each) => new Promise<void>((resolve) => each.close(() => resolve()))),
      )
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
