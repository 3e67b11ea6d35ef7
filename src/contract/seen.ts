/** A text as a person sees and can type it: no invisible characters, one blank where there are several, no wide forms. */
export const seenText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{C}\u2800]/gu, (each) => (/\s/.test(each) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim()

/** The longest name of an account or a template. */
export const NAME_LENGTH = 64

/** A name as it is kept, wherever it comes from: what can be seen of it, cut to the length that a name may have. */
export const cleanName = (text: string): string =>
  // The cut may be in the middle of a character, or behind a blank.
  seenText(seenText(text).slice(0, NAME_LENGTH))

/** Two names that look alike would be taken for one. */
export const sameName = (a: string, b: string): boolean =>
  cleanName(a).toLowerCase() === cleanName(b).toLowerCase()

/** All but the iota under Greek vowels, which is a letter in upper case. */
const ACCENTS = /[\u0300-\u0344\u0346-\u036F]/g

/** A text as it is searched: without the case and the accents of Latin, Greek and Cyrillic letters, "ß" as "ss". */
export const folded = (text: string): string =>
  seenText(text)
    .normalize('NFKD')
    .replace(ACCENTS, '')
    // Only in upper case are "ß" and "ss", "ı" and "i" the same; "ẞ" has to become small before.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
