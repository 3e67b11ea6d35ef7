import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { beforeAll, expect, test } from 'vitest'
import {
  DataDirLockedError,
  EmbeddedStartError,
  RuntimeCallTimeoutError,
  startEmbeddedNetwork,
  type EmbeddedFailure,
} from './embedded.ts'
import { connect, optionsIn, send, startNetwork, temporaryFolder } from './testing/network.ts'
import { plainRuntimeCode } from './testing/runtime.ts'
import { asVersion, importing, withEndlessMethod } from './testing/wasm-edit.ts'

const UNIT = 1_000_000_000_000n
const freeOf = async (api: Awaited<ReturnType<typeof connect>>['api'], who: string) =>
  (
    (await api.query['system']!['account']!(who)) as unknown as { data: { free: { toBigInt(): bigint } } }
  ).data.free.toBigInt()

beforeAll(() => cryptoWaitReady())
const keys = () => {
  const keyring = new Keyring({ type: 'sr25519' })
  return { alice: keyring.addFromUri('//Alice'), bob: keyring.addFromUri('//Bob') }
}

test('state, height, nonce and time survive a restart', async () => {
  const { alice, bob } = keys()
  await using folder = temporaryFolder()
  let before: { hash: string; free: bigint; height: number; time: number }
  {
    await using network = await startNetwork(optionsIn(folder.path))
    await using client = await connect(network.url)
    await send(client.api.tx['balances']!['transferKeepAlive']!(bob.address, UNIT), alice)
    const hash = (await client.api.rpc.chain.getFinalizedHead()).toHex()
    before = { hash, free: await freeOf(client.api, bob.address), ...network.status() }
  }
  await using network = await startNetwork(optionsIn(folder.path))
  await using client = await connect(network.url)
  expect((await client.api.rpc.chain.getBlockHash(before.height)).toHex()).toBe(before.hash)
  expect(await freeOf(client.api, bob.address)).toBe(before.free)
  expect((await client.api.rpc.system.accountNextIndex(alice.address)).toNumber()).toBe(1)
  await send(client.api.tx['balances']!['transferKeepAlive']!(bob.address, UNIT), alice)
  expect(network.status().height).toBeGreaterThan(before.height)
  expect(network.status().time).toBeGreaterThan(before.time)
  expect(Math.abs(network.status().time - Date.now())).toBeLessThan(5_000)
})

test('a folder that is open elsewhere, a runtime that is none, and a taken port are named', async () => {
  await using folder = temporaryFolder()
  await using network = await startNetwork(optionsIn(folder.path))
  await expect(startEmbeddedNetwork(optionsIn(folder.path))).rejects.toThrow(DataDirLockedError)
  const other = (name: string) => ({
    ...optionsIn(join(folder.path, name)),
    runtimePath: join(folder.path, `${name}.wasm`),
  })
  await expect(startEmbeddedNetwork(other('missing'))).rejects.toThrow(EmbeddedStartError)
  await writeFile(other('text').runtimePath, 'not a runtime')
  await expect(startEmbeddedNetwork(other('text'))).rejects.toThrow(/not a runtime/)
  await writeFile(other('needy').runtimePath, importing('env', 'ext_from_the_future_version_9'))
  await expect(startEmbeddedNetwork(other('needy'))).rejects.toThrow(/ext_from_the_future_version_9/)
  const port = Number(new URL(network.url).port)
  await expect(startEmbeddedNetwork({ ...optionsIn(join(folder.path, 'port')), port })).rejects.toThrow(
    /in use by another program/,
  )
})

test('a runtime call that does not end is cut, said, and the chain goes on where it was', async () => {
  const { alice, bob } = keys()
  await using folder = temporaryFolder()
  const runtimePath = join(folder.path, 'endless.wasm')
  await writeFile(runtimePath, withEndlessMethod(plainRuntimeCode(), 'Endless_call'))
  const limits = { callLimitMs: 5_000, clientCallMs: 600_000 }
  await using network = await startNetwork({ ...optionsIn(folder.path), runtimePath, ...limits })
  const failures: EmbeddedFailure[] = []
  network.onFailure((failure) => failures.push(failure))
  await using client = await connect(network.url)
  await send(client.api.tx['balances']!['transferKeepAlive']!(bob.address, UNIT), alice)
  const { height } = network.status()
  const hash = (await client.api.rpc.chain.getBlockHash(height)).toHex()
  const before = await freeOf(client.api, bob.address)

  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await expect(client.api.rpc.state.call('Endless_call', '0x')).rejects.toThrow(/disconnected/i)
  delay.disable()
  await expect.poll(() => failures.length).toBe(1)
  expect(failures[0]!.fatal).toBe(false)
  expect(failures[0]!.error).toBeInstanceOf(RuntimeCallTimeoutError)
  expect(failures[0]!.error.message).toContain('Endless_call')

  await expect.poll(() => client.api.isConnected).toBe(true)
  await send(client.api.tx['balances']!['transferKeepAlive']!(bob.address, UNIT), alice)
  expect((await client.api.rpc.chain.getBlockHash(height)).toHex()).toBe(hash)
  expect(await freeOf(client.api, bob.address)).toBe(before + UNIT)
  expect(network.status().height).toBeGreaterThan(height)
  expect(network.status().restarts).toBe(1)
  // The caller's thread was free all the while, and never stood still for as long as the call ran.
  expect(delay.percentile(50) / 1e6).toBeLessThan(50)
  expect(delay.max / 1e6).toBeLessThan(2_500)
})

test('a call of a client that does not end is refused, and nobody else notices', async () => {
  await using folder = temporaryFolder()
  const runtimePath = join(folder.path, 'endless.wasm')
  await writeFile(runtimePath, withEndlessMethod(plainRuntimeCode(), 'Endless_call'))
  await using network = await startNetwork({ ...optionsIn(folder.path), runtimePath, clientCallMs: 200 })
  await using client = await connect(network.url)
  await expect(client.api.rpc.state.call('Endless_call', '0x')).rejects.toThrow(
    /Execution failed.*it took more than 0\.2 s/,
  )
  const { alice, bob } = keys()
  await send(client.api.tx['balances']!['transferKeepAlive']!(bob.address, UNIT), alice)
  expect(network.status().restarts).toBe(0)
})

test('aborting stops a running network and one that is starting', async () => {
  await using folder = temporaryFolder()
  const running = new AbortController()
  const network = await startEmbeddedNetwork({ ...optionsIn(folder.path), signal: running.signal })
  running.abort()
  await network.stop()
  await expect(fetch(network.url.replace('ws', 'http'))).rejects.toThrow()
  const starting = new AbortController()
  const start = startEmbeddedNetwork({ ...optionsIn(folder.path), signal: starting.signal })
  setTimeout(() => starting.abort(), 50)
  await expect(start).rejects.toThrow(/abort/i)
  await using again = await startNetwork(optionsIn(folder.path))
  expect(again.status().height).toBeGreaterThan(0)
})

test('a newer runtime in the files is taken over by a chain that exists', async () => {
  await using folder = temporaryFolder()
  const options = optionsIn(folder.path)
  await (await startEmbeddedNetwork(options)).stop()
  const runtimePath = join(folder.path, 'newer.wasm')
  await writeFile(runtimePath, asVersion(plainRuntimeCode(), 1_000))
  await using network = await startNetwork({ ...options, runtimePath })
  await using client = await connect(network.url)
  expect((await client.api.rpc.state.getRuntimeVersion()).specVersion.toNumber()).toBe(1_000)
})
