import { method } from './context.ts'
import { hex, id } from './params.ts'
import { RpcError } from './rpc-error.ts'

export const transaction = {
  /** Nobody is told what becomes of it: clients follow the blocks. */
  transaction_v1_broadcast: method(
    { transaction: hex(5 * 1024 * 1024) },
    ({ pool, producer }, { transaction }, connection) => {
      const { id } = connection.subscribe('transaction_v1', () => {})
      void producer
        .freshen()
        .then(() => pool.submit(transaction))
        .then(producer.submitted, () => {})
      return id
    },
  ),
  transaction_v1_stop: method({ operationId: id }, (_context, { operationId }, connection) => {
    if (!connection.unsubscribe(operationId)) throw new RpcError(-32602, 'Invalid operation id')
    return null
  }),
}
