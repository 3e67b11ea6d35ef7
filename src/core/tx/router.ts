import type { Implementer } from '../implement.ts'
import { toTransaction, type TransactionStore } from './transactions.ts'
import type { Tx } from './tx.ts'

export const createTxRouter = (os: Implementer, tx: Tx, transactions: TransactionStore) =>
  os.tx.router({
    preview: os.tx.preview.handler(({ input, signal }) => tx.preview(input, signal)),
    submit: os.tx.submit.handler(({ input, signal }) => tx.submit(input, signal)),
    get: os.tx.get.handler(({ input }) => toTransaction(transactions.row(input.id))),
    list: os.tx.list.handler(({ input }) => transactions.list(input)),
  })
