/**
 * The embedded chain with the runtime on V8 and in chopsticks' stock executor, in the same run, over JSON-RPC as a
 * client sees it: one transfer from submitting to "in block", and 50 transfers at once. On V8, bursts of 1,000
 * transfers: how many a second, how long another client waits meanwhile against a chain at rest, and what they leave
 * in memory.
 *
 *     node bench/chain.ts [--json]
 */
import { ApiPromise, WsProvider } from '@polkadot/api'
import { Keyring } from '@polkadot/keyring'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startEmbeddedNetwork, type ExecutorKind } from '../src/core/chain/embedded/embedded.ts'
import { runtimePath } from '../src/core/testing/paths.ts'
import { burst, healthWhile, percentile95 } from './support/burst.ts'
import { withFolder } from './support/folder.ts'
import { median, report, timed } from './support/report.ts'

const MANY = 50
const SINGLE: Record<ExecutorKind, number> = { v8: 30, stock: 5 }
const MANY_TIMES: Record<ExecutorKind, number> = { v8: 3, stock: 1 }
const BURST = 1_000
const BURSTS = 3
const AMOUNT = 1_000_000_000_000n

interface Bursts {
  perSecond: number
  /** 95th percentiles of another client's `system_health`, ms. */
  atRest: number
  meanwhile: number
  /** MiB that the process holds more for every 1,000 transfers. */
  memory: number
}

interface Times {
  /** Median ms from submitting to in block. */
  single: number
  /** Ms from submitting the first of 50 to the last one in a block. */
  many: number
  /** Blocks that the 50 took. */
  blocks: number
}

/** Bursts of transfers, signed beforehand, on a chain of their own. */
async function measureBursts(folder: string): Promise<Bursts> {
  const network = await startEmbeddedNetwork({
    dataDir: join(folder, 'burst'),
    contentDir: join(folder, 'content'),
    runtimePath,
  })
  const api = await ApiPromise.create({ provider: new WsProvider(network.url), noInitWarn: true })
  try {
    const keyring = new Keyring({ type: 'sr25519' })
    const [alice, bob] = [keyring.addFromUri('//Alice'), keyring.addFromUri('//Bob')]
    const sign = async (nonce: number) =>
      (await api.tx.balances!.transferKeepAlive!(bob.address, AMOUNT).signAsync(alice, { nonce })).toHex()
    const rounds: string[][] = []
    for (let round = 0; round < BURSTS; round++)
      rounds.push(await Promise.all(Array.from({ length: BURST }, (_, i) => sign(round * BURST + i))))
    await api.disconnect()
    const atRest = percentile95(await healthWhile(network.url, delay(2_000)))
    const before = process.memoryUsage().rss
    const ms: number[] = []
    const waits: number[] = []
    for (const extrinsics of rounds) {
      const done = burst(network.url, extrinsics)
      waits.push(...(await healthWhile(network.url, done)))
      ms.push(await done)
    }
    const memory = (process.memoryUsage().rss - before) / BURSTS / 1024 / 1024
    return { perSecond: (BURST / median(ms)) * 1_000, atRest, meanwhile: percentile95(waits), memory }
  } finally {
    await network.stop()
  }
}

async function measure(executor: ExecutorKind, folder: string): Promise<Times> {
  const network = await startEmbeddedNetwork({
    dataDir: join(folder, executor),
    contentDir: join(folder, 'content'),
    runtimePath,
    executor,
    callLimitMs: 120_000,
  })
  const api = await ApiPromise.create({
    provider: new WsProvider(network.url),
    noInitWarn: true,
    throwOnConnect: true,
  })
  try {
    const keyring = new Keyring({ type: 'sr25519' })
    const [alice, bob] = [keyring.addFromUri('//Alice'), keyring.addFromUri('//Bob')]
    let nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber()
    const signed = () =>
      api.tx.balances!.transferKeepAlive!(bob.address, AMOUNT).signAsync(alice, { nonce: nonce++ })

    /** Resolves with the hash of the block. */
    const send = (extrinsic: Awaited<ReturnType<typeof signed>>) =>
      new Promise<string>((resolve, reject) => {
        api.rpc.author
          .submitAndWatchExtrinsic(extrinsic, (status) => {
            if (status.isInBlock) resolve(status.asInBlock.toHex())
            else if (status.isInvalid || status.isDropped || status.isUsurped) reject(new Error(status.type))
          })
          .catch(reject)
      })

    await send(await signed())
    const singles: number[] = []
    for (let i = 0; i < SINGLE[executor]; i++) {
      const extrinsic = await signed()
      singles.push(await timed(() => send(extrinsic)))
    }
    const manies: number[] = []
    const blocks: number[] = []
    for (let i = 0; i < MANY_TIMES[executor]; i++) {
      const extrinsics = await Promise.all(Array.from({ length: MANY }, signed))
      manies.push(
        await timed(async () => {
          const hashes = await Promise.all(extrinsics.map(send))
          blocks.push(new Set(hashes).size)
        }),
      )
    }
    return { single: median(singles), many: median(manies), blocks: median(blocks) }
  } finally {
    await api.disconnect()
    await network.stop()
  }
}

await withFolder(async (folder) => {
  const v8 = await measure('v8', folder)
  const stock = await measure('stock', folder)
  const bursts = await measureBursts(folder)
  report('chain', {
    single: { label: 'V8: a transfer, submit to in block', value: v8.single, unit: 'ms' },
    stockSingle: { label: 'stock: the same', value: stock.single, unit: 'ms' },
    singleRatio: { label: 'V8 is faster by', value: stock.single / v8.single, unit: 'x', aim: { least: 10 } },
    many: { label: `V8: ${MANY} transfers at once, all in a block`, value: v8.many, unit: 'ms' },
    manyBlocks: { label: 'V8: blocks they took', value: v8.blocks, unit: '' },
    stockMany: { label: 'stock: the same', value: stock.many, unit: 'ms' },
    stockManyBlocks: { label: 'stock: blocks they took', value: stock.blocks, unit: '' },
    burst: {
      label: `V8: transfers in a burst of ${BURST}`,
      value: bursts.perSecond,
      unit: '/s',
      aim: { least: 800 },
    },
    rest: {
      label: "another client's system_health at rest, 95th percentile",
      value: bursts.atRest,
      unit: 'ms',
    },
    meanwhile: { label: 'the same during a burst', value: bursts.meanwhile, unit: 'ms', aim: { most: 100 } },
    waitRatio: { label: 'against the chain at rest', value: bursts.meanwhile / bursts.atRest, unit: 'times' },
    memory: { label: 'memory for 1,000 transfers', value: bursts.memory, unit: 'MiB' },
    manyRatio: { label: 'V8 is faster by', value: stock.many / v8.many, unit: 'x', aim: { least: 10 } },
  })
})
