import type { Implementer } from '../implement.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Settlement } from './settlement.ts'

/** The index knows accounts by one spelling; people paste those of other networks too. @throws {InvalidError} */
const canonical = <Input extends { address?: string }>(input: Input): Input =>
  input.address === undefined ? input : { ...input, address: canonicalAddress(input.address) }

export const createSettlementRouter = (os: Implementer, settlement: Settlement) =>
  os.settlement.router({
    movements: os.settlement.movements.handler(({ input }) => settlement.movements(canonical(input))),
    history: os.settlement.history.handler(({ input }) => settlement.history(canonical(input))),
    escrows: os.settlement.escrows.handler(({ input }) => settlement.escrows(canonical(input))),
    totals: os.settlement.totals.handler(({ input }) => settlement.totals(canonical(input))),
  })
