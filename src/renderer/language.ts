import type { Settings } from '../contract/settings.ts'

/** Languages that the page has catalogues for. */
export type Language = Exclude<Settings['language'], 'system'>
const languages: readonly Language[] = ['en', 'de']

/** What was chosen last on this machine: it is needed before the core has answered. */
const KEY = 'ainur-language'

const known = (tag: string | null): Language | undefined =>
  languages.find((language) => tag?.toLowerCase().split('-')[0] === language)

/** The first of the system's languages that the page speaks; English where it speaks none. */
const ofTheSystem = (): Language => navigator.languages.map(known).find((one) => one !== undefined) ?? 'en'

/** The language of the settings as one with a catalogue, remembered for the next start. */
export const languageOf = (chosen: Settings['language']): Language => {
  if (chosen === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, chosen)
  return chosen === 'system' ? ofTheSystem() : chosen
}

/** The language to begin with. */
export const preferredLanguage = (): Language => known(localStorage.getItem(KEY)) ?? ofTheSystem()
