import { LRUCache } from 'lru-cache'
import { setImmediate as breathe } from 'node:timers/promises'
import type { ApiPromise } from '@polkadot/api'
import { Metadata, TypeRegistry, type Vec } from '@polkadot/types'
import type { EventRecord } from '@polkadot/types/interfaces'
import { compactFromU8a, hexToU8a, u8aToBn } from '@polkadot/util'
import type { HexString } from '@polkadot/util/types'
import type { ChainSession } from './client.ts'
import { toChainEvent, type ChainEvent } from './events.ts'

/** A block with the events that were asked for. */
export interface Block {
  readonly number: number
  readonly hash: string
  /** Timestamp, ms; 0 for the first block of a chain whose genesis has none. */
  readonly time: number
  readonly events: readonly ChainEvent[]
}

export interface BlockReader {
  /** Hash of a block, or null where the chain has none. */
  hash(number: number): Promise<string | null>
  /** `pallets`: whose events to decode; all when absent. */
  read(number: number, pallets?: ReadonlySet<string>): Promise<Block>
  /** The decoded records of a block as the API has them, for errors that need the metadata. */
  records(hash: string): Promise<BlockRecords>
  /** The extrinsics of a block, as hex. */
  extrinsics(hash: string): Promise<readonly string[]>
}

export interface BlockRecords {
  readonly time: number
  readonly records: readonly EventRecord[]
}

interface EventCodec {
  readonly registry: TypeRegistry
  readonly type: string
}

interface RawHeader {
  readonly parentHash: string
  readonly digest: { readonly logs: readonly string[] }
}

/** Blocks that are kept after they were read: more than are read ahead at a time. */
const KEPT_BLOCKS = 48

/** What the readers of a connection share: each block is read once, whoever asks for it first. */
interface Known {
  readonly codecs: Map<number, Promise<EventCodec>>
  readonly records: LRUCache<string, Promise<BlockRecords>>
  readonly extrinsics: LRUCache<string, Promise<readonly string[]>>
}
const knownOf = new WeakMap<ApiPromise, Known>()

function knownBy(api: ApiPromise): Known {
  const known = knownOf.get(api) ?? {
    codecs: new Map(),
    records: new LRUCache({ max: KEPT_BLOCKS }),
    extrinsics: new LRUCache({ max: KEPT_BLOCKS }),
  }
  knownOf.set(api, known)
  return known
}

interface Answers<K, V> {
  get(key: K): Promise<V> | undefined
  set(key: K, answer: Promise<V>): unknown
  delete(key: K): unknown
}

/** The one answer to a question, also for those who ask while it is on its way; a failure is no answer. */
function once<K, V>(answers: Answers<K, V>, key: K, ask: () => Promise<V>): Promise<V> {
  const known = answers.get(key)
  if (known) return known
  const asked = ask()
  answers.set(key, asked)
  asked.catch(() => answers.delete(key))
  return asked
}

/** In the header of a block that replaced the runtime: the state behind it names the new one, the old one wrote its events. */
const RUNTIME_REPLACED = '0x08'

/**
 * Reads blocks' events from state: two requests a block. The runtime that wrote them is told by
 * System.LastRuntimeUpgrade in the same answer, so that old blocks are read with the metadata of their time.
 */
export function createBlockReader({ api, send }: Pick<ChainSession, 'api' | 'send'>): BlockReader {
  const keys = [
    api.query.system!.events!,
    api.query.timestamp!.now!,
    api.query.system!.lastRuntimeUpgrade!,
  ].map((item) => item.key())
  const known = knownBy(api)

  /** A block in whose state the runtime stands that wrote a block's events. `spec`: its version, where that is known. */
  async function runtimeBehind(hash: string, spec: number | null): Promise<{ spec: number; at: string }> {
    const { parentHash, digest } = await send<RawHeader>('chain_getHeader', [hash])
    for (const at of digest.logs.includes(RUNTIME_REPLACED) ? [parentHash, hash] : [hash, parentHash]) {
      const { specVersion } = await send<{ specVersion: number }>('state_getRuntimeVersion', [at])
      if (spec === null || specVersion === spec) return { spec: specVersion, at }
    }
    throw new Error(`The network does not say which runtime made block ${hash}.`)
  }

  /** The API's own registry changes with every upgrade: it is never the one to read blocks with. */
  async function makeCodec(at: string): Promise<EventCodec> {
    const registry = new TypeRegistry()
    const metadata = new Metadata(registry, await send<HexString>('state_getMetadata', [at]))
    registry.setChainProperties(api.registry.getChainProperties())
    registry.setMetadata(metadata, undefined, undefined, true)
    return { registry, type: eventsType(registry, metadata) }
  }

  const codecFor = (spec: number, at: string | null, hash: string): Promise<EventCodec> =>
    once(known.codecs, spec, async () => makeCodec(at ?? (await runtimeBehind(hash, spec)).at))

  const hashOf = (number: number) => send<string | null>('chain_getBlockHash', [number])

  async function readRecords(hash: string): Promise<BlockRecords> {
    const [set] = await send<{ changes: [string, string | null][] }[]>('state_queryStorageAt', [keys, hash])
    const values = new Map(set?.changes)
    const [events, now, upgrade] = keys.map((key) => values.get(key) ?? null)
    const time = now ? u8aToBn(hexToU8a(now), { isLe: true }).toNumber() : 0
    if (!events) return { time, records: [] }
    // Embedded chains that an older Ainur wrote have forgotten it for old blocks.
    const { spec, at } = upgrade
      ? { spec: compactFromU8a(hexToU8a(upgrade))[1].toNumber(), at: null }
      : await runtimeBehind(hash, null)
    const { registry, type } = await codecFor(spec, at, hash)
    // Blocks are asked for many at a time: between two of them others get their turn.
    await breathe()
    return { time, records: registry.createTypeUnsafe<Vec<EventRecord>>(type, [hexToU8a(events)]) }
  }

  const records = (hash: string) => once(known.records, hash, () => readRecords(hash))

  return {
    hash: hashOf,
    records,
    extrinsics: (hash) =>
      once(known.extrinsics, hash, async () => {
        const { block } = await send<{ block: { extrinsics: string[] } }>('chain_getBlock', [hash])
        return block.extrinsics
      }),
    async read(number, pallets) {
      const hash = await hashOf(number)
      if (!hash) throw new Error(`The chain has no block ${number}.`)
      const { time, records: all } = await records(hash)
      const place = { block: number, hash, time }
      const events: ChainEvent[] = []
      all.forEach((record, index) => {
        if (!pallets || pallets.has(record.event.section)) events.push(toChainEvent(record, index, place))
      })
      return { number, hash, time, events }
    },
  }
}

function eventsType(registry: TypeRegistry, metadata: Metadata): string {
  const system = metadata.asLatest.pallets.find(({ name }) => name.toString() === 'System')
  const item = system?.storage.unwrapOr(null)?.items.find(({ name }) => name.toString() === 'Events')
  if (!item) throw new Error('The runtime has no System.Events.')
  return registry.createLookupType(item.type.asPlain)
}
