import type { TransactionRow } from '../tx/transactions.ts'
import { say } from '../words.ts'
import type { News } from './store.ts'

/**
 * How a transaction ended; null while it has not. What hosted agents sign by themselves is told only when it fails;
 * there would be no end to it.
 */
export function newsOfTransaction(tx: TransactionRow): News | null {
  const failed = tx.status === 'failed'
  const byAgent = tx.signer !== null && tx.signer !== tx.from
  if (!failed && (byAgent || tx.status !== 'finalized')) return null
  // Only a block refuses for a fee; what never came into one did not happen.
  const end = !failed ? 'final' : tx.block === null ? 'not-done' : 'refused'
  const { task, agent } = tx.created ?? {}
  return {
    kind: 'transaction',
    bad: failed,
    event: `tx/${tx.id}/${end}`,
    said: say(`notifications.transaction-${end}`, { summary: tx.said ?? tx.summary }),
    about: {
      transaction: tx.id,
      ...(task !== undefined && { task }),
      ...(agent !== undefined && { agent }),
      ...(tx.from !== null && { account: tx.from }),
    },
  }
}
