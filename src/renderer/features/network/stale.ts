import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

export const networkStale: StaleBy = { chain: [orpc.chain.status.key(), orpc.chain.parameters.key()] }
