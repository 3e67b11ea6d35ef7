import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { blake3 } from 'hash-wasm'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { sha256 } from 'multiformats/hashes/sha2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { credentialOf } from '../../content/credential.ts'
import { createContentGateway, openBlockFolder } from './content-gateway.ts'
import { guestLimits, openGuests, type Guests } from './guests.ts'
import { publisherOf } from './publisher.ts'
import { temporaryFolder } from './testing/network.ts'

await cryptoWaitReady()
const RAW = 0x55
const genesis = `0x${'12'.repeat(32)}`
const bytes = Buffer.from('a block of content')
const folder = temporaryFolder()
const server = createServer()
const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
const stranger = new Keyring({ type: 'sr25519' }).addFromUri('//Stranger')
let origin: string
let guests: Guests

beforeAll(async () => {
  guests = openGuests(join(folder.path, 'guests.sqlite'))
  const gateway = createContentGateway({
    own: await openBlockFolder(join(folder.path, 'blocks')),
    guests,
    publisher(authorization, cid) {
      const account = publisherOf(authorization, genesis, cid)
      return account === null
        ? null
        : { account, known: account !== Buffer.from(stranger.addressRaw).toString('hex') }
    },
  })
  server.on('request', (request, response) => {
    void gateway(request, response, new URL(request.url!, 'http://localhost')).then(
      (done) => done || response.writeHead(418).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  guests.close()
  await folder[Symbol.asyncDispose]()
})

const cidOf = async (block: Uint8Array) => CID.createV1(RAW, await sha256.digest(block))
const by = (cid: CID, pair = alice, chain = genesis) => ({
  authorization: credentialOf(pair, chain, cid.toString()),
})
const put = (cid: CID, body: Uint8Array, headers: Record<string, string> = by(cid)) =>
  fetch(`${origin}/ipfs/${cid.toString()}`, { method: 'PUT', body: new Uint8Array(body), headers })
const get = (cid: CID, method = 'GET', query = '?format=raw') =>
  fetch(`${origin}/ipfs/${cid.toString()}${query}`, { method })

test('a block that was put can be read, by SHA-256 and by BLAKE3', async () => {
  const blake = CID.createV1(RAW, create(0x1e, Buffer.from(await blake3(bytes), 'hex')))
  for (const cid of [await cidOf(bytes), blake]) {
    expect((await get(cid)).status).toBe(404)
    expect((await put(cid, bytes)).status).toBe(201)
    expect((await put(cid, bytes)).status).toBe(200)
    const answer = await get(cid)
    expect(answer.headers.get('content-type')).toBe('application/vnd.ipld.raw')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    const head = await get(cid, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  }
})

test('nothing is stored for who is no account of the chain, or signed for something else', async () => {
  const block = Buffer.from('for nobody')
  const cid = await cidOf(block)
  const right = by(cid).authorization
  const wrong: [string | undefined, number][] = [
    [undefined, 401],
    ['Bearer something', 401],
    [right.slice(0, -1), 401],
    [right.replace(/ 01/, ' 00'), 401],
    [right.replace(/ 01/, ' 02'), 401],
    [right.replace(/^Ainur [0-9a-f]{64}/, `Ainur ${Buffer.from(stranger.addressRaw).toString('hex')}`), 401],
    [by(await cidOf(bytes)).authorization, 401],
    [by(cid, alice, `0x${'34'.repeat(32)}`).authorization, 401],
    [by(cid, stranger).authorization, 403],
  ]
  for (const [authorization, status] of wrong) {
    const answer = await put(cid, block, authorization === undefined ? {} : { authorization })
    expect([authorization, answer.status]).toEqual([authorization, status])
    expect(await answer.text()).not.toBe('')
  }
  expect((await get(cid)).status).toBe(404)
  for (const type of ['ed25519', 'ecdsa'] as const) {
    const pair = new Keyring({ type }).addFromUri('//Alice')
    expect((await put(cid, block, by(cid, pair))).status).toBeLessThan(202)
  }
})

test('what a CID does not name, what is too large, and what a page sends is not stored', async () => {
  const cid = await cidOf(Buffer.from('something else'))
  expect((await put(cid, bytes)).status).toBe(422)
  const large = Buffer.alloc(2 * 1024 * 1024 + 1)
  expect((await put(await cidOf(large), large)).status).toBe(413)
  const right = Buffer.from('right')
  const rightCid = await cidOf(right)
  expect((await put(rightCid, right, { ...by(rightCid), origin: 'http://localhost:3000' })).status).toBe(403)
  expect((await put(rightCid, right, { ...by(rightCid), 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const sha512 = CID.createV1(RAW, create(0x13, new Uint8Array(64)))
  expect((await put(sha512, bytes)).status).toBe(422)
  for (const each of [cid, await cidOf(large), rightCid]) expect((await get(each)).status).toBe(404)
})

test('other requests are refused or left to others', async () => {
  const cid = await cidOf(bytes)
  expect((await get(cid, 'GET', '')).status).toBe(406)
  expect((await get(cid, 'DELETE')).status).toBe(405)
  expect((await fetch(`${origin}/ipfs/..%2F..%2Fetc?format=raw`)).status).toBe(400)
  expect((await fetch(`${origin}/`)).status).toBe(418)
})

test('who has stored enough for a day, and a store that is full, are answered in words', async () => {
  const refuse = (reason: 'account' | 'total' | 'disk') => {
    const { room } = guests
    Object.assign(guests, { room: () => reason })
    return () => Object.assign(guests, { room })
  }
  const block = Buffer.from('one too many')
  const cid = await cidOf(block)
  for (const [reason, status] of [
    ['account', 429],
    ['total', 507],
    ['disk', 507],
  ] as const) {
    const undo = refuse(reason)
    const answer = await put(cid, block)
    undo()
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(/here|room/)])
  }
  expect((await get(cid)).status).toBe(404)
  expect(guestLimits.total.bytes).toBeGreaterThan(guestLimits.account.bytes)
})

test('a block of others that is damaged here can be brought again', async () => {
  const block = Buffer.from('whole when it came')
  const cid = await cidOf(block)
  const key = Buffer.from(cid.multihash.bytes).toString('hex')
  expect(guests.put(alice.address, key, Buffer.from('not so any more'))).toBeNull()
  expect((await get(cid)).status).toBe(404)
  guests.put(alice.address, key, Buffer.from('not so any more'))
  expect((await put(cid, block)).status).toBe(201)
  expect(await (await get(cid)).text()).toBe('whole when it came')
})
