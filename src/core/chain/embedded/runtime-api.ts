// The runtime calls that making blocks needs, with their SCALE results decoded.
import { readByteVectors, readCompact, lengthPrefixed, compact, concat, u64 } from './executor/scale.ts'

const INVALID = 0
const EXHAUSTS_RESOURCES = 6
const CUSTOM = 7

/** `TransactionValidityError`: what it is called in the words of a node. */
export interface Invalidity {
  /** 1010 invalid, 1011 unknown: the JSON-RPC codes of a node. */
  readonly code: 1010 | 1011
  readonly words: string
  /** The transaction did not fit, but may fit into another block. */
  readonly exhausted: boolean
}

export interface Validity {
  readonly priority: bigint
  readonly requires: readonly string[]
  readonly provides: readonly string[]
}

const INVALID_WORDS = [
  'Transaction call is not expected',
  'Inability to pay some fees (e.g. account balance too low)',
  'Transaction will be valid in the future',
  'Transaction is outdated',
  'Transaction has a bad signature',
  'Transaction has an ancient birth block',
  'Transaction would exhaust the block limits',
  '',
  'A call was labelled as mandatory, but resulted in an Error.',
  'Transaction dispatch is mandatory; transactions must not be validated.',
  'Invalid signing address',
  'The implicit data was unable to be calculated',
  'The transaction extension did not authorize any origin',
]
const UNKNOWN_WORDS = [
  'Could not lookup information required to validate the transaction',
  'Could not find an unsigned validator for the unsigned transaction',
]

/** @param bytes `TransactionValidityError` */
export function decodeInvalidity(bytes: Uint8Array): Invalidity {
  const [kind, reason = 0, detail = 0] = bytes
  if (kind === INVALID) {
    const words =
      reason === CUSTOM
        ? `Custom error: ${detail}`
        : (INVALID_WORDS[reason] ?? `Invalid transaction: ${reason}`)
    return { code: 1010, words, exhausted: reason === EXHAUSTS_RESOURCES }
  }
  return { code: 1011, words: UNKNOWN_WORDS[reason] ?? `Custom error: ${detail}`, exhausted: false }
}

const tags = (bytes: Uint8Array): [string[], number] => {
  const [count, start] = readCompact(bytes)
  let at = start
  for (let i = 0; i < count; i++) {
    const [length, from] = readCompact(bytes, at)
    at = from + length
  }
  return [readByteVectors(bytes.subarray(0, at)).map((tag) => Buffer.from(tag).toString('hex')), at]
}

/** @param bytes result of `TaggedTransactionQueue_validate_transaction` */
export function decodeValidity(bytes: Uint8Array): Validity | Invalidity {
  if (bytes[0] !== 0) return decodeInvalidity(bytes.subarray(1))
  const priority = Buffer.from(bytes).readBigUInt64LE(1)
  const [requires, length] = tags(bytes.subarray(9))
  const [provides] = tags(bytes.subarray(9 + length))
  return { priority, requires, provides }
}

/** Whether the length that stands in front of an extrinsic is that of the rest. */
export function isWhole(extrinsic: Uint8Array): boolean {
  try {
    const [length, start] = readCompact(extrinsic)
    return start + length === extrinsic.length
  } catch {
    return false
  }
}

/** `InherentData` with nothing but the time. */
export const timestampInherent = (timestamp: number): Uint8Array =>
  concat(compact(1), Buffer.from('timstap0'), lengthPrefixed(u64(timestamp)))

export const decodeU64 = (bytes: Uint8Array): number => Number(Buffer.from(bytes).readBigUInt64LE())

/** `Option<u64>` */
export const decodeOptionU64 = (bytes: Uint8Array): number | null =>
  bytes[0] === 1 ? Number(Buffer.from(bytes).readBigUInt64LE(1)) : null

/** `Vec<OpaqueExtrinsic>`: every item with its length prefix, as `BlockBuilder_apply_extrinsic` takes it. */
export const decodeExtrinsics = (bytes: Uint8Array): Uint8Array[] =>
  readByteVectors(bytes).map(lengthPrefixed)

export const encodeExtrinsics = (extrinsics: readonly Uint8Array[]): Uint8Array =>
  concat(compact(extrinsics.length), ...extrinsics)
