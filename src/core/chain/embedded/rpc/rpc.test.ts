import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { Keyring } from '@polkadot/keyring'
import type { KeyringPair } from '@polkadot/keyring/types'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import type { ApiPromise } from '@polkadot/api'
import type { Hash } from '@polkadot/types/interfaces'
import type { Codec } from '@polkadot/types/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blake2_256 } from '../executor/hash.ts'
import { fromHex } from '../executor/scale.ts'
import { connect, optionsIn, send, startNetwork, temporaryFolder } from '../testing/network.ts'

const UNIT = 1_000_000_000_000n
let network: Awaited<ReturnType<typeof startNetwork>>
let folder: ReturnType<typeof temporaryFolder>
let client: Awaited<ReturnType<typeof connect>>
let api: ApiPromise
let alice: KeyringPair
let bob: KeyringPair

beforeAll(async () => {
  await cryptoWaitReady()
  const keyring = new Keyring({ type: 'sr25519' })
  alice = keyring.addFromUri('//Alice')
  bob = keyring.addFromUri('//Bob')
  folder = temporaryFolder()
  network = await startNetwork(optionsIn(folder.path))
  client = await connect(network.url)
  ;({ api } = client)
})
afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const pay = (to: string, amount: bigint) => api.tx['balances']!['transferKeepAlive']!(to, amount)
const freeOf = (account: Codec) =>
  (account as unknown as { data: { free: { toBigInt(): bigint } } }).data.free.toBigInt()
const post = async (message: unknown, headers: Record<string, string> = {}) => {
  const body = typeof message === 'string' ? message : JSON.stringify(message)
  return fetch(network.url.replace('ws:', 'http:'), {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}
const ask = async (method: string, params: unknown[] = []) =>
  (await (await post({ jsonrpc: '2.0', id: 1, method, params })).json()) as {
    result?: unknown
    error?: { code: number; message: string; data?: string }
  }

test('a transaction is ready, in a block, final; heads and storage are told of it', async () => {
  const heads: number[] = []
  const balances: bigint[] = []
  const endHeads = await api.rpc.chain.subscribeFinalizedHeads(
    (header) => void heads.push(header.number.toNumber()),
  )
  const endStorage = (await api.query['system']!['account']!(
    bob.address,
    (account: Codec) => void balances.push(freeOf(account)),
  )) as unknown as () => void
  const before = freeOf(await api.query['system']!['account']!(bob.address))
  const result = await send(pay(bob.address, 3n * UNIT), alice, 'Finalized')
  expect(result.seen.filter((each) => each !== 'InBlock')).toEqual(['Ready', 'Finalized'])
  expect(result.events.some(({ event }) => event.method === 'Transfer')).toBe(true)
  await expect.poll(() => heads.at(-1)).toBe(network.status().height)
  await expect.poll(() => balances.at(-1)).toBe(before + 3n * UNIT)
  endHeads()
  endStorage()
})

test('a client that reads the notifications as they come sees every status once, in order', async () => {
  const nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber()
  const tx = await pay(bob.address, UNIT).signAsync(alice, { nonce })
  const seen: string[] = []
  await new Promise<void>((resolve, reject) => {
    api.rpc.author
      .submitAndWatchExtrinsic(tx, (status) => {
        seen.push(status.type)
        if (status.isFinalized) resolve()
      })
      .catch(reject)
  })
  expect(seen).toEqual(['Ready', 'InBlock', 'Finalized'])
})

test('past blocks: body, header, parent and state as it was', async () => {
  const first = await send(pay(bob.address, UNIT), alice)
  const second = await send(pay(bob.address, UNIT), alice)
  const [firstHash, secondHash] = [first, second].map(({ status }) =>
    status.isInBlock ? status.asInBlock : status.asFinalized,
  ) as [Hash, Hash]
  const block = await api.rpc.chain.getBlock(secondHash)
  expect(block.block.header.parentHash.toHex()).toBe(firstHash.toHex())
  expect(block.block.header.hash.toHex()).toBe(secondHash.toHex())
  expect(block.block.extrinsics.map(({ method }) => method.method)).toEqual(['set', 'transferKeepAlive'])
  const at = async (hash: Uint8Array) =>
    freeOf(await (await api.at(hash)).query['system']!['account']!(bob.address))
  expect((await at(secondHash)) - (await at(firstHash))).toBe(UNIT)
  expect(freeOf(await api.query['system']!['account']!.at(firstHash, bob.address))).toBe(await at(firstHash))
  const keysThen = await api.query['system']!['account']!.keysPaged({ args: [], pageSize: 100 })
  expect(keysThen.map(({ args }) => String(args[0]))).toContain(bob.address)
  const nonceThen = await api.rpc.state.call(
    'AccountNonceApi_account_nonce',
    `0x${Buffer.from(alice.publicKey).toString('hex')}`,
    firstHash,
  )
  expect(nonceThen.toU8a(true)[0]! + 1).toBe(
    (await api.rpc.system.accountNextIndex(alice.address)).toNumber(),
  )
  expect(await ask('chain_getBlock', [`0x${'ab'.repeat(32)}`])).toMatchObject({ result: null })
  expect((await ask('state_getStorage', ['0x00', `0x${'ab'.repeat(32)}`])).error?.message).toMatch(
    /UnknownBlock/,
  )
})

test('many at once: each nonce once, in order, and the next index counts those that wait', async () => {
  const start = (await api.rpc.system.accountNextIndex(alice.address)).toNumber()
  const from = network.status().height
  const signed = await Promise.all(
    [0, 1, 2, 3, 4].map((i) => pay(bob.address, UNIT).signAsync(alice, { nonce: start + i })),
  )
  // The last first: they wait in the pool as `future` until the first one is there.
  for (const tx of signed.slice(1).reverse()) await api.rpc.author.submitExtrinsic(tx)
  expect((await api.rpc.system.accountNextIndex(alice.address)).toNumber()).toBe(start)
  expect(await api.rpc.author.pendingExtrinsics()).toHaveLength(4)
  await api.rpc.author.submitExtrinsic(signed[0]!)
  expect((await api.rpc.system.accountNextIndex(alice.address)).toNumber()).toBe(start + 5)
  await expect.poll(() => network.status().height).toBeGreaterThan(from)
  expect(await api.rpc.author.pendingExtrinsics()).toHaveLength(0)
  expect((await api.rpc.system.accountNextIndex(alice.address)).toNumber()).toBe(start + 5)
})

test('bad transactions are refused with the codes of a node', async () => {
  const nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber()
  const good = await pay(bob.address, UNIT).signAsync(alice, { nonce: nonce + 1 })
  const bytes = good.toU8a()
  bytes[60]! ^= 1
  const hex = (u8a: Uint8Array) => `0x${Buffer.from(u8a).toString('hex')}`
  expect((await ask('author_submitExtrinsic', [hex(bytes)])).error).toMatchObject({
    code: 1010,
    data: 'Transaction has a bad signature',
  })
  const old = await pay(bob.address, UNIT).signAsync(alice, { nonce: 0 })
  expect((await ask('author_submitExtrinsic', [old.toHex()])).error).toMatchObject({
    code: 1010,
    data: 'Transaction is outdated',
  })
  expect((await ask('author_submitExtrinsic', ['0x0401'])).error?.code).toBe(1002)
  expect((await ask('author_submitExtrinsic', ['0xff01'])).error?.code).toBe(1040)
  expect((await ask('author_submitExtrinsic', [good.toHex()])).result).toBe(good.hash.toHex())
  expect((await ask('author_submitExtrinsic', [good.toHex()])).error?.code).toBe(1013)
  const rival = await pay(bob.address, 2n * UNIT).signAsync(alice, { nonce: nonce + 1 })
  expect((await ask('author_submitExtrinsic', [rival.toHex()])).error?.code).toBe(1014)
  const tipped = await pay(bob.address, 2n * UNIT).signAsync(alice, { nonce: nonce + 1, tip: UNIT })
  expect((await ask('author_submitExtrinsic', [tipped.toHex()])).result).toBe(tipped.hash.toHex())
  expect(await api.rpc.author.pendingExtrinsics()).toHaveLength(1)
})

test('a feeless transaction without a signature gets in: a claim of the faucet', async () => {
  const newcomer = new Keyring({ type: 'sr25519' }).addFromUri('//Newcomer')
  const anchor = await api.rpc.chain.getHeader()
  const challenge = Buffer.concat([Buffer.from('ainur/faucet'), newcomer.publicKey, anchor.hash.toU8a()])
  const work = (nonce: bigint) => {
    const tail = Buffer.alloc(8)
    tail.writeBigUInt64LE(nonce)
    return blake2_256(Buffer.concat([challenge, tail]))
  }
  let nonce = 0n
  while (work(nonce)[0] !== 0 || work(nonce)[1]! > 3) nonce++
  const claim = (proof: bigint) =>
    api.tx['faucet']!['claim']!(newcomer.address, anchor.number.toNumber(), proof)
  const refused = await ask('author_submitExtrinsic', [claim(nonce + 1n).toHex()])
  expect(refused.error).toMatchObject({ code: 1010, data: 'Custom error: 3' })
  await api.rpc.author.submitExtrinsic(claim(nonce))
  await expect
    .poll(async () => freeOf(await api.query['system']!['account']!(newcomer.address)))
    .toBe(1_000n * UNIT)
})

test('fees, metadata, runtime version and system', async () => {
  const tx = await pay(bob.address, UNIT).signAsync(alice)
  const info = await api.rpc.payment.queryInfo(tx.toHex())
  expect(info.partialFee.toBigInt()).toBeGreaterThan(0n)
  expect((await pay(bob.address, UNIT).paymentInfo(alice)).partialFee.toBigInt()).toBeGreaterThan(0n)
  const details = await api.rpc.payment.queryFeeDetails(tx.toHex())
  expect(details.inclusionFee.unwrap().baseFee.toBigInt()).toBeGreaterThan(0n)
  expect((await api.rpc.state.getMetadata()).version).toBeGreaterThanOrEqual(14)
  const version = await api.rpc.state.getRuntimeVersion(api.genesisHash)
  expect(version.toHex()).toBe(api.runtimeVersion.toHex())
  expect((await api.rpc.system.chainType()).isDevelopment).toBe(true)
  expect((await api.rpc.system.properties()).tokenSymbol.unwrap()[0]!.toString()).toBe('AINU')
  const key = api.query['system']!['account']!.key(alice.address)
  const value = (await ask('state_getStorage', [key])).result as string
  expect((await ask('state_getStorageHash', [key])).result).toBe(
    `0x${Buffer.from(blake2_256(fromHex(value))).toString('hex')}`,
  )
  expect((await ask('state_getStorageSize', [key])).result).toBe((value.length - 2) / 2)
  expect(((await ask('rpc_methods')).result as { methods: string[] }).methods).toContain(
    'author_submitAndWatchExtrinsic',
  )
})

test.each([
  ['text', 'no json', -32700],
  ['no request', '[]', -32600],
  ['a batch that is too long', JSON.stringify(Array.from({ length: 101 }, () => 1)), -32010],
  ['an unknown method', '{"id":1,"method":"dev_setStorage","params":[[]]}', -32601],
  ['a key that is no hex', '{"id":1,"method":"state_getStorage","params":["key"]}', -32602],
  ['too large a page', '{"id":1,"method":"state_getKeysPaged","params":["0x",100000]}', 4002],
  ['an address that is none', '{"id":1,"method":"system_accountNextIndex","params":["5abc"]}', -32602],
  ['a subscription over HTTP', '{"id":1,"method":"chain_subscribeNewHeads","params":[]}', -32000],
  ['a call that a node keeps to itself', '{"id":1,"method":"author_rotateKeys","params":[]}', -32601],
  ['a fee of what is no transaction', '{"id":1,"method":"payment_queryInfo","params":["0xff01"]}', 2],
  [
    'a fee in a block that is not known',
    `{"id":1,"method":"payment_queryFeeDetails","params":["0x0401","0x${'ab'.repeat(32)}"]}`,
    1,
  ],
  ['a runtime method that is none', '{"id":1,"method":"state_call","params":["No_such","0x"]}', 4003],
])('%s gets an error that says so', async (_name, message, code) => {
  expect(await (await post(message)).json()).toMatchObject({ error: { code } })
})

test('foreign pages and foreign host names are turned away', async () => {
  const message = { id: 1, method: 'system_chain', params: [] }
  expect((await post(message, { origin: 'https://example.com' })).status).toBe(403)
  expect((await post(message, { origin: 'null' })).status).toBe(403)
  expect((await post(message, { origin: 'http://localhost.example.com' })).status).toBe(403)
  expect((await post(message, { origin: 'https://polkadot.js.org' })).status).toBe(200)
  expect((await post(message, { origin: 'http://localhost:5173' })).status).toBe(200)
  expect((await post(message, { 'content-type': 'text/plain' })).status).toBe(415)
  const socket = (headers: Record<string, string>) => upgrade(new URL(network.url), headers)
  expect(await socket({ host: 'rebound.example.com' })).toBe(403)
  expect(await socket({ origin: 'https://example.com' })).toBe(403)
  expect(await socket({})).toBe(101)
})

test('a refused upgrade whose client is gone already, or stays, does no harm', async () => {
  const port = Number(new URL(network.url).port)
  const request = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
  for (let i = 0; i < 50; i++) {
    const socket = createConnection({ port, host: '127.0.0.1' })
    await once(socket, 'connect')
    await new Promise((resolve) => socket.write(request, resolve))
    socket.resetAndDestroy()
    await once(socket, 'close')
  }
  const staying = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})
  staying.write(request)
  staying.resume()
  await once(staying, 'end')
  // It keeps its side open and goes on talking: the other side is closed and says so.
  const talk = setInterval(() => staying.write('and another thing'), 10)
  await new Promise((resolve) => staying.once('close', resolve))
  clearInterval(talk)
  expect(await ask('system_chain')).toMatchObject({ result: 'Ainur Embedded' })
  expect(network.status().restarts).toBe(0)
})

test('a connection has a bounded number of subscriptions', async () => {
  const answers = await new Promise<string[]>((resolve, reject) => {
    const socket = new WebSocket(network.url)
    const seen: string[] = []
    socket.onerror = () => reject(new Error('no connection'))
    socket.onopen = () => {
      for (let id = 0; id < 1_025; id++)
        socket.send(JSON.stringify({ id, method: 'chain_subscribeNewHeads', params: [] }))
    }
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as { id?: number }
      if (message.id !== undefined) seen.push(String(data))
      if (seen.length === 1_025) resolve((socket.close(), seen))
    }
  })
  expect(answers.filter((answer) => answer.includes('error'))).toHaveLength(1)
})

/** Status of a WebSocket handshake with these headers. */
async function upgrade(url: URL, headers: Record<string, string>): Promise<number> {
  const { request } = await import('node:http')
  const key = createHash('md5').update('any').digest('base64')
  return new Promise((resolve, reject) => {
    const handshake = request({
      host: url.hostname,
      port: url.port,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': key,
        ...headers,
      },
    })
    handshake.on('upgrade', (_response, socket) => resolve((socket.destroy(), 101)))
    handshake.on('response', (response) => resolve((response.resume(), response.statusCode!)))
    handshake.on('error', reject)
    handshake.end()
  })
}
