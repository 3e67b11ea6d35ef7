import type { Reason } from '../../contract/common.ts'
import type { Receipt } from '../../contract/receipt.ts'
import type { IndexDb } from '../db/index-db.ts'
import { eq } from 'drizzle-orm'
import { tasks } from '../db/schema/index/tasks.ts'
import { reason } from '../words.ts'
import { isReceiptSigned, receiptProblems } from './receipt.ts'
import { signerOf } from './signers.ts'

/** Compares a receipt that somebody kept with the chain: its task, or null, and everything that does not fit. */
export function checkReceipt(
  { db, genesisHash: network }: Pick<IndexDb, 'db' | 'genesisHash'>,
  receipt: Receipt,
): { task: number | null; reasons: Reason[] } {
  const { taskId } = receipt.run
  const elsewhere = receipt.network !== network
  const row = elsewhere
    ? undefined
    : db
        .select()
        .from(tasks)
        .where(eq(tasks.id, Number(taskId)))
        .get()
  if (row?.receiptCid)
    return {
      task: row.id,
      reasons: receiptProblems(row, receipt, { signer: signerOf(db, row, receipt.signer), network }),
    }
  const lost = elsewhere ? reason('receipt-elsewhere') : reason('receipt-without-task', { task: taskId })
  return {
    task: null,
    reasons: [lost, ...(isReceiptSigned(receipt) ? [] : [reason('receipt-invalid/signature')])],
  }
}
