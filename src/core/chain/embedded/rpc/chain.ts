import { z } from 'zod'
import { toHex } from '../executor/scale.ts'
import { decodeExtrinsics } from '../runtime-api.ts'
import { method, type ChainContext, type Connection } from './context.ts'
import { headerJson } from './header-json.ts'
import { at, height, id } from './params.ts'

const find = ({ ledger }: ChainContext, hash?: Uint8Array | null) =>
  ledger.block(hash ?? ledger.head().number)

function hashAt({ ledger }: ChainContext, height?: number | string | null): string | null {
  if (height === null || height === undefined) return toHex(ledger.head().hash)
  const block = ledger.block(Number(height))
  return block ? toHex(block.hash) : null
}

/** Every block counts as final the moment it is there, so all kinds of heads are the same. */
const subscribeHeads = (notification: string) =>
  method({}, (context: ChainContext, _params, connection: Connection) => {
    const end = context.onBlock((block) => subscription.send(headerJson(block.header)))
    const subscription = connection.subscribe(notification, end)
    subscription.send(headerJson(find(context)!.header))
    return subscription.id
  })

const unsubscribe = method({ subscription: id }, (_context, { subscription }, connection) =>
  connection.unsubscribe(subscription),
)

const getBlockHash = method(
  { listOrValue: z.union([height, z.array(height).max(1_000)]).nullish() },
  (context, { listOrValue: wanted }) =>
    Array.isArray(wanted) ? wanted.map((each) => hashAt(context, each)) : hashAt(context, wanted),
)

export const chain = {
  chain_getBlock: method({ hash: at }, (context, { hash }) => {
    const block = find(context, hash)
    if (!block) return null
    const extrinsics = decodeExtrinsics(block.body).map(toHex)
    return { block: { header: headerJson(block.header), extrinsics }, justifications: null }
  }),
  chain_getBlockHash: getBlockHash,
  chain_getHead: getBlockHash,
  chain_getFinalizedHead: method({}, (context) => hashAt(context)),
  chain_getHeader: method({ hash: at }, (context, { hash }) => {
    const block = find(context, hash)
    return block ? headerJson(block.header) : null
  }),
  chain_subscribeAllHeads: subscribeHeads('chain_allHead'),
  chain_subscribeFinalizedHeads: subscribeHeads('chain_finalizedHead'),
  chain_subscribeNewHead: subscribeHeads('chain_newHead'),
  chain_subscribeNewHeads: subscribeHeads('chain_newHead'),
  chain_unsubscribeAllHeads: unsubscribe,
  chain_unsubscribeFinalizedHeads: unsubscribe,
  chain_unsubscribeNewHead: unsubscribe,
  chain_unsubscribeNewHeads: unsubscribe,
}
