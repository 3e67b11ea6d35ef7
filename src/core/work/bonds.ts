/** Rules of the tasks pallet that are fixed in the runtime. Amounts in planck. */
export const MIN_BOND = 100_000_000_000n
const BOND_SHARE = 10n

/**
 * What is held behind a bid or a dispute, planck: a tenth of `value`, at least 0.1 AINU. `value` is the budget of a
 * task that is bid on, whatever the bid asks, or the price of a result that is disputed.
 */
export function bondFor(value: string): bigint {
  const share = BigInt(value) / BOND_SHARE
  return share > MIN_BOND ? share : MIN_BOND
}
