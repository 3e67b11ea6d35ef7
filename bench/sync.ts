/**
 * How fast the index is built from nothing: 10,000 and 1,000 blocks of recorded events through the real sync,
 * projections and SQLite, and 1,000 blocks read from an embedded chain over JSON-RPC.
 *
 *     node bench/sync.ts [--json]
 *
 * The events were recorded on the runtime that ships; 1,000 blocks are repeated under new numbers to make 10,000.
 */
import { join } from 'node:path'
import type { Block, BlockReader } from '../src/core/chain/blocks.ts'
import { createChainClient } from '../src/core/chain/client.ts'
import { startEmbeddedNetwork } from '../src/core/chain/embedded/embedded.ts'
import { createIndexer } from '../src/core/chain/indexer.ts'
import { openRuntimes } from '../src/core/chain/runtimes.ts'
import { createNetworks } from '../src/core/chain/networks.ts'
import { createSync, type SyncOptions } from '../src/core/chain/sync.ts'
import { createIndexDb } from '../src/core/db/index-db.ts'
import { tasks } from '../src/core/db/schema/index/tasks.ts'
import { projections } from '../src/core/network.ts'
import { createLog } from '../src/core/observability/log.ts'
import { createChanges } from '../src/core/system/changes.ts'
import { indexMigrations, resourcesDir, runtimePath } from '../src/core/testing/paths.ts'
import { withFolder } from './support/folder.ts'
import { record, repeat, type Recording } from './support/recording.ts'
import { median, report, timed } from './support/report.ts'

const SHORT = 1_000
const LONG = 10_000
const log = createLog({ dir: null })

const eventsIn = (blocks: readonly Block[]) => blocks.reduce((sum, { events }) => sum + events.length, 0)

/** Builds an index in `dir` from a source; returns the ms it took, the CPU's ms, and how many tasks are in it. */
async function build(dir: string, last: number, source: Pick<SyncOptions, 'client' | 'readerOf'>) {
  const index = createIndexDb({ dir, migrationsFolder: indexMigrations, log })
  const indexer = createIndexer(index, projections)
  const sync = createSync({ ...source, indexer, changes: createChanges(), log })
  const before = process.cpuUsage()
  const ms = await timed(() => {
    sync.start()
    return sync.waitFor(last)
  })
  const { user, system } = process.cpuUsage(before)
  const rows = index.db.select({ id: tasks.id }).from(tasks).all().length
  await sync.stop()
  index.close()
  return { ms, cpuMs: (user + system) / 1_000, rows }
}

/** A source that has the blocks in memory. */
function recorded(blocks: readonly Block[], genesisHash: string): Pick<SyncOptions, 'client' | 'readerOf'> {
  const session = { genesisHash, signal: new AbortController().signal }
  const reader: Pick<BlockReader, 'hash' | 'read'> = {
    hash: async (number) => blocks[number]?.hash ?? null,
    read: async (number) => blocks[number]!,
  }
  return {
    client: {
      onSession: (callback) => {
        callback(session as Parameters<typeof callback>[0])
        return () => {}
      },
      onFinalized: (callback) => {
        callback(blocks.length - 1)
        return () => {}
      },
    },
    readerOf: () => reader as BlockReader,
  }
}

async function overRpc(folder: string, chain: string, { blocks }: Recording): Promise<number> {
  const contentDir = join(folder, 'content')
  const network = await startEmbeddedNetwork({ dataDir: chain, contentDir, runtimePath })
  const config = { dataDir: folder, resourcesDir, shell: 'headless', version: '0' } as const
  const client = createChainClient({
    openNetwork: createNetworks(config, log),
    runtimes: openRuntimes(resourcesDir),
    embedded: () => ({ devSpeed: 1, executor: 'v8' }),
    log,
  })
  try {
    await client.start({ kind: 'rpc', url: network.url })
    await client.whenConnected()
    const { ms } = await build(join(folder, 'index-rpc'), blocks.length - 1, { client })
    return eventsIn(blocks) / (ms / 1_000)
  } finally {
    await client.stop()
    await network.stop()
  }
}

await withFolder(async (folder) => {
  process.stdout.write(`Recording ${SHORT} blocks ...\n`)
  const chain = join(folder, 'chain')
  const recording = await record(chain, SHORT)
  const long = repeat(recording, LONG)
  const short = long.slice(0, SHORT)

  async function measure(blocks: readonly Block[], name: string) {
    const source = recorded(blocks, recording.genesisHash)
    const { ms, cpuMs, rows } = await build(join(folder, name), blocks.length - 1, source)
    const events = blocks.flatMap((block) => block.events)
    const posted = events.filter((event) => event.name === 'TaskCreated').length
    if (rows !== posted) throw new Error(`the index has ${rows} tasks, ${posted} were posted`)
    return { rate: events.length / (ms / 1_000), cpuUs: (cpuMs * 1_000) / events.length }
  }
  await measure(short, 'warm-up')
  const shorts = [await measure(short, 'short-1'), await measure(short, 'short-2')]
  const ten = await measure(long, 'long')
  shorts.push(await measure(short, 'short-3'))
  const one = {
    rate: median(shorts.map(({ rate }) => rate)),
    cpuUs: median(shorts.map(({ cpuUs }) => cpuUs)),
  }
  const rpc = await overRpc(folder, chain, recording)

  report('sync', {
    long: { label: `events indexed a second, ${LONG} blocks`, value: ten.rate, unit: 'events/s' },
    short: { label: `events indexed a second, ${SHORT} blocks`, value: one.rate, unit: 'events/s' },
    longCpu: { label: `CPU for an event, ${LONG} blocks`, value: ten.cpuUs, unit: 'us' },
    shortCpu: { label: `CPU for an event, ${SHORT} blocks`, value: one.cpuUs, unit: 'us' },
    // By CPU time, which says the same on a machine that is busy with other things.
    linear: {
      label: 'the former against the latter',
      value: ten.cpuUs / one.cpuUs,
      unit: 'x',
      aim: { most: 1.2 },
    },
    rpc: { label: `events a second from an embedded chain, ${SHORT} blocks`, value: rpc, unit: 'events/s' },
    eventsPerBlock: { label: 'events a block', value: eventsIn(long) / LONG, unit: '' },
  })
})
