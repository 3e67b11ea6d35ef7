import { z } from 'zod'
import { fields } from './words/fields.ts'

/**
 * Control characters other than tab and line breaks, halves of characters, line separators, what turns the direction of
 * a line around, and what has no width. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
const hidden =
  /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu
const seen = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u

const codeOf = (character: string) =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`

/** A text in which the reader sees what would be invisible, or would make it read otherwise: "a[U+202E]b". */
export const marked = (text: string): string => text.replace(hidden, codeOf)

/** What others wrote, as the core shows it. */
export const ForeignText = z.string().transform(marked)

/** What a person writes for others on one line: something to be seen, and nothing hidden. */
export const Title = z
  .string()
  .trim()
  .min(1, fields.title)
  .refine((text) => [...text].length <= 200, fields['title-long'])
  .refine((text) => marked(text) === text && !/[\t\n\r]/.test(text), fields['title-invisible'])
  .refine((text) => seen.test(text), fields.title)
