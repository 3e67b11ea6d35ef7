/** Rules of the tasks pallet that are fixed in the runtime. Amounts in planck. */
export const MIN_BOND = 100_000_000_000n
const BOND_SHARE = 10n

/** What is held behind a bid, or behind a dispute: a tenth of the price, at least 0.1 AINU. */
export function bondFor(price: string): bigint {
  const share = BigInt(price) / BOND_SHARE
  return share > MIN_BOND ? share : MIN_BOND
}
