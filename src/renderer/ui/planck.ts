import type { Planck } from '../../contract/common.ts'

const DECIMALS = 12
const UNIT = 10n ** BigInt(DECIMALS)

const group = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/**
 * Planck as AINU text. Never more than there is: digits beyond `decimals` are cut, and a remainder too small to show
 * reads "< 0.0001". Whole amounts carry no decimals.
 */
export const formatAinu = (planck: Planck | bigint, decimals = 4): string => {
  const value = BigInt(planck)
  const size = value < 0n ? -value : value
  const sign = value < 0n ? '\u2212' : ''
  const fraction = (size % UNIT).toString().padStart(DECIMALS, '0').slice(0, decimals).replace(/0+$/, '')
  if (size > 0n && size < UNIT && fraction === '') return `${sign || '< '}0.${'0'.repeat(decimals - 1)}1`
  const whole = group((size / UNIT).toString())
  return sign + (fraction ? `${whole}.${fraction}` : whole)
}

/** Planck as AINU text with every digit, for hovering, copying and editing. */
export const exactAinu = (planck: Planck | bigint) => formatAinu(planck, DECIMALS)

export type Parsed = { planck: Planck } | { problem: 'empty' | 'not-a-number' | 'too-precise' | 'too-large' }

/** AINU text as planck, exactly. Commas group thousands only: "1,5" is not a number here, so nobody sends 15 for 1.5. */
export const parseAinu = (text: string): Parsed => {
  const trimmed = text.trim().replace(/\s*AINU$/i, '')
  if (trimmed === '') return { problem: 'empty' }
  const match = /^(\d+|\d{1,3}(?:[, \u00a0\u202f]\d{3})+)?(?:\.(\d*))?$/.exec(trimmed)
  if (!match || (match[1] === undefined && !match[2])) return { problem: 'not-a-number' }
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > DECIMALS) return { problem: 'too-precise' }
  const whole = BigInt((match[1] ?? '0').replace(/\D/g, ''))
  const planck = (whole * UNIT + BigInt(fraction.padEnd(DECIMALS, '0'))).toString()
  return planck.length > 39 ? { problem: 'too-large' } : { planck }
}

/** The sum of amounts, planck. */
export const sumPlanck = (amounts: Iterable<Planck>): Planck => {
  let sum = 0n
  for (const amount of amounts) sum += BigInt(amount)
  return sum.toString()
}

/** What share `part` is of `whole`, 0 to 1; good enough to draw, not to pay. */
export const share = (part: Planck | bigint, whole: Planck | bigint) =>
  BigInt(whole) === 0n ? 0 : Number((BigInt(part) * 1_000_000n) / BigInt(whole)) / 1_000_000
