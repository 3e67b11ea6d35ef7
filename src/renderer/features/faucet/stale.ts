import { orpc } from '../../api.ts'
import type { StaleBy } from '../../live.ts'

export const faucetStale: StaleBy = { balances: [orpc.faucet.status.key()] }
