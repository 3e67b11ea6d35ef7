import type { ApiPromise } from '@polkadot/api'
import type { TypeRegistry, Vec } from '@polkadot/types'
import type { Metadata } from '@polkadot/types/metadata'
import type { EventRecord } from '@polkadot/types/interfaces'
import { compactFromU8a, hexToU8a, u8aToBn } from '@polkadot/util'
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
}

export interface BlockRecords {
  readonly time: number
  readonly records: readonly EventRecord[]
}

interface EventCodec {
  registry: TypeRegistry
  type: string
}

/**
 * Reads blocks' events from state: two requests a block. The runtime that wrote them is told by
 * System.LastRuntimeUpgrade in the same answer, so that old blocks are read with the metadata of their time.
 */
export function createBlockReader({ api, send }: Pick<ChainSession, 'api' | 'send'>): BlockReader {
  const keys = [api.query.system!.events!, api.query.timestamp!.now!, api.query.system!.lastRuntimeUpgrade!].map((item) =>
    item.key(),
  )
  const codecs = new Map<number, EventCodec>()

  async function codecFor(spec: number, hash: string): Promise<EventCodec> {
    const known = codecs.get(spec)
    if (known) return known
    const current = spec === api.runtimeVersion.specVersion.toNumber()
    const { registry, metadata } = current
      ? { registry: api.registry as TypeRegistry, metadata: api.runtimeMetadata }
      : await api.getBlockRegistry(hexToU8a(hash))
    const codec = { registry: registry as TypeRegistry, type: eventsType(registry as TypeRegistry, metadata) }
    codecs.set(spec, codec)
    return codec
  }

  const hashOf = (number: number) => send<string | null>('chain_getBlockHash', [number])

  async function records(hash: string): Promise<BlockRecords> {
    const [set] = await send<{ changes: [string, string | null][] }[]>('state_queryStorageAt', [keys, hash])
    const values = new Map(set?.changes)
    const [events, now, upgrade] = keys.map((key) => values.get(key) ?? null)
    const time = now ? u8aToBn(hexToU8a(now), { isLe: true }).toNumber() : 0
    if (!events) return { time, records: [] }
    const spec = upgrade
      ? compactFromU8a(hexToU8a(upgrade))[1].toNumber()
      : api.runtimeVersion.specVersion.toNumber()
    const { registry, type } = await codecFor(spec, hash)
    return { time, records: registry.createTypeUnsafe<Vec<EventRecord>>(type, [hexToU8a(events)]) }
  }

  return {
    hash: hashOf,
    records,
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

function eventsType(registry: TypeRegistry, metadata: Metadata | ApiPromise['runtimeMetadata']): string {
  const system = metadata.asLatest.pallets.find(({ name }) => name.toString() === 'System')
  const item = system?.storage.unwrapOr(null)?.items.find(({ name }) => name.toString() === 'Events')
  if (!item) throw new Error('The runtime has no System.Events.')
  return registry.createLookupType(item.type.asPlain)
}
