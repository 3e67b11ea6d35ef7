import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startCore, type TestCore } from '../testing/core.ts'
import { makeFolder } from '../testing/folder.ts'

// Where programs of others find the embedded chain.

let folder: ReturnType<typeof makeFolder>
let running: TestCore | null = null
let squatter: Server | null = null
beforeEach(() => (folder = makeFolder()))
afterEach(async () => {
  await running?.stop()
  running = null
  squatter?.close()
  squatter = null
  folder.remove()
})

async function start(config: { chainPort?: number } = {}): Promise<TestCore> {
  await running?.stop()
  running = await startCore({ dataDir: folder.path, config })
  return running
}
const urlOf = async ({ api }: TestCore) => (await api.chain.status()).url!
const portOf = (url: string) => Number(new URL(url).port)
const noticesOf = async ({ api }: TestCore) => (await api.system.status()).notices

async function take(port: number, address = '127.0.0.1') {
  squatter = createServer()
  await once(squatter.listen(port, address), 'listening')
}

it('keeps its address from one start to the next', async () => {
  const url = await urlOf(await start())
  expect(await urlOf(await start())).toBe(url)
  expect(await noticesOf(running!)).toEqual([])
})

it('takes another address where its own is taken, says so, and keeps that one', async () => {
  const url = await urlOf(await start())
  await running!.stop()
  await take(portOf(url))
  const moved = await urlOf(await start())
  expect(moved).not.toBe(url)
  expect(await noticesOf(running!)).toMatchObject([
    { id: 'chain-port', said: { code: 'chain.moved', facts: { port: String(portOf(url)), url: moved } } },
  ])
  expect(running!.logged.map(({ text }) => text).join('\n')).toContain(moved)
  squatter!.close()
  expect(await urlOf(await start())).toBe(moved)
  expect(await noticesOf(running!)).toEqual([])
})

it('takes a port that was asked for, or none', async () => {
  const url = await urlOf(await start())
  await running!.stop()
  await take(portOf(url))
  await start({ chainPort: portOf(url) })
  expect(await running!.api.chain.status()).toMatchObject({
    connection: 'failed',
    said: { code: 'embedded.port-taken', facts: { port: String(portOf(url)) } },
  })
})

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1')

it.runIf(hasIpv6)('is served on [::1], by the same rules', async () => {
  const url = (await urlOf(await start())).replace('ws://127.0.0.1', 'http://[::1]')
  const ask = (headers: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"jsonrpc":"2.0","id":1,"method":"system_name"}',
    })
  expect(await (await ask({})).json()).toMatchObject({ id: 1, result: expect.any(String) as string })
  expect((await ask({ origin: 'https://example.org' })).status).toBe(403)
  const socket = new WebSocket(url.replace('http:', 'ws:'))
  await once(socket, 'open')
  socket.close()
  const stranger = new WebSocket(url.replace('http:', 'ws:'), { headers: { host: 'rebound.example' } })
  const [, { statusCode }] = (await once(stranger, 'unexpected-response')) as [
    unknown,
    { statusCode: number },
  ]
  expect(statusCode).toBe(403)
})

it.runIf(hasIpv6)('does not share its port with a stranger on [::1]', async () => {
  const url = await urlOf(await start())
  await running!.stop()
  await take(portOf(url), '::1')
  expect(await urlOf(await start())).not.toBe(url)
})
