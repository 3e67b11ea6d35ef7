import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket as WebSocketClient, WebSocketServer, type WebSocket } from 'ws'
import { addDevAccount, sendAndSettle } from '../testing/accounts.ts'
import { startCore } from '../testing/core.ts'
import { runtimes } from '../testing/paths.ts'
import { openSession } from './session.ts'

// Endpoints that are not what they claim to be: each must end in an error of its own, and in nothing else.

const ends: (() => Promise<void> | void)[] = []
let stray: unknown[] = []
const onStray = (error: unknown) => void stray.push(error)

beforeEach(() => {
  stray = []
  process.prependListener('uncaughtException', onStray)
  process.prependListener('unhandledRejection', onStray)
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  process.off('uncaughtException', onStray)
  process.off('unhandledRejection', onStray)
  expect(stray).toEqual([])
})

async function serve(greet: (socket: WebSocket) => void): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => {
    socket.on('error', () => {})
    greet(socket)
  })
  await once(server, 'listening')
  ends.push(async () => {
    for (const client of server.clients) client.terminate()
    await new Promise((resolve) => server.close(resolve))
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering = (socket: WebSocket, answer: (request: { id: number; method: string }) => void) =>
  socket.on('message', (data) => answer(JSON.parse(String(data)) as { id: number; method: string }))

it.each<[string, (socket: WebSocket) => void, RegExp]>([
  ['greets with text', (socket) => socket.send('Welcome!'), /not JSON/],
  ['greets with half a message', (socket) => socket.send('{"jsonrpc":"2.0","id":1,"res'), /not JSON/],
  ['greets with nothing', (socket) => socket.send(''), /not JSON/],
  ['greets with null', (socket) => socket.send('null'), /JSON-RPC/],
  ['speaks in bytes', (socket) => socket.send(Buffer.from([1, 2, 3])), /not JSON-RPC/],
  [
    'sends more than a message may have',
    (socket) => socket.send('x'.repeat(40 * 1024 * 1024)),
    /Max payload size exceeded/,
  ],
  ['answers with text', (socket) => answering(socket, () => socket.send('no')), /not JSON/],
  ['hangs up', (socket) => socket.close(4_000, 'no'), /was lost/],
  [
    'answers garbage',
    (socket) =>
      answering(socket, ({ id }) => socket.send(JSON.stringify({ jsonrpc: '2.0', id, result: 42 }))),
    /./,
  ],
  [
    'answers errors that are none',
    (socket) =>
      answering(socket, ({ id }) => socket.send(JSON.stringify({ jsonrpc: '2.0', id, error: 'x' }))),
    /without a result/,
  ],
])('an endpoint that %s is refused with words', async (_what, greet, words) => {
  await expect(openSession(await serve(greet), runtimes)).rejects.toThrow(words)
})

it.each<[string, (socket: WebSocket) => void]>([
  ['says nothing', () => {}],
  [
    'answers what was not asked',
    (socket) =>
      answering(socket, ({ id }) => {
        for (const other of [id + 1_000, -1, null, 'x', {}])
          socket.send(JSON.stringify({ jsonrpc: '2.0', id: other, result: '0x' }))
        for (const params of [null, 7, {}, { subscription: {}, result: 1 }])
          socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'state_storage', params }))
      }),
  ],
])('an endpoint that %s is left when the time is over', async (_what, greet) => {
  const limit = AbortSignal.timeout(1_000)
  await expect(openSession(await serve(greet), runtimes, { signal: limit })).rejects.toThrow(/timeout/)
})

it('a port that takes connections and never speaks WebSocket is left when the time is over', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.resume())).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  await expect(openSession(url, runtimes, { signal: AbortSignal.timeout(500) })).rejects.toThrow(/timeout/)
  await expect.poll(() => [...sockets].every((socket) => socket.readyState !== 'open')).toBe(true)
})

it('a core whose network turns bad says so, keeps running and goes back to its own chain', async () => {
  const core = await startCore()
  ends.push(() => core.remove())
  const bob = await addDevAccount(core, 'Bob')
  const { url } = await core.api.chain.status()
  let bad = false
  const proxy = await serve((socket) => {
    if (bad) return socket.send('<html>moved</html>')
    const upstream = new WebSocketClient(url!)
    const held: string[] = []
    upstream.on('open', () => held.splice(0).forEach((text) => upstream.send(text)))
    upstream.on('message', (data) => socket.send(bad ? '<html>moved</html>' : String(data)))
    upstream.on('error', () => {})
    socket.on('message', (data) =>
      upstream.readyState === upstream.OPEN ? upstream.send(String(data)) : held.push(String(data)),
    )
    socket.on('close', () => upstream.close())
  })
  const guest = await startCore()
  ends.push(() => guest.remove())
  await guest.api.chain.switchNetwork({ kind: 'rpc', url: proxy })
  bad = true
  await sendAndSettle(core, bob, { type: 'transfer', to: bob, amount: '1', keepAlive: true })
  await expect
    .poll(() => guest.api.chain.status())
    .toMatchObject({
      connection: 'reconnecting',
      error: expect.stringMatching(/not JSON/) as string,
    })
  const { dataDir } = guest
  await guest.stop()
  const again = await startCore({ dataDir })
  ends.push(() => again.stop())
  expect((await again.api.chain.status()).connection).not.toBe('connected')
  await again.api.chain.switchNetwork({ kind: 'embedded' })
  expect((await again.api.chain.status()).connection).toBe('connected')
})
