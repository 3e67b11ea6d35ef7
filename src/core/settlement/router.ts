import { implement } from '@orpc/server'
import { settlement as contract } from '../../contract/settlement.ts'
import type { Settlement } from './settlement.ts'

const os = implement(contract)

export const createSettlementRouter = (settlement: Settlement) =>
  os.router({
    movements: os.movements.handler(({ input }) => settlement.movements(input)),
    escrows: os.escrows.handler(({ input }) => settlement.escrows(input)),
    totals: os.totals.handler(({ input }) => settlement.totals(input)),
  })
