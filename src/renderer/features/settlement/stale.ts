import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

export const settlementStale: StaleBy = { settlement: [orpc.settlement.key()] }
