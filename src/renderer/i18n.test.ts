import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { catalogues, startI18n } from './i18n.ts'

/** The texts of a catalogue by their keys, e.g. `tasks:wizard.title`. */
function textsOf(catalogue: object, path = ''): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) => {
    const key = path === '' ? `${name}:` : path.endsWith(':') ? `${path}${name}` : `${path}.${name}`
    return typeof value === 'string' ? [[key, value]] : textsOf(value as object, key)
  })
}
const english = new Map(textsOf(catalogues.en))
const others = Object.entries(catalogues).filter(([language]) => language !== 'en')
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name).sort()

/** Words that are the same in German: names, units, and what German took from English. */
const SAME = new Set(
  `AINU DID Agent Block Budget Chain Fuel Genesis Manifest Name Passphrase Problem Reputation Runtime Stake Start
  System Text Treasury Version Wallet in s ms`.split(/\s+/),
)
const words = (text: string) => text.replace(/\{\{.*?\}\}/g, '').match(/\p{L}+/gu) ?? []

describe.each(others)('the catalogue %s', (_, catalogue) => {
  const texts = new Map(textsOf(catalogue))

  test('has the keys of the English one, each with words', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('has the same facts in every text', () => {
    const different = [...english].filter(
      ([key, text]) => placeholders(texts.get(key) ?? '').join() !== placeholders(text).join(),
    )
    expect(different).toEqual([])
  })

  test('is translated', () => {
    const left = [...english].filter(
      ([key, text]) => texts.get(key) === text && words(text).some((word) => !SAME.has(word)),
    )
    expect(left).toEqual([])
  })
})

test('every text is used', () => {
  const files = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
  const sources = Object.entries(files)
    .filter(([file]) => !/(\.test\.tsx?|messages(\.\w+)?\.ts)$/.test(file))
    .map(([, text]) => text)
    .join('\n')
  const literals = new Set([...sources.matchAll(/'([^'\n]+)'/g)].map(([, text]) => text))
  const patterns = [...sources.matchAll(/`([a-zA-Z.-]*\$\{[^`\n]*)`/g)].flatMap(([, template = '']) => {
    const parts = template
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`))
    // A template without fixed letters would stand for every key.
    return parts.join('') === '' ? [] : [new RegExp(`^${parts.join('.+')}$`)]
  })
  const unused = [...english.keys()].filter((full) => {
    const key = full.slice(full.indexOf(':') + 1).replace(/_(one|other)$/, '')
    return !literals.has(key) && !patterns.some((pattern) => pattern.test(key))
  })
  expect(unused).toEqual([])
})

test('numbers of things are written as figures are', async () => {
  await startI18n()
  const counted = (lng: string) => i18next.t('tasks:lead.mine', { count: 1_000, lng })
  expect(counted('en')).toBe('1,000 tasks of yours are under way')
  expect(counted('de')).toBe('1.000 Aufgaben von Ihnen laufen')
})

test.each(Object.entries(catalogues))('no text of %s has a plain count', (_, catalogue) => {
  expect(textsOf(catalogue).filter(([, text]) => text.includes('{{count}}'))).toEqual([])
})
