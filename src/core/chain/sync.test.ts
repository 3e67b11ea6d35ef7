import { afterEach, expect, it } from 'vitest'
import { createIndexDb } from '../db/index-db.ts'
import { syncState } from '../db/schema/index/sync.ts'
import { createLog } from '../observability/log.ts'
import { createChanges } from '../system/changes.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexMigrations } from '../testing/paths.ts'
import type { Block, BlockReader } from './blocks.ts'
import type { ChainSession } from './client.ts'
import type { ChainEvent } from './events.ts'
import { createIndexer } from './indexer.ts'
import type { Projection } from './projection.ts'
import { createSync } from './sync.ts'

// The sync against a chain whose history the test can change. The real chain is in network.test.ts.

const log = createLog({ dir: null })
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function makeBlock(fork: string, number: number): Block {
  const hash = `${fork}-${number}`
  const event: ChainEvent = {
    id: `${number}-0`,
    block: number,
    hash,
    time: number,
    index: 0,
    extrinsic: null,
    pallet: 'test',
    name: 'Made',
    data: {},
  }
  return { number, hash, time: number, events: [event] }
}

/** A chain of `length` blocks; `fork` is in every hash. */
function makeChain(fork: string, length: number) {
  const chain = { fork, length, reads: 0, failAt: null as number | null }
  const reader: BlockReader = {
    hash: async (number) => (number < chain.length ? `${chain.fork}-${number}` : null),
    async read(number) {
      chain.reads++
      if (number === chain.failAt) throw new Error('the node is tired')
      return makeBlock(chain.fork, number)
    },
    records: async () => ({ time: 0, records: [] }),
    extrinsics: async () => [],
  }
  return Object.assign(chain, { reader })
}

/** What was applied, in order: what a projection sees. */
function recording() {
  const seen: string[] = []
  const projection: Projection = {
    name: 'recording',
    version: 1,
    pallets: ['test'],
    apply(event) {
      seen.push(event.hash)
      return [{ topic: 'tasks', id: event.id }]
    },
  }
  return { seen, projection }
}

function start(
  chain: ReturnType<typeof makeChain>,
  dir: string,
  projection: Projection,
  genesisHash = `0x${'1'.repeat(64)}`,
  own = false,
) {
  const index = createIndexDb({ dir, migrationsFolder: indexMigrations, log })
  const changes = createChanges()
  const published: string[] = []
  changes.listen(({ topic, id }) => void (id && published.push(`${topic} ${id}`)))
  let tell: (block: number) => void = () => {}
  const lost = new AbortController()
  const session = { genesisHash, own, signal: lost.signal } as ChainSession
  const lostBlocks: number[] = []
  const sync = createSync({
    client: {
      onSession(callback) {
        callback(session)
        return () => {}
      },
      onFinalized(callback) {
        tell = callback
        return () => {}
      },
    },
    indexer: createIndexer(index, [projection]),
    changes,
    log,
    readerOf: () => chain.reader,
    onLost: (block) => void lostBlocks.push(block),
  })
  sync.start()
  let open = true
  const stop = async () => {
    if (!open) return
    open = false
    await sync.stop()
    index.close()
  }
  ends.push(stop)
  return { sync, index, published, lostBlocks, finalize: (block: number) => tell(block), stop }
}

function folder() {
  const made = makeFolder()
  ends.push(made.remove)
  return made.path
}

const hashes = (fork: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${fork}-${from + i}`)

it('reads every block once, in order, and tells of it after it is written', async () => {
  const chain = makeChain('a', 1_000)
  const { seen, projection } = recording()
  const { sync, finalize, published, index } = start(chain, folder(), projection)
  finalize(500)
  await sync.waitFor(500)
  finalize(999)
  await sync.waitFor(999)
  expect(seen).toEqual(hashes('a', 0, 999))
  expect(chain.reads).toBe(1_000)
  expect(published).toHaveLength(1_000)
  expect(sync.status()).toMatchObject({ indexed: 999, finalized: 999, error: null })
  expect(index.db.select().from(syncState).get()).toMatchObject({ block: 999, hash: 'a-999', time: 999 })
})

it('goes on where it was after a restart, and begins again for other projections', async () => {
  const dir = folder()
  const chain = makeChain('a', 100)
  const first = recording()
  const before = start(chain, dir, first.projection)
  before.finalize(40)
  await before.sync.waitFor(40)
  await before.stop()
  const after = start(chain, dir, first.projection)
  after.finalize(99)
  await after.sync.waitFor(99)
  expect(first.seen).toEqual(hashes('a', 0, 99))
  await after.stop()
  const newer = recording()
  const rebuilt = start(chain, dir, { ...newer.projection, version: 2 })
  rebuilt.finalize(99)
  await rebuilt.sync.waitFor(99)
  expect(newer.seen).toEqual(hashes('a', 0, 99))
})

it('begins again when the chain has another block where it stood', async () => {
  const dir = folder()
  const { seen, projection } = recording()
  const before = start(makeChain('a', 50), dir, projection)
  before.finalize(49)
  await before.sync.waitFor(49)
  await before.stop()
  seen.length = 0
  const after = start(makeChain('b', 60), dir, projection)
  after.finalize(59)
  await after.sync.waitFor(59)
  expect(seen).toEqual(hashes('b', 0, 59))
})

it('keeps the index at a node that has not got so far yet, and goes on when it has', async () => {
  const dir = folder()
  const { seen, projection } = recording()
  const before = start(makeChain('a', 50), dir, projection)
  before.finalize(49)
  await before.sync.waitFor(49)
  await before.stop()
  seen.length = 0
  const chain = makeChain('a', 20)
  const after = start(chain, dir, projection)
  const known = after.sync.waitFor(19, AbortSignal.timeout(5_000))
  after.finalize(19)
  await known
  expect(after.sync.status()).toMatchObject({ indexed: 49, error: null })
  chain.length = 60
  after.finalize(59)
  await after.sync.waitFor(59)
  expect(seen).toEqual(hashes('a', 50, 59))
})

it('keeps an index for each chain', async () => {
  const dir = folder()
  const { seen, projection } = recording()
  for (const [fork, digit] of [
    ['a', '1'],
    ['b', '2'],
    ['a', '1'],
  ] as const) {
    const one = start(makeChain(fork, 10), dir, projection, `0x${digit.repeat(64)}`)
    one.finalize(9)
    await one.sync.waitFor(9)
    await one.stop()
  }
  expect(seen).toEqual([...hashes('a', 0, 9), ...hashes('b', 0, 9)])
})

it('believes the own chain that blocks are gone, and another only when it shows other ones', async () => {
  const dir = folder()
  const own = `0x${'2'.repeat(64)}`
  for (const genesis of [undefined, own]) {
    const { sync, finalize, stop } = start(makeChain('a', 20), dir, recording().projection, genesis)
    finalize(19)
    await sync.waitFor(19)
    await stop()
  }
  const shorter = start(makeChain('a', 15), dir, recording().projection, own, true)
  shorter.finalize(14)
  await expect.poll(() => shorter.sync.status().indexed).toBe(14)
  expect(shorter.lostBlocks).toEqual([19])
  await shorter.stop()
  const another = start(makeChain('b', 30), dir, recording().projection, own, true)
  another.finalize(29)
  await expect.poll(() => another.sync.status().indexed).toBe(29)
  expect(another.lostBlocks).toEqual([14])

  const lagging = start(makeChain('a', 15), dir, recording().projection)
  lagging.finalize(14)
  await lagging.sync.rebuild()
  expect(lagging.sync.status().indexed).toBe(19)
  expect(lagging.lostBlocks).toEqual([])
})

it('builds again on demand, also in the middle of the work', async () => {
  const chain = makeChain('a', 300)
  const { seen, projection } = recording()
  const { sync, finalize } = start(chain, folder(), projection)
  finalize(299)
  await sync.waitFor(30)
  await sync.rebuild()
  await expect.poll(() => [seen.at(-1), sync.status().indexed]).toEqual(['a-299', 299])
  const again = seen.lastIndexOf('a-0')
  expect(again).toBeGreaterThan(0)
  expect(seen.slice(again)).toEqual(hashes('a', 0, 299))
})

it('begins again although the first attempt to do so fails half way', async () => {
  const chain = makeChain('a', 40)
  const { seen, projection } = recording()
  const { sync, index, finalize } = start(chain, folder(), projection)
  finalize(39)
  await sync.waitFor(39)
  const { reset } = index
  index.reset = () => {
    index.reset = reset
    index.close()
    throw new Error('the disk is full')
  }
  await sync.rebuild()
  await expect.poll(() => seen.length).toBe(80)
  expect(seen.slice(40)).toEqual(hashes('a', 0, 39))
  expect(index.db.select().from(syncState).get()).toMatchObject({ block: 39 })
})

it('says why it stands still, and goes on when it can', async () => {
  const chain = makeChain('a', 50)
  chain.failAt = 40
  const { seen, projection } = recording()
  const { sync, finalize } = start(chain, folder(), projection)
  finalize(49)
  await expect.poll(() => sync.status().error).not.toBeNull()
  expect(sync.status()).toMatchObject({
    indexed: 31,
    error: {
      message: expect.stringContaining('the node is tired') as string,
      code: 'system.index-stands',
    },
  })
  chain.failAt = null
  await sync.waitFor(49, AbortSignal.timeout(10_000))
  expect(seen).toEqual(hashes('a', 0, 49))
  expect(sync.status().error).toBeNull()
})

it('leaves rows and cursor as they were when a projection fails', async () => {
  const chain = makeChain('a', 10)
  const { projection } = recording()
  const failing: Projection = {
    ...projection,
    apply(event, tx) {
      tx.run(`insert into agents (did, owner, status, capabilities, price, manifest_cid, stake, registered_at, updated_at)
        values ('${event.hash}', 'x', 'active', '[]', '1', 'c', '1', 0, 0)`)
      if (event.block === 5) throw new Error('a fault of ours')
      return []
    },
  }
  const { sync, index, finalize } = start(chain, folder(), failing)
  finalize(9)
  await expect.poll(() => sync.status().error).not.toBeNull()
  expect(sync.status().indexed).toBeNull()
  expect(index.db.query.agents.findMany().sync()).toEqual([])
})
