import { z } from 'zod'
import type { english } from './english.ts'

/** What is filled in: text, a number, planck or ms as the text's format says, or something else that was said. */
export type Fact = string | number | null | Said | readonly (string | Said)[]

/** Something said without words: `code` names the text in the catalogues, e.g. `wallet.locked`. */
export interface Said {
  readonly code: string
  readonly facts: Readonly<Record<string, Fact>>
}
/** The longest list among the facts. */
export const MOST_FACTS = 1_000
export const Said: z.ZodType<Said, Said> = z.lazy(() => z.object({ code: z.string().max(200), facts: Facts }))
const Fact: z.ZodType<Fact, Fact> = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.array(z.union([z.string(), Said])).max(MOST_FACTS),
  Said,
])
const Facts = z.record(z.string(), Fact)

type English = typeof english
/** Names of all texts. */
export type Code = { [R in keyof English & string]: `${R}.${keyof English[R] & string}` }[keyof English &
  string]
/** The text, or texts, that a code names. */
export type EntryOf<C extends Code> = C extends `${infer R}.${infer K}`
  ? R extends keyof English
    ? K extends keyof English[R]
      ? English[R][K]
      : never
    : never
  : never
type TextOf<E> = E extends string ? E : E[keyof E]
type NamesIn<T> = T extends `${string}{{${infer P}}}${infer Rest}`
  ? (P extends `${infer Name},${string}` ? Name : P) | NamesIn<Rest>
  : never
type Counted<E> = E extends string
  ? never
  : keyof E extends infer K
    ? K extends `${string}_other`
      ? 'count'
      : never
    : never
/** What the text of a code has to be given. */
export type FactsOf<C extends Code> = {
  readonly [Name in NamesIn<TextOf<EntryOf<C>>> | Counted<EntryOf<C>>]: Name extends 'count' ? number : Fact
}
