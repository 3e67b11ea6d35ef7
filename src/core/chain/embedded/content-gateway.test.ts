import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { blake3 } from 'hash-wasm'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { sha256 } from 'multiformats/hashes/sha2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createContentGateway, openBlockFolder } from './content-gateway.ts'
import { temporaryFolder } from './testing/network.ts'

const RAW = 0x55
const bytes = Buffer.from('a block of content')
const folder = temporaryFolder()
const server = createServer()
let origin: string

beforeAll(async () => {
  const gateway = createContentGateway(await openBlockFolder(folder.path))
  server.on('request', (request, response) => {
    void gateway(request, response, new URL(request.url!, 'http://localhost')).then((done) => done || response.writeHead(418).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await folder[Symbol.asyncDispose]()
})

const cidOf = async (block: Uint8Array) => CID.createV1(RAW, await sha256.digest(block))
const put = (cid: CID, body: Uint8Array, headers = {}) =>
  fetch(`${origin}/ipfs/${cid.toString()}`, { method: 'PUT', body: new Uint8Array(body), headers })
const get = (cid: CID, method = 'GET', query = '?format=raw') => fetch(`${origin}/ipfs/${cid.toString()}${query}`, { method })

test('a block that was put can be read, by SHA-256 and by BLAKE3', async () => {
  const blake = CID.createV1(RAW, create(0x1e, Buffer.from(await blake3(bytes), 'hex')))
  for (const cid of [await cidOf(bytes), blake]) {
    expect((await get(cid)).status).toBe(404)
    expect((await put(cid, bytes)).status).toBe(201)
    const answer = await get(cid)
    expect(answer.headers.get('content-type')).toBe('application/vnd.ipld.raw')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    const head = await get(cid, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  }
})

test('what a CID does not name, what is too large, and what a page sends is not stored', async () => {
  const cid = await cidOf(Buffer.from('something else'))
  expect((await put(cid, bytes)).status).toBe(422)
  const large = Buffer.alloc(2 * 1024 * 1024 + 1)
  expect((await put(await cidOf(large), large)).status).toBe(413)
  const right = Buffer.from('right')
  expect((await put(await cidOf(right), right, { origin: 'http://localhost:3000' })).status).toBe(403)
  expect((await put(await cidOf(right), right, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const sha512 = CID.createV1(RAW, create(0x13, new Uint8Array(64)))
  expect((await put(sha512, bytes)).status).toBe(422)
  for (const each of [cid, await cidOf(large), await cidOf(right)]) expect((await get(each)).status).toBe(404)
})

test('other requests are refused or left to others', async () => {
  const cid = await cidOf(bytes)
  expect((await get(cid, 'GET', '')).status).toBe(406)
  expect((await get(cid, 'DELETE')).status).toBe(405)
  expect((await fetch(`${origin}/ipfs/..%2F..%2Fetc?format=raw`)).status).toBe(400)
  expect((await fetch(`${origin}/`)).status).toBe(418)
})
