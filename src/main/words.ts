import { app } from 'electron'
import { english } from '../contract/words/english.ts'
import { german } from '../contract/words/german.ts'
import type { Code, FactsOf, Said } from '../contract/words/said.ts'
import { createSpeech } from '../contract/words/speech.ts'

const speech = createSpeech({ en: english, de: german })

/** The first of the system's languages that there are words for: the desktop opens before the settings are known. */
const systemLanguage = () =>
  app
    .getPreferredSystemLanguages()
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((language) => language === 'en' || language === 'de') ?? 'en'

/** What was said, in the system's language: what happened, what it means, what can be done. */
export function inWords(said: Said) {
  const speak = speech(systemLanguage())
  const message = speak.sentence(said) ?? said.code
  return { message, consequence: speak.part(said, 'consequence'), remedy: speak.part(said, 'remedy') }
}

/** A text of the desktop's own. */
export const words = <C extends Code & `desktop.${string}`>(
  code: C,
  ...[facts]: keyof FactsOf<C> extends never ? [] : [FactsOf<C>]
): string => inWords({ code, facts: (facts ?? {}) as Said['facts'] }).message
