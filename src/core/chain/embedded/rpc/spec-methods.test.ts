import { once } from 'node:events'
import { Keyring } from '@polkadot/keyring'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { blake2_256 } from '../executor/hash.ts'
import { fromHex, keyToHex, toHex } from '../executor/scale.ts'
import { TIMESTAMP_NOW, TOTAL_ISSUANCE } from '../keys.ts'
import { until } from '../../../testing/until.ts'
import { send } from '../testing/network.ts'
import { serveNetwork } from '../testing/served.ts'

type Message = { id?: number; result?: unknown; error?: { code: number }; params?: { result: Event } }
type Event = Record<string, unknown> & { event: string }

const { url, api, height } = serveNetwork()

/** A connection that keeps everything that it hears, in order. */
async function open() {
  const socket = new WebSocket(url())
  const heard: Message[] = []
  socket.on('message', (data: Buffer) => void heard.push(JSON.parse(String(data)) as Message))
  await once(socket, 'open')
  let count = 0
  const find = async <T>(pick: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = pick()
      if (found !== undefined) return found
      await once(socket, 'message')
    }
  }
  return {
    async ask(method: string, params: unknown = []) {
      const id = ++count
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      return find(() => heard.find((each) => each.id === id))
    },
    event: (name: string, operationId?: unknown) =>
      find(() =>
        heard
          .map(({ params }) => params?.result)
          .find((each) => each?.event === name && (!operationId || each['operationId'] === operationId)),
      ),
    events: () => heard.flatMap(({ params }) => params?.result.event ?? []),
    heard,
    [Symbol.dispose]: () => socket.close(),
  }
}

const pay = () => {
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
  return { alice, tx: api().tx['balances']!['transferKeepAlive']!(alice.address, 10n ** 12n) }
}

test('chainHead_v1: blocks are followed, read and let go of', async () => {
  using socket = await open()
  const name = (await socket.ask('chainHead_v1_follow', [true])).result
  const initialized = await socket.event('initialized')
  const [head] = initialized['finalizedBlockHashes'] as [string]
  expect(initialized['finalizedBlockRuntime']).toMatchObject({
    type: 'valid',
    spec: { specName: expect.any(String), apis: { '0xdf6acb689907609b': expect.any(Number) } },
  })
  const { alice, tx } = pay()
  await send(tx, alice)
  const { blockHash, parentBlockHash, newRuntime } = await socket.event('newBlock')
  expect([parentBlockHash, newRuntime]).toEqual([head, null])
  expect((await socket.event('bestBlockChanged'))['bestBlockHash']).toBe(blockHash)
  expect(await socket.event('finalized')).toMatchObject({ finalizedBlockHashes: [blockHash] })

  const header = (await socket.ask('chainHead_v1_header', [name, blockHash])).result as string
  expect(toHex(blake2_256(fromHex(header)))).toBe(blockHash)
  const started = async (method: string, ...rest: unknown[]) => {
    const { result } = await socket.ask(method, [name, blockHash, ...rest])
    expect(result).toMatchObject({ result: 'started' })
    return (result as { operationId: string }).operationId
  }
  const body = await socket.event('operationBodyDone', await started('chainHead_v1_body'))
  const block = await api().rpc.chain.getBlock(blockHash as string)
  expect(body['value']).toEqual(block.block.extrinsics.map((each) => each.toHex()))
  const call = await socket.event('operationCallDone', await started('chainHead_v1_call', 'Core_version', ''))
  expect(call['output']).toBe((await socket.ask('state_call', ['Core_version', '0x'])).result)
  expect(
    await socket.event('operationError', await started('chainHead_v1_call', 'No_such', '0x')),
  ).toHaveProperty('error')

  const issuance = keyToHex(TOTAL_ISSUANCE)
  const operationId = await started(
    'chainHead_v1_storage',
    [
      { key: issuance, type: 'value' },
      { key: issuance, type: 'hash' },
      { key: issuance.slice(0, -2), type: 'descendantsValues' },
      { key: keyToHex(TIMESTAMP_NOW), type: 'closestDescendantMerkleValue' },
      { key: '0xffff', type: 'value' },
      { key: '0xffff', type: 'closestDescendantMerkleValue' },
    ],
    null,
  )
  const { items } = await socket.event('operationStorageItems', operationId)
  const raw = (await socket.ask('state_getStorage', [issuance, blockHash])).result as `0x${string}`
  expect(items).toEqual([
    { key: issuance, value: raw },
    { key: issuance, hash: toHex(blake2_256(fromHex(raw))) },
    { key: issuance, value: raw },
    { key: keyToHex(TIMESTAMP_NOW), closestDescendantMerkleValue: expect.stringMatching(/^0x/) },
  ])
  await socket.event('operationStorageDone', operationId)

  expect((await socket.ask('chainHead_v1_unpin', [name, [head, blockHash]])).result).toBeNull()
  for (const method of ['chainHead_v1_header', 'chainHead_v1_body', 'chainHead_v1_unpin'])
    expect((await socket.ask(method, [name, blockHash])).error?.code, method).toBe(-32801)
  expect((await socket.ask('chainHead_v1_continue', [name, '1'])).error?.code).toBe(-32803)
  expect((await socket.ask('chainHead_v1_unfollow', [name])).result).toBeNull()
  expect((await socket.ask('chainHead_v1_header', [name, blockHash])).result).toBeNull()
  expect((await socket.ask('chainHead_v1_body', [name, blockHash])).result).toEqual({
    result: 'limitReached',
  })
})

test('chainHead_v1: two are followed at a time, and one without the runtime runs nothing', async () => {
  using socket = await open()
  const { result: name } = await socket.ask('chainHead_v1_follow', [false])
  const initialized = await socket.event('initialized')
  expect(initialized).not.toHaveProperty('finalizedBlockRuntime')
  const [head] = initialized['finalizedBlockHashes'] as [string]
  expect((await socket.ask('chainHead_v1_call', [name, head, 'Core_version', '0x'])).error?.code).toBe(-32802)
  await socket.ask('chainHead_v1_follow', [true])
  expect((await socket.ask('chainHead_v1_follow', [true])).error?.code).toBe(-32800)
  await socket.ask('chainHead_v1_unfollow', [name])
  expect((await socket.ask('chainHead_v1_follow', [true])).result).toEqual(expect.any(String))
})

test('transaction_v1: what is broadcast gets into a block', async () => {
  using socket = await open()
  const { alice, tx } = pay()
  const signed = (await tx.signAsync(alice, { nonce: -1 })).toHex()
  await socket.ask('chainHead_v1_follow', [false])
  const { result: operationId } = await socket.ask('transaction_v1_broadcast', [signed])
  const { blockHash } = await socket.event('newBlock')
  expect((await socket.ask('archive_v1_body', [blockHash])).result).toContain(signed)
  expect((await socket.ask('transaction_v1_stop', [operationId])).result).toBeNull()
  expect((await socket.ask('transaction_v1_stop', [operationId])).error?.code).toBe(-32602)
})

test('transaction_v1: what cannot be had yet is tried again with every block, until it is stopped', async () => {
  using socket = await open()
  const { tx } = pay()
  const poor = new Keyring({ type: 'sr25519' }).addFromUri('//Poor')
  const signed = (await tx.signAsync(poor, { nonce: 0 })).toHex()
  await socket.ask('chainHead_v1_follow', [false])
  const { result: kept } = await socket.ask('transaction_v1_broadcast', [signed])
  const given = async (to: string) => {
    const { alice } = pay()
    await send(api().tx['balances']!['transferKeepAlive']!(to, 100n * 10n ** 12n), alice)
  }
  await given(poor.address)
  const nonceOf = async (who: string) => (await api().rpc.system.accountNextIndex(who)).toNumber()
  await until('the payment', async () => (await nonceOf(poor.address)) === 1)
  expect((await socket.ask('transaction_v1_stop', [kept])).result).toBeNull()

  const other = new Keyring({ type: 'sr25519' }).addFromUri('//Other')
  const never = (await pay().tx.signAsync(other, { nonce: 0 })).toHex()
  const { result: stopped } = await socket.ask('transaction_v1_broadcast', [never])
  expect((await socket.ask('transaction_v1_stop', [stopped])).result).toBeNull()
  await given(other.address)
  await given(poor.address)
  expect(await nonceOf(other.address)).toBe(0)
})

test('transaction_v1: a connection has sixteen at a time', async () => {
  using socket = await open()
  const { result: first } = await socket.ask('transaction_v1_broadcast', ['0x00'])
  for (let count = 1; count < 16; count++)
    expect((await socket.ask('transaction_v1_broadcast', ['0x00'])).result).toEqual(expect.any(String))
  expect((await socket.ask('transaction_v1_broadcast', ['0x00'])).result).toBeNull()
  await socket.ask('transaction_v1_stop', [first])
  expect((await socket.ask('transaction_v1_broadcast', ['0x00'])).result).toEqual(expect.any(String))
})

test('archive_v1: any block by height or hash', async () => {
  using socket = await open()
  const ask = async (method: string, ...params: unknown[]) => (await socket.ask(method, params)).result
  const genesis = api().genesisHash.toHex()
  const unknown = `0x${'ab'.repeat(32)}`
  expect(await ask('archive_v1_genesisHash')).toBe(genesis)
  expect(await ask('archive_v1_hashByHeight', 0)).toEqual([genesis])
  expect(await ask('archive_v1_hashByHeight', 1_000_000)).toEqual([])
  expect(await ask('archive_v1_finalizedHeight')).toBe(height())
  expect(toHex(blake2_256(fromHex((await ask('archive_v1_header', genesis)) as string)))).toBe(genesis)
  expect(await ask('archive_v1_body', genesis)).toEqual([])
  for (const method of ['archive_v1_header', 'archive_v1_body']) expect(await ask(method, unknown)).toBeNull()
  expect(await ask('archive_v1_call', genesis, 'Core_version', '')).toEqual({
    success: true,
    value: await ask('state_call', 'Core_version', '0x'),
  })
  expect(await ask('archive_v1_call', genesis, 'No_such', '')).toMatchObject({ success: false })
  expect(await ask('archive_v1_call', unknown, 'Core_version', '')).toBeNull()
  const issuance = keyToHex(TOTAL_ISSUANCE)
  await ask('archive_v1_storage', genesis, [{ key: issuance, type: 'value' }])
  expect(await socket.event('storage')).toEqual({
    event: 'storage',
    key: issuance,
    value: await ask('state_getStorage', issuance, genesis),
  })
  await socket.event('storageDone')
  await ask('archive_v1_storage', unknown, [])
  expect(await socket.event('storageError')).toHaveProperty('error')
})
