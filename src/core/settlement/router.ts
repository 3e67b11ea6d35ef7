import type { Implementer } from '../implement.ts'
import type { Settlement } from './settlement.ts'

export const createSettlementRouter = (os: Implementer, settlement: Settlement) =>
  os.settlement.router({
    movements: os.settlement.movements.handler(({ input }) => settlement.movements(input)),
    escrows: os.settlement.escrows.handler(({ input }) => settlement.escrows(input)),
    totals: os.settlement.totals.handler(({ input }) => settlement.totals(input)),
  })
