import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { os } from '@orpc/server'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { agents } from '../contract/agents.ts'
import {
  base64Length,
  MAX_COMPONENT_BYTES,
  MAX_MANIFEST_BYTES,
  MAX_MESSAGE_BYTES,
} from '../contract/sizes.ts'
import { type PageServer, PortInUseError, startServer } from './server.ts'
import { createSessions, type Sessions } from './sessions.ts'

const dir = mkdtempSync(join(tmpdir(), 'ainur-server-'))
const router = Promise.resolve({
  echo: os.handler(({ input }) => ({ input })),
  measure: os.handler(({ input }) =>
    (input as { files: { base64: string }[] }).files.map(({ base64 }) => base64.length),
  ),
})
let server: PageServer
let sessions: Sessions

beforeAll(async () => {
  mkdirSync(join(dir, 'page'))
  writeFileSync(join(dir, 'page', 'index.html'), '<h1>the page</h1>')
  sessions = createSessions(dir)
  server = await startServer({ port: 0, pageDir: join(dir, 'page'), router, sessions })
})
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true })
})

// fetch does not let a test choose Host and Origin.
function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, path, method, headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => (text += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
      })
        .on('error', reject)
        .end()
    },
  )
}

async function newCookie(): Promise<string> {
  const { headers } = await ask(`/?token=${sessions.issue()}`)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

function connect(headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0))
    socket.on('error', reject)
  })
}

test('a one-time address opens the page once and leaves a cookie that scripts cannot read', async () => {
  const path = `/?token=${sessions.issue()}`
  const first = await ask(path)
  expect(first.status).toBe(303)
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  const page = await ask('/', { cookie })
  expect(page).toMatchObject({ status: 200, text: '<h1>the page</h1>' })
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect((await ask(path)).status).toBe(401)
})

test('nothing is served to a browser that is not known', async () => {
  for (const path of ['/', '/index.html', '/session']) expect((await ask(path)).status).toBe(401)
  expect((await ask('/', { cookie: `ainur-${server.port}=9999999999999.forged` })).status).toBe(401)
  expect(await connect({ origin: server.origin })).toBe(401)
})

test('another name for this machine and other sites are turned away, known or not', async () => {
  const cookie = await newCookie()
  expect((await ask('/', { cookie, host: 'ainur.example' })).status).toBe(403)
  expect((await ask('/', { cookie, origin: 'http://evil.example' })).status).toBe(403)
  expect(
    (await ask('/', { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status,
  ).toBe(403)
  expect(await connect({ cookie, origin: 'http://evil.example' })).toBe(403)
  expect(await connect({ cookie })).toBe(403)
})

async function openClient(headers: Record<string, string>) {
  const socket = await connect(headers)
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  const client = createORPCClient<{
    echo(input: unknown): Promise<unknown>
    measure(input: unknown): Promise<number[]>
  }>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  return { socket, client }
}
const withToken = () => ({ authorization: `Bearer ${sessions.attachToken}` })

test.for(['cookie', 'token'])('procedures answer over a socket with a %s', async (kind) => {
  const { socket, client } = await openClient(
    kind === 'cookie' ? { cookie: await newCookie(), origin: server.origin } : withToken(),
  )
  expect(await client.echo({ amount: '1000000000000' })).toEqual({ input: { amount: '1000000000000' } })
  socket.close()
})

test('the largest package there may be arrives', async () => {
  const { socket, client } = await openClient(withToken())
  const files = [MAX_COMPONENT_BYTES, MAX_MANIFEST_BYTES].map((bytes, i) => ({
    name: `${i}`.padEnd(255, 'n'),
    base64: 'A'.repeat(base64Length(bytes)),
  }))
  const input = agents.install['~orpc'].inputSchema?.['~standard'].validate({ files })
  expect(await input).not.toHaveProperty('issues')
  expect(await client.measure({ files })).toEqual(files.map(({ base64 }) => base64.length))
  socket.close()
})

test('a message larger than that ends the connection, not the server', async () => {
  const { socket, client } = await openClient(withToken())
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const answer = client.measure({ files: [{ base64: 'A'.repeat(MAX_MESSAGE_BYTES) }] })
  await expect(answer).rejects.toThrow()
  expect(await closed).toBe(1009)
  const next = await openClient(withToken())
  expect(await next.client.echo('still here')).toEqual({ input: 'still here' })
  next.socket.close()
})

test('a program with the attach token gets a new one-time address', async () => {
  expect((await ask('/session', {}, 'POST')).status).toBe(401)
  const answer = await ask('/session', { authorization: `Bearer ${sessions.attachToken}` }, 'POST')
  const { url } = JSON.parse(answer.text) as { url: string }
  expect((await ask(url.slice(server.origin.length))).status).toBe(303)
})

test('a session outlives a restart and ends after a week', async () => {
  const cookie = await newCookie()
  expect(createSessions(dir).hasCookie(cookie, server.port)).toBe(true)
  const later = createSessions(dir, () => Date.now() + 8 * 24 * 3_600_000)
  expect(later.hasCookie(cookie, server.port)).toBe(false)
  expect(statSync(join(dir, 'session.key')).mode & 0o077).toBe(0)
})

test('a port that is taken is named when it was asked for', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const options = { pageDir: join(dir, 'page'), router, sessions }
  await expect(startServer({ ...options, port })).rejects.toThrow(PortInUseError)
  other.close()
})

test('a one-time address waits a minute', () => {
  let now = 0
  const some = createSessions(dir, () => now)
  const [early, late, printed] = [some.issue(), some.issue(), some.issue(600_000)]
  now = 59_999
  expect(some.redeem(early, 1)).not.toBeNull()
  now = 60_000
  expect(some.redeem(late, 1)).toBeNull()
  expect(some.redeem(printed, 1)).not.toBeNull()
})

test('a damaged session key is replaced by a whole one', () => {
  const file = join(dir, 'session.key')
  for (const damaged of ['', 'short', 'x'.repeat(33)]) {
    writeFileSync(file, damaged)
    createSessions(dir)
    expect(readFileSync(file)).toHaveLength(32)
    expect(statSync(file).mode & 0o077).toBe(0)
  }
})

test('the server stops although a refused connection and one that waits for the core do not hang up', async () => {
  const never = new Promise<never>(() => {})
  const other = await startServer({ port: 0, pageDir: join(dir, 'page'), router: never, sessions })
  const upgrade = (headers: string) => {
    const socket = connectSocket({ host: '127.0.0.1', port: other.port, allowHalfOpen: true })
    socket.on('error', () => {})
    socket.write(
      `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${other.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\n${headers}\r\n`,
    )
    return socket
  }
  const refused = upgrade('')
  expect(String((await once(refused, 'data'))[0])).toContain('403')
  const waiting = upgrade(`Authorization: Bearer ${sessions.attachToken}\r\n`)
  await once(waiting, 'connect')
  await other.stop()
  for (const socket of [refused, waiting]) socket.destroy()
})
