import type { Words } from '../speech.ts'
import { plainText } from '../updates.ts'

/** `place`: the view it leads to; null for none but the window. */
export interface Told {
  readonly text: string
  readonly place: string | null
}

const LONGEST = 200
const MOST_LINES = 3

/** One notification for all of them, newest first. Several lead to the window as it is. */
export function grouped(
  told: readonly Told[],
  words: Words,
): { title: string; body: string; place: string | null } {
  const [newest] = told
  if (!newest) throw new Error('There is nothing to tell.')
  if (told.length === 1) return { title: 'Ainur', body: shownSafely(newest.text), place: newest.place }
  const lines = told.slice(0, MOST_LINES).map(({ text }) => shownSafely(text))
  const more = told.length - lines.length
  if (more > 0) lines.push(words('desktop.more-notifications', { number: more }))
  return {
    title: words('desktop.notifications', { number: told.length }),
    body: lines.join('\n'),
    place: null,
  }
}

/** One line without what turns text around, and without markup, which some systems would follow. */
const shownSafely = (text: string): string =>
  plainText(text.replaceAll('<', '‹').replaceAll('>', '›').replace(/\s+/g, ' '), LONGEST)
