import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { proveToClient, wireOf } from '../../contract/handshake.ts'
import { identifyDataDir, LOCK_FILE } from '../../core/data-dir-id.ts'
import { attachToCore } from './attach.ts'

const secret = '5'.repeat(64)
const signal = new AbortController().signal
let dataDir: string
const ends: (() => void)[] = []
const makeFolder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'ainur-attach-'))
  ends.push(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, LOCK_FILE), '')
  return dir
}
beforeEach(() => (dataDir = makeFolder()))
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const leave = (url: unknown, dir = dataDir) =>
  writeFileSync(join(dir, 'attach.json'), JSON.stringify({ url, secret, pid: 1 }))

/** A core of the data folder; everything that it is told. */
async function serve(where = (host: string) => `${host} ${identifyDataDir(dataDir)}`) {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  ends.push(() => sockets.close())
  await once(sockets, 'listening')
  const host = `127.0.0.1:${(sockets.address() as AddressInfo).port}`
  const told: string[] = []
  sockets.on('connection', (socket, { headers }) => {
    told.push(...[headers.authorization, headers.cookie].filter((header) => header !== undefined))
    socket.on('message', (data) => told.push(String(data)))
    proveToClient(wireOf(socket), { secrets: { attach: secret }, where: where(host) }).then(
      () => socket.send('{}'),
      () => socket.terminate(),
    )
  })
  return { url: `http://${host}`, told }
}

test('the core that left its secret in the folder is attached to, and told apart from another address', async () => {
  const { url, told } = await serve()
  leave(url)
  const link = await attachToCore(dataDir, '', signal)
  await link.stop()
  expect(await link.lost).toBe('The core stopped.')
  expect(told.join()).not.toContain(secret)
  await (await attachToCore(dataDir, `${url}/`, signal)).stop()
  await expect(attachToCore(dataDir, 'http://127.0.0.1:1', signal)).rejects.toThrow(`is at ${url}, not at`)
})

test('a copy of the folder does not lead to the core of the original', async () => {
  const { url, told } = await serve()
  leave(url)
  const copy = makeFolder()
  copyFileSync(join(dataDir, 'attach.json'), join(copy, 'attach.json'))
  await expect(attachToCore(copy, '', signal)).rejects.toThrow('Another program answers')
  expect(told).toHaveLength(1)
})

test('a core that is told at another port than its own is not believed', async () => {
  const { url, told } = await serve(() => `127.0.0.1:1 ${identifyDataDir(dataDir)}`)
  leave(url)
  await expect(attachToCore(dataDir, '', signal)).rejects.toThrow('Another program answers')
  expect(told).toEqual([expect.stringMatching(/^\{"nonce":"[0-9a-f]{64}"\}$/)])
})

test.for([
  ['http://evil.example:80'],
  ['http://127.0.0.1:80@evil.example'],
  ['ws://127.0.0.1:1'],
  [7],
  [null],
])('an attach.json with the address %s is none', async ([url]) => {
  leave(url)
  await expect(attachToCore(dataDir, '', signal)).rejects.toThrow('No running core was found')
})

test('a program that takes the connection and says nothing is waited for so long and no longer', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  ends.push(() => silent.close())
  await once(silent, 'listening')
  leave(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)
  await expect(attachToCore(dataDir, '', signal, 200)).rejects.toThrow('does not answer')
})
