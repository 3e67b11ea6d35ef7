import fc from 'fast-check'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileRequests, play } from '../core/testing/hostile-requests.ts'

const program = fileURLToPath(new URL('./testing/serving.ts', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'ainur-hostile-'))
let server: ChildProcess
let words = ''
let port: number
let known: string[]

beforeAll(async () => {
  server = spawn(process.execPath, [program, dir], { stdio: ['ignore', 'pipe', 'pipe'] })
  server.stderr!.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const [line] = (await once(server.stdout!, 'data')) as [Buffer]
  const told = JSON.parse(line.toString()) as { port: number; cookie: string }
  ;({ port } = told)
  known = [`Host: 127.0.0.1:${port}`, `Cookie: ${told.cookie.split(';')[0]}`]
})
afterAll(() => {
  server.kill('SIGKILL')
  rmSync(dir, { recursive: true })
})

const say = (target: string, headers: string[] = [], method = 'GET') => {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers, 'Connection: close', '', '']
  return play(port, { bytes: Buffer.from(lines.join('\r\n')), then: 'wait' }, 5_000)
}
/** By a connection of its own: the server closes idle ones when there are many, and fetch would take one of those. */
const answers = async () => {
  const [status] = await say('/', known)
  return { status }
}

test.for(['//', '///', '/\\', '//[', 'http://evil.example/', 'http://[', '*'])(
  'a request for %s is no request, whoever sends it, and does not end the server',
  async (target) => {
    expect(await say(target, known)).toEqual([400])
    expect(await say(target, [`Host: 127.0.0.1:${port}`])).toEqual([400])
    expect(await say(target, ['Host: evil.example'])).toEqual([403])
    expect((await answers()).status, words).toBe(200)
  },
)

test('a file of the page that went away, or is none, is not there, and ends nothing', async () => {
  const page = join(dir, 'page')
  writeFileSync(join(page, 'late.js'), 'export {}')
  mkdirSync(join(page, 'folder.js'))
  const get = (path: string, headers = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: known[1]!.slice(8), ...headers } })
  const there = await get('/late.js')
  expect([there.status, there.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
  expect((await get('/late.js', { 'if-none-match': there.headers.get('etag')! })).status).toBe(304)
  expect((await get('/late.js', { range: 'bytes=9-3' })).status).toBe(200)
  rmSync(join(page, 'late.js'))
  const gone = [
    '/late.js',
    '/folder.js',
    '/index.html/x.js',
    '/%00.js',
    '/%zz.js',
    '/..%2fsession.key',
    '/session.key',
  ]
  for (const path of gone) expect((await get(path)).status, path).toBe(404)
  expect((await answers()).status, words).toBe(200)
})

test('a crowd that says nothing, or half a request, keeps nobody out', async () => {
  const crowd = Array.from({ length: 400 }, (_, i) => {
    const socket = connect({ host: '127.0.0.1', port }).on('error', () => {})
    if (i % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1')
    return socket
  })
  for (const socket of crowd) if (socket.connecting) await once(socket, 'connect')
  expect((await answers()).status, words).toBe(200)
  for (const socket of crowd) socket.destroy()
})

test('nothing that a program sends ends the server, and nothing wrong goes well', async () => {
  const trials = fc.sample(hostileRequests(known), { seed: 7, numRuns: 400 })
  for (let i = 0; i < trials.length; i += 20) {
    const statuses = await Promise.all(trials.slice(i, i + 20).map((each) => play(port, each, 400)))
    expect(statuses.flat().filter((status) => status >= 500)).toEqual([])
    expect((await answers()).status, words).toBe(200)
  }
  server.kill('SIGTERM')
  expect(await once(server, 'exit'), words).toEqual([0, null])
})
