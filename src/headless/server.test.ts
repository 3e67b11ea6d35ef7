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
import { ImpostorError, proveToCore, type Terms, wireOf } from '../contract/handshake.ts'
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
  server = await startServer({ port: 0, pageDir: join(dir, 'page'), router, sessions, folder: 'the folder' })
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

function connect(headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0))
    socket.on('error', reject)
  })
}

test('a one-time address opens the page once and leaves a cookie that scripts cannot read', async () => {
  const path = `/?token=${sessions.issue()}`
  // Looking at it is not opening it.
  expect((await ask(path, {}, 'HEAD')).status).toBe(401)
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(path)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array<number>(19).fill(401)])
  const first = answers.find(({ status }) => status === 303)!
  expect(first.headers['location']).toMatch(/^\/#run=[0-9a-f]{64}$/)
  expect(first.headers['clear-site-data']).toBe('"cache", "storage"')
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  const page = await ask('/', { cookie })
  expect(page).toMatchObject({ status: 200, text: '<h1>the page</h1>' })
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect((await ask(path)).status).toBe(401)
})

test('who comes from a file is led on by a page, because a redirect would not bring the cookie', async () => {
  const fromFile = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  const answer = await ask(`/?token=${sessions.issue()}`, fromFile)
  expect(answer.status).toBe(200)
  expect(answer.text).toMatch(/content="0;url=\/#run=[0-9a-f]{64}"/)
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
  expect(String(answer.headers['set-cookie'])).toContain('SameSite=Strict')
})

test('nothing is served to a browser that is not known', async () => {
  for (const path of ['/', '/index.html', '/session']) expect((await ask(path)).status).toBe(401)
  expect((await ask('/', { cookie: `ainur-${server.port}=9999999999999.forged` })).status).toBe(401)
  expect(await connect({ origin: server.origin })).toBe(401)
  expect(await connect({}, '/rpc')).toBe(403)
  expect(await connect({}, '/')).toBe(404)
  expect(await connect({ cookie: await newCookie() }, '/attach')).toBe(403)
})

test('a cookie says for which port it is', async () => {
  const cookie = await newCookie()
  const renamed = cookie.replace(`ainur-${server.port}`, 'ainur-1')
  expect(sessions.find(cookie, server.port)).not.toBeNull()
  expect(sessions.find(renamed, 1)).toBeNull()
  const [id, expires, signature] = cookie.split('=')[1]!.split('.')
  const later = `${id}.${Number(expires) + 1}.${signature}`
  expect(sessions.find(`ainur-${server.port}=${later}`, server.port)).toBeNull()
})

test('another name for this machine and other sites are turned away, known or not', async () => {
  const cookie = await newCookie()
  for (const host of ['ainur.example', `localhost:${server.port}`, `[::1]:${server.port}`, '127.0.0.1'])
    expect((await ask('/', { cookie, host })).status).toBe(403)
  expect((await ask('/', { cookie, origin: 'http://evil.example' })).status).toBe(403)
  expect(
    (await ask('/', { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status,
  ).toBe(403)
  expect(await connect({ cookie, origin: 'http://evil.example' })).toBe(403)
  expect(await connect({ cookie })).toBe(403)
})

interface Way {
  headers: Record<string, string>
  path: string
  terms: Terms
}
/** How a page comes in, with what it knows. */
async function asPage(by: 'run' | 'session' = 'run'): Promise<Way> {
  const cookie = await newCookie()
  const secrets = { [by]: sessions.find(cookie, server.port)![by] }
  const terms = { secrets, where: `127.0.0.1:${server.port}` }
  return { headers: { cookie, origin: server.origin }, path: '/rpc', terms }
}
const asProgram = (): Way => ({
  headers: {},
  path: '/attach',
  terms: { secrets: { attach: sessions.attachSecret }, where: `127.0.0.1:${server.port} the folder` },
})

async function openClient({ headers, path, terms }: Way = asProgram()) {
  const socket = await connect(headers, path)
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  const wire = wireOf(socket)
  const welcome = await proveToCore(wire, terms)
  wire.release()
  const client = createORPCClient<{
    echo(input: unknown): Promise<unknown>
    measure(input: unknown): Promise<number[]>
  }>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  return { socket, client, welcome }
}

test.for([
  ['a page that was just opened', () => asPage('run')],
  ['a page that was open already', () => asPage('session')],
  ['a program of the same user', asProgram],
] as const)('procedures answer %s', async ([, way]) => {
  const { socket, client } = await openClient(await way())
  expect(await client.echo({ amount: '1000000000000' })).toEqual({ input: { amount: '1000000000000' } })
  socket.close()
})

test('nobody is let in by a cookie alone, nor by a secret for another port or folder', async () => {
  const page = await asPage()
  const elsewhere = (where: string) => ({ secrets: page.terms.secrets, where })
  await expect(openClient({ ...page, terms: elsewhere('127.0.0.1:1') })).rejects.toThrow(ImpostorError)
  const program = asProgram()
  const otherFolder = { ...program.terms, where: `127.0.0.1:${server.port} another folder` }
  await expect(openClient({ ...program, terms: otherFolder })).rejects.toThrow(ImpostorError)
  await expect(openClient({ ...page, path: '/attach' })).rejects.toThrow('refused with 403')

  // What a program says that has the cookie and no manners.
  const socket = (await connect(page.headers)) as WebSocket
  const closed = once(socket, 'close')
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  socket.send(JSON.stringify({ nonce: '0'.repeat(64) }))
  socket.send(JSON.stringify({ kind: 'run', proof: '0'.repeat(64) }))
  await closed
  expect(heard.map((text) => Object.keys(JSON.parse(text) as object))).toEqual([['nonce', 'proofs']])
})

test('a stranger may say little', async () => {
  const page = await asPage()
  const socket = (await connect(page.headers)) as WebSocket
  const closed = once(socket, 'close')
  socket.on('error', () => {})
  socket.send('x'.repeat(100_000))
  await closed
})

test('the largest package there may be arrives', async () => {
  const { socket, client } = await openClient()
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
  const { socket, client } = await openClient()
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const answer = client.measure({ files: [{ base64: 'A'.repeat(MAX_MESSAGE_BYTES) }] })
  await expect(answer).rejects.toThrow()
  expect(await closed).toBe(1009)
  const next = await openClient()
  expect(await next.client.echo('still here')).toEqual({ input: 'still here' })
  next.socket.close()
})

test('a program of the same user is given a one-time address', async () => {
  const { socket, welcome } = await openClient()
  socket.close()
  expect((await ask(String(welcome['url']).slice(server.origin.length))).status).toBe(303)
})

test('a session outlives a restart, what a page stores does not, and both end after a week', async () => {
  const cookie = await newCookie()
  const { port } = server
  const [before, after] = [sessions.find(cookie, port)!, createSessions(dir).find(cookie, port)!]
  expect(after.session).toBe(before.session)
  expect(after.run).not.toBe(before.run)
  const later = createSessions(dir, () => Date.now() + 8 * 24 * 3_600_000)
  expect(later.find(cookie, port)).toBeNull()
  expect(statSync(join(dir, 'session.key')).mode & 0o077).toBe(0)
})

test('a port that is taken is named when it was asked for', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
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
  const { cookie } = sessions.redeem(sessions.issue(), other.port)!
  const waiting = upgrade(`Origin: ${other.origin}\r\nCookie: ${cookie.split(';')[0]}\r\n`)
  expect(String((await once(waiting, 'data'))[0])).toContain('101')
  await other.stop()
  for (const socket of [refused, waiting]) socket.destroy()
})
