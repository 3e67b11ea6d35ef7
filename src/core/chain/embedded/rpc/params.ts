import { z } from 'zod'

// Clients leave optional parameters out, or send null.
export const none = z.array(z.unknown()).max(8)
export const hex = z.string().regex(/^0x([0-9a-fA-F]{2})*$/, 'hex expected')
export const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/, '32 bytes in hex expected')
export const at = hash.nullish()
export const key = hex.max(2 + 2 * 1_024)
export const keys = z.array(key).max(1_000)
export const id = z.string().max(64)
export const height = z.union([
  z.number().int().min(0).max(0xffffffff),
  z.string().regex(/^0x[0-9a-fA-F]{1,8}$/),
])
