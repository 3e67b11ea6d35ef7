import { exactAinu } from '../contract/money.ts'

// Amounts in planck as decimal text, as they stand in rows and cross the contract.

/** Sum of amounts in planck, decimal text. */
export const sum = (...amounts: readonly string[]): string =>
  amounts.reduce((total, each) => total + BigInt(each), 0n).toString()

/** What is left of `from`; never below 0. */
export function minus(from: string, amount: string): string {
  const rest = BigInt(from) - BigInt(amount)
  return (rest > 0n ? rest : 0n).toString()
}

export const isZero = (amount: string): boolean => BigInt(amount) === 0n

/** For sentences, with every digit: "1,250.5 AINU". */
export const formatAinu = (planck: string): string => `${exactAinu(planck)} AINU`
