import i18next from 'i18next'
import type { Planck } from '../../contract/common.ts'
import { AINU_DECIMALS, formatAinu as format, type Marks } from '../../contract/money.ts'

const known = new Map<string, Marks>()

/** What stands between thousands and before decimals in the page's language. */
export const marks = (): Marks => {
  const { language } = i18next
  let found = known.get(language)
  if (!found) {
    const parts = new Intl.NumberFormat(language).formatToParts(12_345.6)
    const mark = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
    // Asked for every amount of a list, and slow to find out.
    known.set(language, (found = { group: mark('group'), point: mark('decimal') }))
  }
  return found
}

/** A number in the page's language; a dash for one that is not known. */
export const figure = (value: number | null | undefined, options?: Intl.NumberFormatOptions) =>
  value?.toLocaleString(i18next.language, options) ?? '–'

/** Planck as AINU text in the page's language: see `formatAinu` of the contract. */
export const formatAinu = (planck: Planck | bigint, decimals?: number) => format(planck, decimals, marks())

/** Planck as AINU text with every digit, for hovering, copying and editing. */
export const exactAinu = (planck: Planck | bigint) => formatAinu(planck, AINU_DECIMALS)
