import { orpc } from '../../api.ts'
import type { StaleBy } from '../../live.ts'

export const settlementStale: StaleBy = { settlement: [orpc.settlement.key()] }
