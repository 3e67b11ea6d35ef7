import { createInstance } from 'i18next'
import { AINU_DECIMALS, formatAinu, marksOf } from '../money.ts'
import { marked } from '../text.ts'
import type { Code, Fact, Said } from './said.ts'

type Entry = string | Readonly<Record<string, string>>
type Catalogue = Readonly<Record<string, Readonly<Record<string, Entry>>>>

/** Puts what was said into words of one language. */
export interface Speech {
  /** The sentence; of a text with several parts, what happened. Null for a code that no catalogue has. */
  sentence(said: Said): string | null
  /** A fact as text. */
  written(fact: Fact): string
  /** What it means or what can be done; null where the text does not say. */
  part(said: Said, part: 'consequence' | 'remedy'): string | null
}

/** How a text may want a fact: `{{amount, ainu}}`. Planck, ms, bytes or lists, as the name says. */
const FORMATS = [
  'ainu',
  'utc',
  'since',
  'wait',
  'seconds',
  's',
  'mebibytes',
  'bracketed',
  'few',
  'several',
] as const
type Format = (typeof FORMATS)[number]
/** How many of a list are named. */
const NAMED = { few: 3, several: 10 } as const

/** Texts by code; further parts behind a "#". */
function flat(catalogue: Catalogue): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [room, entries] of Object.entries(catalogue))
    for (const [name, entry] of Object.entries(entries))
      if (typeof entry === 'string') texts[`${room}.${name}`] = entry
      else
        for (const [part, text] of Object.entries(entry))
          texts[`${room}.${name}${part.startsWith('message') ? part.slice('message'.length) : `#${part}`}`] =
            text
  return texts
}

/** @param catalogues by language, e.g. `{ en: english }` */
export function createSpeech(catalogues: Readonly<Record<string, Catalogue>>): (language: string) => Speech {
  const i18n = createInstance()
  void i18n.init({
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([language, catalogue]) => [language, { said: flat(catalogue) }]),
    ),
    ns: 'said',
    defaultNS: 'said',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  })
  const t = i18n.t as (key: string, options: Record<string, unknown>) => string

  function text(key: string, facts: Said['facts'], lng: string): string {
    const filled = Object.entries(facts).map(([name, fact]) => [name, written(fact, lng)])
    return t(key, { ...Object.fromEntries(filled), lng, nest: false })
  }
  const own = (code: Code, facts: Said['facts'], lng: string) => text(code, facts, lng)

  /** Lists and what was said become text where the catalogue names no format for them. Others may have written it. */
  function written(fact: Fact, lng: string) {
    if (typeof fact === 'string') return marked(fact)
    return typeof fact === 'object' ? { fact, toString: () => plain(fact, lng) } : fact
  }

  const has = (key: string, { count }: Said['facts'], lng: string) =>
    i18n.exists(key, { lng, ...(typeof count === 'number' && { count }) })

  function plain(fact: Fact, lng: string): string {
    if (fact === null) return ''
    if (typeof fact !== 'object') return marked(String(fact))
    if (!('code' in fact)) return fact.map((each) => plain(each, lng)).join(', ')
    return text(fact.code, fact.facts, lng)
  }

  for (const kind of FORMATS)
    i18n.services.formatter?.add(kind, (value: Fact | { fact: Fact }, lng) =>
      formatted(
        typeof value === 'object' && value !== null && 'fact' in value
          ? (value.fact as Fact)
          : (value as Fact),
        kind,
        lng ?? 'en',
      ),
    )

  function formatted(value: Fact, kind: Format, lng: string): string {
    const number = Number(value)
    const list = Array.isArray(value) ? (value as readonly (string | Said)[]) : []
    switch (kind) {
      case 'ainu':
        return `${formatAinu(value as string, AINU_DECIMALS, marksOf(lng))} AINU`
      case 'utc':
        return `${new Date(number).toISOString()} (UTC)`
      case 'since': {
        const at = new Date(number).toISOString().slice(0, 16).replace('T', ' ')
        return value === null ? '' : own('ainur.since', { at }, lng)
      }
      case 'wait':
        return number < 90_000
          ? `${Math.ceil(number / 1_000)} s`
          : own('ainur.minutes', { number: Math.ceil(number / 60_000) }, lng)
      case 'seconds':
        return own('ainur.seconds', { number: number / 1_000 }, lng)
      case 's':
        return `${number / 1_000} s`
      case 'mebibytes':
        return `${number / 1024 / 1024} MiB`
      case 'bracketed':
        return list.length === 0 ? '' : ` (${plain(list, lng)})`
      case 'few':
      case 'several': {
        const shown = plain(list.slice(0, NAMED[kind]), lng)
        const more = list.length - NAMED[kind]
        return more > 0 ? own('ainur.and-more', { shown, more }, lng) : shown
      }
    }
  }

  return (lng) => ({
    written: (fact) => plain(fact, lng),
    sentence: ({ code, facts }) => (has(code, facts, lng) ? text(code, facts, lng) : null),
    part: ({ code, facts }, part) => {
      const key = `${code}#${part}`
      return has(key, facts, lng) ? text(key, facts, lng) : null
    },
  })
}
