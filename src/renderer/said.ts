import i18next from 'i18next'
import type { Notice } from '../contract/system.ts'
import { english } from '../contract/words/english.ts'
import { german } from '../contract/words/german.ts'
import type { Said } from '../contract/words/said.ts'
import { createSpeech } from '../contract/words/speech.ts'
import type { Language } from './language.ts'

const speech = createSpeech({ en: english, de: german } satisfies Record<Language, object>)

/**
 * What the core said, in the page's language. \`text\`: its English words, for what this page has no words for, such as
 * what was kept by another version.
 */
export const inWords = (said: Said | null | undefined, text: string): string =>
  (said && speech(i18next.language).sentence(said)) ?? text

/** What happened, what it means and what can be done, in the page's language. */
export function wordsOf({ said, means, message, consequence, remedy }: Omit<Notice, 'id'>) {
  const { sentence, part } = speech(i18next.language)
  if (sentence(said) === null) return { message, consequence, remedy }
  const unchanged = () => sentence({ code: 'ainur.unchanged', facts: {} })
  return {
    message: sentence(said) ?? message,
    consequence: (means ? sentence(means) : (part(said, 'consequence') ?? unchanged())) ?? consequence,
    remedy: part(said, 'remedy') ?? remedy,
  }
}

/** What a schema of the contract says of a field, in the page's language. */
export function fieldInWords(text: string | undefined): string | null {
  if (text === undefined) return null
  const name = Object.entries(english.fields).find(([, words]) => words === text)?.[0]
  return name === undefined ? text : inWords({ code: `fields.${name}`, facts: {} }, text)
}

/** The name of a network: its own but for the embedded one, which has one in each language. */
export const networkName = (name: string): string =>
  name === english.system.embedded ? inWords({ code: 'system.embedded', facts: {} }, name) : name
