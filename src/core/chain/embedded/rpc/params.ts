import { z } from 'zod'
import { keyFromBytes } from '../executor/scale.ts'

const HASH_BYTES = 32
const MAX_KEY_BYTES = 1_024
const MAX_KEYS = 1_000

/**
 * Bytes in hex, with or without `0x`, also none at all. Without a regular expression: those recurse, and a text of a
 * few MiB is too much for the stack.
 */
export const hex = (maxBytes = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .max(2 + 2 * maxBytes)
    .transform((text, { addIssue }) => {
      const digits = text.startsWith('0x') ? text.slice(2) : text
      // It reads up to the first pair that is none.
      const bytes = new Uint8Array(Buffer.from(digits, 'hex'))
      if (bytes.length * 2 === digits.length) return bytes
      addIssue('hex expected')
      return z.NEVER
    })

export const hash = hex(HASH_BYTES).refine(({ length }) => length === HASH_BYTES, '32 bytes in hex expected')
/** A block; the last one where it is left out or null. */
export const at = hash.nullish()
/** A storage key in the form that the state takes. */
export const key = hex(MAX_KEY_BYTES).transform(keyFromBytes)
export const keys = z.array(key).max(MAX_KEYS)
export const id = z.string().max(64)
export const height = z.union([
  z.number().int().min(0).max(0xffffffff),
  z.string().regex(/^0x[0-9a-fA-F]{1,8}$/),
])
