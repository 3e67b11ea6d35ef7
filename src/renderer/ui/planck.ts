import type { Planck } from '../../contract/common.ts'
import { AINU, AINU_DECIMALS } from '../../contract/money.ts'
import { marks } from './figures.ts'

export type Parsed = { planck: Planck } | { problem: 'empty' | 'not-a-number' | 'too-precise' | 'too-large' }

/**
 * AINU text in the page's language as planck, exactly. What groups thousands stands between thousands only: in English
 * "1,5" is not a number, so nobody sends 15 for 1.5; nor is "1.5" in German.
 */
export const parseAinu = (text: string): Parsed => {
  const trimmed = text.trim().replace(/\s*AINU$/i, '')
  if (trimmed === '') return { problem: 'empty' }
  const { group, point } = marks()
  const shape = `^(\\d+|\\d{1,3}(?:[${group} \\u00a0\\u202f]\\d{3})+)?(?:[${point}](\\d*))?$`
  const match = new RegExp(shape).exec(trimmed)
  if (!match || (match[1] === undefined && !match[2])) return { problem: 'not-a-number' }
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > AINU_DECIMALS) return { problem: 'too-precise' }
  const whole = BigInt((match[1] ?? '0').replace(/\D/g, ''))
  const planck = (whole * AINU + BigInt(fraction.padEnd(AINU_DECIMALS, '0'))).toString()
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
