import { z } from 'zod'
import { Address, Did, Planck } from './common.ts'

export const AINU_DECIMALS = 12
/** One AINU in planck. */
export const AINU = 10n ** BigInt(AINU_DECIMALS)

/** What stands between thousands and before decimals; it differs by language. */
export interface Marks {
  group: string
  point: string
}
const ENGLISH: Marks = { group: ',', point: '.' }

const known = new Map<string, Marks>()

/** The marks of a language. */
export function marksOf(language: string): Marks {
  let found = known.get(language)
  if (!found) {
    const parts = new Intl.NumberFormat(language).formatToParts(12_345.6)
    const mark = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
    // Asked for every amount of a list, and slow to find out.
    known.set(language, (found = { group: mark('group'), point: mark('decimal') }))
  }
  return found
}

/**
 * Planck as AINU text. Never more than there is: digits beyond `decimals` are cut, and a remainder too small to show
 * reads "< 0.0001". Whole amounts carry no decimals.
 */
export const formatAinu = (planck: Planck | bigint, decimals = 4, marks = ENGLISH): string => {
  const value = BigInt(planck)
  const size = value < 0n ? -value : value
  const sign = value < 0n ? '\u2212' : ''
  const fraction = (size % AINU).toString().padStart(AINU_DECIMALS, '0').slice(0, decimals).replace(/0+$/, '')
  if (size > 0n && size < AINU && fraction === '')
    return `${sign || '< '}0${marks.point}${'0'.repeat(decimals - 1)}1`
  const whole = (size / AINU).toString().replace(/\B(?=(\d{3})+$)/g, marks.group)
  return sign + (fraction ? `${whole}${marks.point}${fraction}` : whole)
}

/** Planck as AINU text with every digit, for hovering, copying and editing. */
export const exactAinu = (planck: Planck | bigint) => formatAinu(planck, AINU_DECIMALS)

const MILLION = 1_000_000n

/**
 * What is held behind a bid or a dispute, planck: a share of `value`, rounded as Permill does (to the nearest, a half
 * down), and at least the smallest bond. `value` is the budget of a task that is bid on, whatever the bid asks, or the
 * price of a result that is disputed.
 */
export function bondFor(
  rules: { minBond: bigint | Planck; bondPpm: bigint | number },
  value: Planck,
): bigint {
  const minBond = BigInt(rules.minBond)
  const share = (2n * BigInt(value) * BigInt(rules.bondPpm) + MILLION - 1n) / (2n * MILLION)
  return share > minBond ? share : minBond
}

/** Why money of a task moved. */
export const MovementKind = z.enum([
  'escrow-held',
  'escrow-excess',
  'escrow-refund',
  'payout',
  'protocol-fee',
  'bond-held',
  'bond-returned',
  'bond-slashed',
  'dispute-bond-held',
  'dispute-bond-returned',
  'dispute-bond-paid',
])
export type MovementKind = z.infer<typeof MovementKind>

/** Why money of an account moved: all of the above, and what has nothing to do with a task. */
export const HistoryKind = z.enum([
  ...MovementKind.options,
  'transfer',
  /** Between an owner and a key that works for the owner's agents. */
  'key-money',
  'faucet',
  'transaction-fee',
  'stake-held',
  'stake-returned',
  'deposit-held',
  'deposit-returned',
  /** What was too little to keep an account alive. */
  'dust',
  'burned',
])
export type HistoryKind = z.infer<typeof HistoryKind>

/** Money that moved. `from` and `to` are accounts; null where it only changes its place within one. */
export const Move = z.object({
  kind: MovementKind,
  agent: Did.nullable(),
  from: Address.nullable(),
  to: Address.nullable(),
  amount: Planck,
})
export type Move = z.infer<typeof Move>
