import { z } from 'zod'
import { UNSEEN } from './unseen.ts'
import { fields } from './words/fields.ts'

/**
 * Control characters other than tab and line breaks, halves of characters, line separators, what turns the direction of
 * a line around, what has no width, and what is drawn as nothing: fillers, and the tags and selectors of U+E0000 to
 * U+E0FFF, in which a text for programs can hide. Joiners (U+200C, U+200D) and the first variation selectors stay:
 * scripts and emoji need them.
 */
const hidden =
  /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u115f\u1160\u3164\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{e0000}-\u{e0fff}]|\u034f|[\u17b4-\u17b5]|\u180e|[\u{1d173}-\u{1d17a}]/gu
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
