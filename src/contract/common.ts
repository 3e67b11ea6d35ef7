import { z } from 'zod'
import { Said } from './words/said.ts'
import { NAME_LENGTH, seenText } from './seen.ts'
import { fields } from './words/fields.ts'

/** An amount in planck as a decimal string (1 AINU = 10^12 planck): JSON has no bigint. */
export const Planck = z.string().regex(/^(0|[1-9]\d{0,38})$/, {
  error: fields.amount,
  // What comes after may take it for a number.
  abort: true,
})
export type Planck = z.infer<typeof Planck>

/** A possibly negative whole number as a decimal string. */
export const SignedInteger = z.string().regex(/^-?\d{1,39}$/)

/** SS58 text of an account; the checksum is checked by the core. */
export const Address = z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{46,50}$/, fields.address)
export type Address = z.infer<typeof Address>

export const DID_PREFIX = 'did:ainur:'
export const Did = z.string().regex(/^did:ainur:[a-z0-9][a-z0-9-]{0,50}$/, fields.did)
export type Did = z.infer<typeof Did>

export const Capability = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, fields.capability)

/** CIDv1 in base32 text. */
export const Cid = z.string().regex(/^b[a-z2-7]{20,95}$/, fields.cid)
export type Cid = z.infer<typeof Cid>

export const Hash = z.string().regex(/^0x[0-9a-f]{64}$/)
/** Milliseconds since the Unix epoch. */
export const Timestamp = z.number().int().nonnegative()
/** A length of time in milliseconds. */
export const Millis = z.number().int().nonnegative()
export const TaskId = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
export const BlockNumber = z.number().int().nonnegative()

/** Cursor pagination: `cursor` is opaque and comes from the previous page's `next`. */
export const PageInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** Why something is or is not possible, in a form that code can test and people can read. */
export const Reason = z.object({
  /** Stable kebab-case code, e.g. `price-above-budget`. */
  code: z.string(),
  /** One sentence a person understands. */
  message: z.string(),
  /** The figures behind the sentence, e.g. { price: "5000000000000", budget: "1000000000000" }. */
  detail: z.record(z.string(), z.string()).default({}),
  /** What was said, for clients that have the catalogues; absent in what older versions wrote down. */
  said: Said.optional(),
})
export type Reason = z.infer<typeof Reason>
/** What a person calls an account or a template, as they can see it. */
export const Name = z.string().overwrite(seenText).min(1, fields.name).max(NAME_LENGTH, fields['name-long'])
export const Empty = z.object({}).default({})
