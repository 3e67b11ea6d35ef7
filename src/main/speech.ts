import { english } from '../contract/words/english.ts'
import { german } from '../contract/words/german.ts'
import type { Code, FactsOf, Said } from '../contract/words/said.ts'
import { createSpeech } from '../contract/words/speech.ts'

const speech = createSpeech({ en: english, de: german })

/** What the desktop itself says, in the language of the moment. */
export function createWords(language: () => string) {
  /** What happened, what it means, what can be done. */
  function inWords(said: Said) {
    const speak = speech(language())
    const message = speak.sentence(said) ?? said.code
    return { message, consequence: speak.part(said, 'consequence'), remedy: speak.part(said, 'remedy') }
  }
  return {
    inWords,
    /** A text of the desktop's own. */
    words: <C extends Code & `desktop.${string}`>(
      code: C,
      ...[facts]: keyof FactsOf<C> extends never ? [] : [FactsOf<C>]
    ): string => inWords({ code, facts: (facts ?? {}) as Said['facts'] }).message,
  }
}
export type Words = ReturnType<typeof createWords>['words']
