import { z } from 'zod'
import { messageOf } from '../../../errors.ts'
import { toHex } from '../executor/scale.ts'
import { decodeExtrinsics } from '../runtime-api.ts'
import { method } from './context.ts'
import { hash, hex, id } from './params.ts'
import { runtimeCall } from './state.ts'
import { childTrie, itemsOf, storageItems } from './storage-items.ts'

const block = { hash }

/** Blocks and, as long as it is kept, their state, without following the chain. */
export const archive = {
  archive_v1_genesisHash: method({}, ({ ledger }) => toHex(ledger.block(0)!.hash)),
  archive_v1_finalizedHeight: method({}, ({ ledger }) => ledger.head().number),
  archive_v1_hashByHeight: method({ height: z.number().int().min(0) }, ({ ledger }, { height }) => {
    const found = ledger.block(height)
    return found ? [toHex(found.hash)] : []
  }),
  archive_v1_header: method(block, ({ ledger }, { hash }) => {
    const found = ledger.block(hash)
    return found ? toHex(found.header) : null
  }),
  archive_v1_body: method(block, ({ ledger }, { hash }) => {
    const found = ledger.block(hash)
    return found ? decodeExtrinsics(found.body).map(toHex) : null
  }),
  archive_v1_call: method(
    { hash, function: z.string().max(128), callParameters: hex() },
    async ({ ledger }, { hash, function: name, callParameters }) => {
      if (!ledger.block(hash)) return null
      try {
        return { success: true, value: await runtimeCall(ledger, name, callParameters, hash) }
      } catch (error) {
        return { success: false, error: messageOf(error) }
      }
    },
  ),
  archive_v1_storage: method(
    { hash, items: itemsOf, childTrie },
    ({ ledger }, { hash, items, childTrie }, connection) => {
      const subscription = connection.subscribe('archive_v1_storageEvent', () => {})
      try {
        for (const item of storageItems(ledger, hash, items, childTrie))
          subscription.send({ event: 'storage', ...item })
        subscription.send({ event: 'storageDone' })
      } catch (error) {
        subscription.send({ event: 'storageError', error: messageOf(error) })
      }
      connection.unsubscribe(subscription.id)
      return subscription.id
    },
  ),
  archive_v1_stopStorage: method({ subscription: id }, (_context, { subscription }, connection) =>
    connection.unsubscribe(subscription),
  ),
}
