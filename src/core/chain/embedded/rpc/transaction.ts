import type { TransactionStatus } from '../pool.ts'
import { method, type ChainContext } from './context.ts'
import { hex, id } from './params.ts'
import { RpcError } from './rpc-error.ts'

/** As many as a node takes from one connection. */
const MAX_BROADCASTS = 16
/** What no later block makes good: it cannot be read, or its nonce is used. */
const isHopeless = (error: unknown) =>
  error instanceof RpcError &&
  (error.code === 1001 || error.code === 1002 || error.data === 'Transaction is outdated')

/** Sends a transaction, again with every block, until it is in one. Returns the function that ends it. */
function broadcast({ pool, producer, onBlock }: ChainContext, transaction: Uint8Array): () => void {
  let ended = false
  let waits = false
  let unwatch = () => {}
  const end = () => {
    ended = true
    endBlocks()
    unwatch()
  }
  const hear = (status: TransactionStatus) => {
    if (status === 'invalid' || status === 'dropped') waits = false
    else if (typeof status === 'object') end()
  }
  async function offer() {
    if (waits || ended) return
    waits = true
    try {
      await producer.freshen()
      if (ended) return
      const submitted = await pool.submit(transaction, hear)
      unwatch = submitted.unwatch
      producer.submitted()
    } catch (error) {
      waits = false
      if (isHopeless(error)) end()
    }
  }
  const endBlocks = onBlock(() => void offer())
  void offer()
  return end
}

export const transaction = {
  /** Nobody is told what becomes of it: clients follow the blocks. Null: there are too many. */
  transaction_v1_broadcast: method(
    { transaction: hex(5 * 1024 * 1024) },
    (context, { transaction }, connection) => {
      const { broadcasts } = connection
      if (broadcasts.size >= MAX_BROADCASTS) return null
      let end = () => {}
      const { id } = connection.subscribe('transaction_v1', (name) => {
        end()
        if (name) broadcasts.delete(name)
      })
      broadcasts.add(id)
      end = broadcast(context, transaction)
      return id
    },
  ),
  transaction_v1_stop: method({ operationId: id }, (_context, { operationId }, connection) => {
    if (!connection.unsubscribe(operationId)) throw new RpcError(-32602, 'Invalid operation id')
    return null
  }),
}
