import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

const { settlement, tx, wallet } = orpc

export const walletStale: StaleBy = {
  accounts: [wallet.list.key()],
  balances: [wallet.list.key(), wallet.ledger.key(), tx.preview.key(), settlement.history.key()],
  transactions: [tx.list.key(), tx.get.key()],
}
