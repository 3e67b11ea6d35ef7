import i18next from 'i18next'
import type { Planck } from '../../contract/common.ts'
import { AINU_DECIMALS, formatAinu as format, marksOf } from '../../contract/money.ts'

/** What stands between thousands and before decimals in the page's language. */
export const marks = () => marksOf(i18next.language)

/** A number in the page's language; a dash for one that is not known. */
export const figure = (value: number | null | undefined, options?: Intl.NumberFormatOptions) =>
  value?.toLocaleString(i18next.language, options) ?? '–'

/** Planck as AINU text in the page's language: see `formatAinu` of the contract. */
export const formatAinu = (planck: Planck | bigint, decimals?: number) => format(planck, decimals, marks())

/** Planck as AINU text with every digit, for hovering, copying and editing. */
export const exactAinu = (planck: Planck | bigint) => formatAinu(planck, AINU_DECIMALS)

/** Planck as AINU text with every digit, as any program reads a number. */
export const plainAinu = (planck: Planck | bigint) =>
  format(planck, AINU_DECIMALS, { group: '', point: '.' }).replace('\u2212', '-')
