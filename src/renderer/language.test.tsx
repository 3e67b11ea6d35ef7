import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { languageOf, preferredLanguage } from './language.ts'
import { openPage } from './testing/page.tsx'

afterEach(() => {
  localStorage.clear()
  vi.restoreAllMocks()
})
const systemSpeaks = (...languages: string[]) =>
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)

describe('the language', () => {
  test.each([
    [['de-AT', 'en'], 'de'],
    [['fr', 'de'], 'de'],
    [['fr', 'ja'], 'en'],
    [['DE'], 'de'],
    [[], 'en'],
  ] as const)('of a system that speaks %s is %s', (spoken, language) => {
    systemSpeaks(...spoken)
    expect(languageOf('system')).toBe(language)
    expect(preferredLanguage()).toBe(language)
  })

  test('that was chosen is the first one of the next start', () => {
    systemSpeaks('en')
    languageOf('de')
    expect(preferredLanguage()).toBe('de')
    languageOf('system')
    expect(preferredLanguage()).toBe('en')
  })
})

test('a page changes its language at once, and back', async () => {
  await openPage('/settings')
  fireEvent.click(await screen.findByRole('combobox', { name: 'Language' }))
  fireEvent.click(await screen.findByRole('option', { name: 'Deutsch', hidden: true }))
  await screen.findByRole('heading', { name: 'Einstellungen', level: 1 })
  expect(document.documentElement.lang).toBe('de')
  const nav = within(screen.getByRole('navigation', { name: 'Hauptbereich' }))
  nav.getByRole('link', { name: /Aufgaben/ })

  fireEvent.click(screen.getByRole('combobox', { name: 'Sprache' }))
  fireEvent.click(await screen.findByRole('option', { name: 'English', hidden: true }))
  await screen.findByRole('heading', { name: 'Settings', level: 1 })
  expect(document.documentElement.lang).toBe('en')
})
