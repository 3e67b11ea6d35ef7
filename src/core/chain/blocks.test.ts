import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import { Keyring } from '@polkadot/keyring'
import type { RuntimeVersion } from '@polkadot/types/interfaces'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { beforeAll, expect, test } from 'vitest'
import { createBlockReader } from './blocks.ts'
import { createChainClient } from './client.ts'
import { compact, concat, keyToHex, text, toHex } from './embedded/executor/scale.ts'
import { LAST_RUNTIME_UPGRADE } from './embedded/keys.ts'
import { connect, optionsIn, startNetwork, temporaryFolder } from './embedded/testing/network.ts'
import { rewriteHead } from './embedded/testing/rewrite-head.ts'
import { plainRuntimeCode } from './embedded/testing/runtime.ts'
import { asVersion, specVersionOf } from './embedded/testing/wasm-edit.ts'
import { createIndexer } from './indexer.ts'
import { remoteNetwork } from './networks.ts'
import { openSession, type ChainSession } from './session.ts'
import { createSync } from './sync.ts'
import { createIndexDb } from '../db/index-db.ts'
import { projections } from '../network.ts'
import { createLog } from '../observability/log.ts'
import { createChanges } from '../system/changes.ts'
import { indexMigrations, runtimes } from '../testing/paths.ts'

// The reader against the embedded chain: blocks whose state is gone, and runtimes that name the same event differently.

const HISTORY = 4
/** spec_version of the runtime that ships. */
const SHIPPED = specVersionOf(plainRuntimeCode())
const successOf = (version: number) =>
  version === SHIPPED ? 'ExtrinsicSuccess' : `ExtrinsicSucces${version - SHIPPED}`
const lastUpgrade = (version: number) => concat(compact(version), text('ainur'))

beforeAll(() => cryptoWaitReady())

async function session(url: string) {
  const made = await openSession(url, runtimes)
  return { ...made, [Symbol.asyncDispose]: () => made.close() }
}
type Session = Awaited<ReturnType<typeof session>>

/** Signs for the code that ships, which all these runtimes are, and waits for the block. */
async function send(api: Session['api'], tx: SubmittableExtrinsic<'promise'>): Promise<void> {
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
  const { genesisHash, registry } = api
  const runtimeVersion = registry.createType<RuntimeVersion>('RuntimeVersion', {
    ...api.runtimeVersion.toJSON(),
    specVersion: SHIPPED,
  })
  const nonce = await api.rpc.system.accountNextIndex(alice.address)
  const { signedExtensions } = registry
  tx.sign(alice, {
    blockHash: genesisHash,
    genesisHash,
    era: 0,
    nonce,
    runtimeVersion,
    signedExtensions,
  } as never)
  await new Promise<void>((resolve, reject) => {
    tx.send(({ status }) => void ((status.isInBlock || status.isFinalized) && resolve())).catch(reject)
  })
}

async function makeBlocks(url: string, count: number): Promise<void> {
  await using client = await connect(url)
  for (let i = 0; i < count; i++) await send(client.api, client.api.tx['system']!['remark']!('0x00'))
}

/** How the runtimes called the success of the first extrinsic, of each block in the order given; none in genesis. */
async function successes(open: Session, numbers: readonly number[]) {
  const reader = createBlockReader(open)
  const found: (string | undefined)[] = []
  for (const number of numbers)
    found.push((await reader.read(number)).events.find(({ name }) => name.startsWith('ExtrinsicSucc'))?.name)
  return found
}
const upTo = (height: number) => Array.from({ length: height + 1 }, (_, number) => number)

test('every block can be read, and an index built from the first one, when the state of most of them is gone', async () => {
  await using folder = temporaryFolder()
  await using network = await startNetwork({ ...optionsIn(folder.path), historyBlocks: HISTORY })
  await makeBlocks(network.url, 12)
  await using open = await session(network.url)
  const { height } = network.status()
  expect(height).toBeGreaterThanOrEqual(12)
  expect(await successes(open, upTo(height))).toEqual([
    undefined,
    ...Array<string>(height).fill(successOf(SHIPPED)),
  ])

  const log = createLog({ dir: null })
  const index = createIndexDb({ dir: join(folder.path, 'index'), migrationsFolder: indexMigrations, log })
  let tell: (block: number) => void = () => {}
  const onFinalized = (callback: typeof tell) => {
    tell = callback
    return () => {}
  }
  const onSession = (callback: (session: Session) => void) => {
    callback(open)
    return () => {}
  }
  const sync = createSync({
    client: { onSession, onFinalized },
    indexer: createIndexer(index, projections),
    changes: createChanges(),
    log,
  })
  sync.start()
  try {
    tell(height)
    await sync.waitFor(height, AbortSignal.timeout(20_000))
    expect(sync.status()).toMatchObject({ indexed: height, error: null })
  } finally {
    await sync.stop()
    index.close()
  }
})

test('blocks are read with the metadata of the runtime that made them, whatever came since', async () => {
  await using folder = temporaryFolder()
  const base = { ...optionsIn(folder.path), historyBlocks: HISTORY }
  const expected: (string | undefined)[] = [undefined]
  let options = base
  for (const version of [SHIPPED, SHIPPED + 1, SHIPPED + 2]) {
    if (version > SHIPPED) {
      const runtimePath = join(folder.path, `${version}.wasm`)
      await writeFile(
        runtimePath,
        asVersion(plainRuntimeCode(), version, { ExtrinsicSuccess: successOf(version) }),
      )
      options = { ...base, runtimePath }
      const network = await startNetwork(options)
      await network.stop()
      // What a runtime writes whose code knows its version.
      rewriteHead(base.dataDir, new Map([[LAST_RUNTIME_UPGRADE, lastUpgrade(version)]]))
    }
    await using network = await startNetwork(options)
    await makeBlocks(network.url, 6)
    const { height } = network.status()
    while (expected.length <= height) expected.push(successOf(version))
    await using open = await session(network.url)
    expect(await successes(open, upTo(height))).toEqual(expected)
    // Which block of a runtime is met first must not matter.
    expect(await successes(open, upTo(height).reverse())).toEqual([...expected].reverse())
  }

  // Such as chains have it that were written before this value was kept.
  const sqlite = new Sqlite(join(base.dataDir, 'chain.sqlite'))
  const key = Buffer.from(LAST_RUNTIME_UPGRADE, 'latin1')
  expect(sqlite.prepare('DELETE FROM history WHERE key = ?').run(key).changes).toBe(3)
  sqlite.close()
  await using network = await startNetwork(options)
  await using open = await session(network.url)
  const old = await open.send<string>('chain_getBlockHash', [1])
  expect(await open.send('state_getStorage', [keyToHex(LAST_RUNTIME_UPGRADE), old])).toBeNull()
  expect(await successes(open, upTo(expected.length - 1))).toEqual(expected)
})

test('a runtime upgrade in the middle of a session changes how later blocks are read, and only those', async () => {
  await using folder = temporaryFolder()
  await using network = await startNetwork(optionsIn(folder.path))
  await using open = await session(network.url)
  await makeBlocks(network.url, 2)
  const reader = createBlockReader(open)
  const namesIn = async (number: number) => (await reader.read(number)).events.map(({ name }) => name)
  const before = network.status().height
  expect(await namesIn(before)).toContain(successOf(SHIPPED))

  await using client = await connect(network.url)
  const ours = createChainClient({
    openNetwork: async () => remoteNetwork({ kind: 'rpc', url: network.url }),
    runtimes,
    embedded: () => ({ devSpeed: 1, executor: 'v8' }),
    log: createLog({ dir: null }),
  })
  await using _ours = { [Symbol.asyncDispose]: () => ours.stop() }
  await ours.start({ kind: 'rpc', url: network.url })
  await ours.whenConnected()
  expect(ours.status().specVersion).toBe(SHIPPED)
  const { system, sudo } = client.api.tx
  const next = SHIPPED + 1
  const newer = asVersion(plainRuntimeCode(), next, {
    ExtrinsicSuccess: successOf(next),
    CodeUpdated: 'CodeExpired',
  })
  const set = system!['setCodeWithoutChecks']!(toHex(newer))
  await send(client.api, sudo!['sudoUncheckedWeight']!(set, { refTime: 0, proofSize: 0 }))
  const upgraded = network.status().height
  await expect.poll(() => open.api.runtimeVersion.specVersion.toNumber()).toBe(next)
  await expect.poll(() => client.api.runtimeVersion.specVersion.toNumber()).toBe(next)
  await expect.poll(() => ours.status().specVersion).toBe(next)
  const mark = client.api.tx['system']!['setStorage']!([
    [keyToHex(LAST_RUNTIME_UPGRADE), toHex(lastUpgrade(next))],
  ])
  await send(client.api, client.api.tx['sudo']!['sudo']!(mark))
  const after = network.status().height
  expect(await namesIn(upgraded)).toEqual(expect.arrayContaining(['CodeUpdated', successOf(SHIPPED)]))
  expect(await namesIn(after)).toContain(successOf(next))
  expect(await namesIn(before)).toContain(successOf(SHIPPED))
  await using later = await session(network.url)
  expect(await successes(later, [before, upgraded, after, before])).toEqual(
    [SHIPPED, SHIPPED, next, SHIPPED].map(successOf),
  )
})

test('a block is read once, however many ask for it and when; what failed is asked for again', async () => {
  await using folder = temporaryFolder()
  await using network = await startNetwork(optionsIn(folder.path))
  await makeBlocks(network.url, 3)
  await using open = await session(network.url)
  const asked: string[] = []
  let failing = true
  const counting: Pick<ChainSession, 'api' | 'send'> = {
    api: open.api,
    async send<T>(method: string, params: unknown[]) {
      asked.push(method)
      if (failing) throw new Error('the node is tired')
      return open.send<T>(method, params)
    },
  }
  const [sync, follower] = [createBlockReader(counting), createBlockReader(counting)]
  const hash = (await open.send<string>('chain_getBlockHash', [2]))!
  await expect(follower.records(hash)).rejects.toThrow('the node is tired')
  await expect(follower.extrinsics(hash)).rejects.toThrow('the node is tired')
  failing = false
  asked.length = 0
  const [block, records] = await Promise.all([sync.read(2), follower.records(hash)])
  expect(records.records.length).toBe(block.events.length)
  expect(await follower.extrinsics(hash)).toEqual(await sync.extrinsics(hash))
  expect(asked.filter((method) => method === 'state_queryStorageAt')).toHaveLength(1)
  expect(asked.filter((method) => method === 'chain_getBlock')).toHaveLength(1)
})
