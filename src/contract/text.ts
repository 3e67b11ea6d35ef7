import { z } from 'zod'
import { UNSEEN } from './unseen.ts'
import { fields } from './words/fields.ts'

/**
 * Control characters other than tab and line breaks, halves of characters, line separators, what turns the direction of
 * a line around, and what has no width. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
const hidden =
  /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu
/** Neither blank nor filler nor a mark on another character: what a reader sees when it stands alone. */
const seen = new RegExp(`[^${UNSEEN}]`, 'u')

const codeOf = (character: string) =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`

/** A text in which the reader sees what would be invisible, or would make it read otherwise: "a[U+202E]b". */
export const marked = (text: string): string => text.replace(hidden, codeOf)

/** What others wrote, on the chain or elsewhere, as the core shows it: whatever it is, it takes no answer away. */
export const ForeignText = z.string().transform(marked)

/** Whether a reader sees something of it. */
const isSeen = (text: string) => seen.test(text)

/** What a person writes for others on several lines: something to be seen, and nothing hidden. */
export const PlainText = z
  .string()
  .refine((text) => isSeen(text) && marked(text) === text, fields['text-invisible'])

/** Why a result is disputed. The chain has the same rule; there the length is counted in bytes. */
export const DisputeReason = z.string().trim().min(1, fields.reason).max(500).pipe(PlainText)

/** What a person writes for others on one line: something to be seen, and nothing hidden. The chain has the same rule. */
export const Title = z
  .string()
  .trim()
  .min(1, fields.title)
  .refine((text) => [...text].length <= 200, fields['title-long'])
  .refine((text) => marked(text) === text && !/[\t\n\r]/.test(text), fields['title-invisible'])
  .refine(isSeen, fields.title)
