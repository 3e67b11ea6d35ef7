import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { type Answers, createLoopbackServer, isRefusedPort, refuseUpgrade } from '../../../loopback.ts'
import type { ContentGateway } from '../content-gateway.ts'
import { createTurns, type Line } from '../turns.ts'
import { OWN_HEADER } from '../own-header.ts'
import { say } from '../../../words.ts'
import { EmbeddedStartError } from '../errors.ts'
import { isAllowed } from './access.ts'
import { watchAttention } from './attention.ts'
import type { ChainContext } from './context.ts'
import { dispatch } from './dispatch.ts'
import { createSubscriptions, withoutSubscriptions } from './subscriptions.ts'
import { HEALTH } from './system.ts'

/** A runtime upgrade in hex, with room to spare. */
const MAX_MESSAGE_BYTES = 12 * 1024 * 1024
/** A client that does not read what it asked for is let go before its answers fill the memory. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024
/** Requests of a socket that are not answered yet; with so many it is not read further. */
const MAX_UNANSWERED = 256
/** The same of all that use HTTP; more are told to come again. */
const MAX_UNANSWERED_HTTP = 64
/** Clients that vanish without a word (a machine that sleeps) are noticed by this. */
const PING_EVERY_MS = 30_000
const CLOSE_WITHIN_MS = 200

interface Serving {
  readonly context: ChainContext
  readonly line: (onDone?: () => void) => Line
}

/** @param onFirst called when the client asks for something the first time */
function serveSocket({ context, line: lineOf }: Serving, socket: WebSocket, onFirst: () => void): void {
  const send = (message: string) => {
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate()
    else if (socket.readyState === socket.OPEN) socket.send(message)
  }
  const attention = watchAttention(socket)
  const subscriptions = createSubscriptions(send, attention.read)
  const line = lineOf(() => {
    attention.answered()
    if (socket.isPaused && line.size() <= MAX_UNANSWERED / 2) socket.resume()
  })
  let alive = true
  const ping = setInterval(() => {
    // Nothing is heard of a client that is not read.
    if (socket.isPaused) return
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, PING_EVERY_MS)
  socket.on('pong', () => (alive = true))
  socket.on('message', (data, isBinary) => {
    alive = true
    if (isBinary) return socket.close(1003, 'JSON expected')
    onFirst()
    attention.asked()
    const { connection, answered } = subscriptions.request()
    line.add(() =>
      dispatch(context, String(data), connection).then(
        (answer) => {
          if (answer !== null) send(answer)
          answered()
        },
        () => socket.terminate(),
      ),
    )
    if (line.size() >= MAX_UNANSWERED) socket.pause()
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(ping)
    line.end()
    subscriptions.close()
  })
}

async function serveHttp(
  { context, line }: { context: ChainContext; line: Line },
  request: IncomingMessage,
  response: ServerResponse,
  target: URL,
): Promise<void> {
  const end = (status: number, type: string, body: string) =>
    void response.writeHead(status, { 'content-type': type }).end(body)
  if (target.pathname === '/health' && (request.method === 'GET' || request.method === 'HEAD'))
    return end(200, 'application/json', JSON.stringify(HEALTH))
  if (request.method !== 'POST') return end(405, 'text/plain', 'POST JSON-RPC, or open a WebSocket.\n')
  // Anything else is what a page may send without asking first.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return end(415, 'text/plain', 'application/json expected.\n')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_MESSAGE_BYTES) return end(413, 'text/plain', 'Too large.\n')
    parts.push(part)
  }
  if (line.size() >= MAX_UNANSWERED_HTTP) {
    response.setHeader('retry-after', '1')
    return end(429, 'text/plain', 'Too many requests at once: try again in a second.\n')
  }
  const message = Buffer.concat(parts).toString()
  const answer = await new Promise<string | null>((resolve, reject) =>
    line.add(() => dispatch(context, message, withoutSubscriptions).then(resolve, reject)),
  )
  if (answer === null) return void response.writeHead(204).end()
  end(200, 'application/json', answer)
}

function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers
  if (origin === undefined) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-headers', 'content-type')
  response.setHeader('vary', 'origin')
}

/**
 * JSON-RPC over WebSocket and POST, and the content gateway, on one port of 127.0.0.1 and ::1.
 * @throws {EmbeddedStartError} when the port cannot be had and must be that one
 */
export async function startServer(options: {
  context: ChainContext
  gateway: ContentGateway
  port: number
  /** Who sends this in `OWN_HEADER` has a place, however many others there are. */
  ownKey: string
  /** Any free port will do where that one cannot be had. */
  orAnother: boolean
  fault: (error: unknown) => void
}) {
  const { context, gateway, fault } = options
  const { line } = createTurns(fault)
  const http = { context, line: line() }
  /** Clients that have asked for nothing yet. */
  const silent = new Set<Socket>()
  const isOwn = ({ headers }: IncomingMessage) => {
    const [given, own] = [Buffer.from(String(headers[OWN_HEADER])), Buffer.from(options.ownKey)]
    return given.length === own.length && timingSafeEqual(given, own)
  }
  /** The one that is silent longest gives its place up. */
  const makeRoom = () => {
    const [longest] = silent
    if (!longest) return
    silent.delete(longest)
    loopback.drop(longest)
  }
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  })
  const answers: Answers = {
    async answer(request, response, target) {
      response.setHeader('x-content-type-options', 'nosniff')
      const end = (status: number, words: string) =>
        void response.writeHead(status, { 'content-type': 'text/plain' }).end(words)
      if (!isAllowed(request)) return end(403, 'Not from here.\n')
      if (target === null) return end(400, 'This is no address of a chain.\n')
      allowOrigin(request, response)
      if (request.method === 'OPTIONS') return void response.writeHead(204).end()
      if (!(await gateway(request, response, target))) await serveHttp(http, request, response, target)
    },
    upgrade(request, socket, head, target) {
      if (!isAllowed(request)) return refuseUpgrade(socket, '403 Forbidden')
      if (target === null) return refuseUpgrade(socket, '400 Bad Request')
      const own = isOwn(request)
      if (!loopback.keep(socket, own)) {
        makeRoom()
        if (!loopback.keep(socket)) return refuseUpgrade(socket, '503 Service Unavailable')
      }
      if (!own) silent.add(socket)
      const spoke = () => void silent.delete(socket)
      socket.once('close', spoke)
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        serveSocket({ context, line }, webSocket, spoke),
      )
    },
    fault,
  }
  const loopback = createLoopbackServer(answers, { ipv6: true })
  const port = await loopback.listen(options.port).catch((error: unknown) => {
    if (!isRefusedPort(error)) throw error
    if (!options.orAnother)
      throw new EmbeddedStartError(say('embedded.port-taken', { port: String(options.port) }))
    return loopback.listen(0)
  })
  return {
    port,
    async stop(): Promise<void> {
      for (const socket of sockets.clients) socket.close(1001, 'The chain stops')
      await loopback.stop(CLOSE_WITHIN_MS)
    },
  }
}
