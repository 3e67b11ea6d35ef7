import type { Reason } from '../contract/common.ts'
import { english as catalogue } from '../contract/words/english.ts'
import {
  MOST_FACTS,
  type Code,
  type EntryOf,
  type Fact,
  type FactsOf,
  type Said,
} from '../contract/words/said.ts'
import { createSpeech } from '../contract/words/speech.ts'

const speech = createSpeech({ en: catalogue })('en')

/** What was said, with its English words for the log and for clients without a catalogue. */
export type Sentence = Said & { readonly message: string }
type Parts<C extends Code> = EntryOf<C> extends string ? unknown : { consequence?: string; remedy: string }

/** Says something by its code and facts; the catalogues of `contract/words` have the words. */
export function say<C extends Code>(
  code: C,
  ...[facts = {} as FactsOf<C>]: keyof FactsOf<C> extends never ? [] : [facts: FactsOf<C>]
): Sentence & Parts<C> {
  const said: Said = { code, facts: facts as Readonly<Record<string, Fact>> }
  const consequence = speech.part(said, 'consequence')
  const remedy = speech.part(said, 'remedy')
  return {
    ...said,
    message: speech.sentence(said) ?? code,
    ...(consequence !== null && { consequence }),
    ...(remedy !== null && { remedy }),
  } as Sentence & Parts<C>
}

/** The English words of what was said and kept. */
export const english = (said: Said): string => speech.sentence(said) ?? said.code

/** Only what crosses the contract and is kept; of long lists the beginning. */
export const saidOf = ({ code, facts }: Said): Said => ({
  code,
  facts: Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      Array.isArray(fact) ? fact.slice(0, MOST_FACTS) : fact,
    ]),
  ) as Said['facts'],
})

type ReasonText = keyof typeof catalogue.reasons & string
/** What the core may answer to "why?"; what follows a slash tells apart texts of one code. */
export type ReasonCode = ReasonText extends infer T ? (T extends `${infer C}/${string}` ? C : T) : never

/**
 * An answer to "why?" or "why not?". `detail` has the facts as text for programs; `code` overrides the code that
 * others test where the words are more general.
 */
export function reason<T extends ReasonText>(
  text: T,
  ...[facts, code]: keyof FactsOf<`reasons.${T}`> extends never
    ? [facts?: Readonly<Record<string, Fact>>, code?: string]
    : [facts: FactsOf<`reasons.${T}`> & Readonly<Record<string, Fact>>, code?: string]
): Reason {
  const said: Said = { code: `reasons.${text}`, facts: facts ?? {} }
  const detail = Object.entries(said.facts).map(([name, fact]) => [name, speech.written(fact)])
  return {
    code: code ?? text.split('/')[0]!,
    message: speech.sentence(said) ?? text,
    detail: Object.fromEntries(detail),
    said: saidOf(said),
  }
}
