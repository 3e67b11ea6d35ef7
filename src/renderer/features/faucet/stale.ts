import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

export const faucetStale: StaleBy = { balances: [orpc.faucet.status.key()] }
