import { app } from 'electron'
import { createWords } from './speech.ts'

/** The first of the system's languages that there are words for: the desktop opens before the settings are known. */
const systemLanguage = () =>
  app
    .getPreferredSystemLanguages()
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((language) => language === 'en' || language === 'de') ?? 'en'

export const { inWords, words } = createWords(systemLanguage)
