import { z } from 'zod'
import { concat, u32 } from '../executor/scale.ts'
import type { TransactionStatus } from '../pool.ts'
import { isWhole } from '../runtime-api.ts'
import { decodeAccount } from './account.ts'
import { method, type ChainContext } from './context.ts'
import { hex, id } from './params.ts'
import { RpcError } from './rpc-error.ts'

/** A runtime upgrade is the largest transaction that there can be. */
const extrinsic = { bytes: hex(5 * 1024 * 1024) }

const isLast = (status: TransactionStatus) =>
  typeof status === 'object' ? !('inBlock' in status) : status === 'invalid' || status === 'dropped'

const isFinal = (status: TransactionStatus) => typeof status === 'object' && 'finalized' in status

async function nextIndex({ ledger, pool }: ChainContext, address: string): Promise<number> {
  const account = decodeAccount(address)
  if (!account) throw new RpcError(-32602, 'Invalid params', 'not an address')
  const result = await ledger.call('AccountNonceApi_account_nonce', account)
  let nonce = Buffer.from(result).readUInt32LE()
  // `CheckNonce` marks a transaction by its sender and nonce.
  const tag = () => Buffer.from(concat(account, u32(nonce))).toString('hex')
  while (pool.provides(tag())) nonce++
  return nonce
}

const accountNextIndex = method({ account: z.string().max(128) }, (context, { account }) =>
  nextIndex(context, account),
)

/** A node answers these to its operator alone. This one makes blocks without keys, so there are none to keep. */
const unsafe = method({}, () => {
  throw new RpcError(-32601, 'RPC call is unsafe to be called externally')
})

export const author = {
  author_insertKey: unsafe,
  author_rotateKeys: unsafe,
  author_hasKey: unsafe,
  author_hasSessionKeys: unsafe,
  author_removeExtrinsic: unsafe,
  author_submitExtrinsic: method(extrinsic, async ({ pool, producer }, { bytes }) => {
    // A node says this in two ways: here, and as 1001 to who watches.
    if (!isWhole(bytes)) throw new RpcError(1040, 'Client error: the extrinsic has a wrong length prefix')
    await producer.freshen()
    const { hash } = await pool.submit(bytes)
    producer.submitted()
    return hash
  }),
  author_submitAndWatchExtrinsic: method(extrinsic, async ({ pool, producer }, { bytes }, connection) => {
    let unwatch = () => {}
    const subscription = connection.subscribe('author_extrinsicUpdate', () => unwatch())
    try {
      await producer.freshen()
      const tell = (status: TransactionStatus) => {
        subscription.send(status)
        if (isLast(status)) connection.unsubscribe(subscription.id)
      }
      // A client that looks up the events of a block when it hears `inBlock` forgets that if `finalized` comes meanwhile.
      const submitted = await pool.submit(bytes, (status) =>
        isFinal(status) ? void connection.read().then(() => tell(status)) : tell(status),
      )
      unwatch = submitted.unwatch
    } catch (error) {
      connection.unsubscribe(subscription.id)
      throw error
    }
    producer.submitted()
    return subscription.id
  }),
  author_unwatchExtrinsic: method({ subscription: id }, (_context, { subscription }, connection) =>
    connection.unsubscribe(subscription),
  ),
  author_pendingExtrinsics: method({}, ({ pool }) => pool.pending()),
  system_accountNextIndex: accountNextIndex,
  account_nextIndex: accountNextIndex,
}
