// Balances in a genesis are integers beyond 2^53, which JSON.parse would round: they keep their source text.
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

interface RawJsonSupport {
  parse(text: string, reviver: (key: string, value: Json, context: { source?: string }) => unknown): Json
  rawJSON(text: string): Json
  isRawJSON(value: unknown): boolean
}
const json = JSON as unknown as RawJsonSupport

/** Parses JSON; numbers that JavaScript cannot hold exactly come out of `JSON.stringify` as they went in. */
export const parseExact = (text: string): Json =>
  json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined
      ? json.rawJSON(source)
      : value,
  )

/** Whether `parseExact` kept the source text of a number. */
export const isRawNumber = (value: unknown): boolean => json.isRawJSON(value)

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value)

/** `patch` over `base`: objects merge member by member, everything else is replaced. */
export function deepMerge(base: Json, patch: Json): Json {
  if (!isObject(base) || !isObject(patch)) return patch
  const merged: { [key: string]: Json } = { ...base }
  for (const [key, value] of Object.entries(patch))
    merged[key] = key in base ? deepMerge(base[key]!, value) : value
  return merged
}
