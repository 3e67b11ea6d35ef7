import {
  bool,
  Bytes,
  Compact,
  Enum,
  GenericAccountId,
  Int,
  Null,
  Option,
  Raw,
  Struct,
  Text,
  Tuple,
  UInt,
  Vec,
  VecFixed,
} from '@polkadot/types'
import type { EventRecord } from '@polkadot/types/interfaces'
import type { Codec } from '@polkadot/types/types'
import { stringCamelCase, u8aToHex } from '@polkadot/util'

/** An event of a finalized block in plain values, the same for every network and every run. */
export interface ChainEvent {
  /** `<block>-<index>`, unique within a chain. */
  readonly id: string
  readonly block: number
  /** Hash of the block, 0x-hex. */
  readonly hash: string
  /** Timestamp of the block, ms. */
  readonly time: number
  /** Position among the block's events. */
  readonly index: number
  /** Position of the extrinsic that caused it; null for what the block did by itself. */
  readonly extrinsic: number | null
  /** As in the metadata but with a small first letter, e.g. `tasks`. */
  readonly pallet: string
  /** As in the metadata, e.g. `TaskCreated`. */
  readonly name: string
  /**
   * Fields by camelCase name. u128, u64 and i64 are decimal strings, but task ids and moments (`TaskId`, `Moment`
   * in the metadata) and everything of 32 bits or less are numbers. Bytes that are UTF-8 are text, other bytes and
   * fixed arrays are 0x-hex. Accounts are SS58. Plain enums are kebab-case text, enums with data
   * `{ kind, value }`. Option is the value or null.
   */
  readonly data: Readonly<Record<string, unknown>>
}

/** Fields of these types are numbers although they have 64 bits: ids count up from 0, moments are ms. */
const NUMBER_TYPE = /\b(TaskId|Moment)/

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOrHex(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return u8aToHex(bytes)
  }
}

/** A decoded value in plain form; see ChainEvent.data. `asNumber`: integers of any width become numbers. */
export function toPlain(value: Codec, asNumber = false): unknown {
  if (value instanceof Option) return value.isSome ? toPlain(value.unwrap(), asNumber) : null
  if (value instanceof Compact) return toPlain(value.unwrap() as Codec, asNumber)
  if (value instanceof bool) return value.isTrue
  if (value instanceof Null) return null
  if (value instanceof UInt || value instanceof Int)
    return asNumber || value.bitLength() <= 32 ? value.toNumber() : value.toString()
  if (value instanceof Enum)
    return value.isBasic ? kebab(value.type) : { kind: kebab(value.type), value: toPlain(value.inner) }
  if (value instanceof GenericAccountId) return value.toString()
  if (value instanceof Text) return value.toString()
  if (value instanceof Bytes) return textOrHex(value.toU8a(true))
  if (value instanceof Raw) return value.toHex()
  if (value instanceof Struct)
    return Object.fromEntries(
      [...value.entries()].map(([name, item]) => [stringCamelCase(name as string), toPlain(item as Codec)]),
    )
  if (value instanceof Vec || value instanceof VecFixed || value instanceof Tuple)
    return [...value].map((item) => toPlain(item as Codec, asNumber))
  return value.toJSON()
}

/** Where an event happened. */
export type BlockPlace = Pick<ChainEvent, 'block' | 'hash' | 'time'>

/** Makes a ChainEvent of a decoded record, by the names in the metadata alone. */
export function toChainEvent(record: EventRecord, index: number, place: BlockPlace): ChainEvent {
  const { event, phase } = record
  const data: Record<string, unknown> = {}
  event.meta.fields.forEach((field, position) => {
    const name = field.name.isSome ? stringCamelCase(field.name.unwrap().toString()) : String(position)
    const typeName = field.typeName.isSome ? field.typeName.unwrap().toString() : ''
    data[name] = toPlain(event.data[position]!, NUMBER_TYPE.test(typeName))
  })
  return {
    id: `${place.block}-${index}`,
    ...place,
    index,
    extrinsic: phase.isApplyExtrinsic ? phase.asApplyExtrinsic.toNumber() : null,
    pallet: event.section,
    name: event.method,
    data,
  }
}
