import { z } from 'zod'
import { messageOf } from '../../../errors.ts'
import { toHex } from '../executor/scale.ts'
import { parentIn } from '../header.ts'
import { CODE } from '../keys.ts'
import { decodeExtrinsics } from '../runtime-api.ts'
import { method, type Connection } from './context.ts'
import { hash, hex, id } from './params.ts'
import { RpcError } from './rpc-error.ts'
import { runtimeCall } from './state.ts'
import { codeAt, versionOf } from './state-at.ts'
import { childTrie, itemsOf, pagesOf, storageItems } from './storage-items.ts'

// The codes of the JSON-RPC specification's `chainHead`.
const TOO_MANY_FOLLOWS = -32800
const INVALID_BLOCK = -32801
const NO_RUNTIME = -32802
const NOTHING_TO_CONTINUE = -32803
const MAX_FOLLOWS = 2
/** Whoever keeps more blocks than this without letting go of any is told to begin again. */
const MAX_PINNED = 512

let operations = 0

function runtimeOf(code: Uint8Array) {
  const { specName, implName, specVersion, implVersion, transactionVersion, apis } = versionOf(code)
  const spec = { specName, implName, specVersion, implVersion, transactionVersion }
  return { type: 'valid', spec: { ...spec, apis: Object.fromEntries(apis) } }
}

/** Every block counts as final the moment it is there. */
const follow = method({ withRuntime: z.boolean() }, ({ ledger, onBlock }, { withRuntime }, connection) => {
  const { followed } = connection
  if (followed.size >= MAX_FOLLOWS)
    throw new RpcError(TOO_MANY_FOLLOWS, 'Maximum number of chainHead_follow has been reached')
  const head = toHex(ledger.head().hash)
  const pinned = new Set<string>([head])
  const endBlocks = onBlock(({ hash, header, changes }) => {
    if (pinned.size >= MAX_PINNED) {
      subscription.send({ event: 'stop' })
      return void connection.unsubscribe(subscription.id)
    }
    const blockHash = toHex(hash)
    pinned.add(blockHash)
    const code = withRuntime ? changes.get(CODE) : null
    const newRuntime = code ? runtimeOf(code) : null
    subscription.send({ event: 'newBlock', blockHash, parentBlockHash: toHex(parentIn(header)), newRuntime })
    subscription.send({ event: 'bestBlockChanged', bestBlockHash: blockHash })
    subscription.send({ event: 'finalized', finalizedBlockHashes: [blockHash], prunedBlockHashes: [] })
  })
  const subscription = connection.subscribe('chainHead_v1_followEvent', (name) => {
    endBlocks()
    if (name) followed.delete(name)
  })
  const send = (event: object) => subscription.send(event)
  followed.set(subscription.id, { withRuntime, pinned, running: new Set(), send })
  const runtime = withRuntime ? { finalizedBlockRuntime: runtimeOf(codeAt(ledger)) } : {}
  send({ event: 'initialized', finalizedBlockHashes: [head], ...runtime })
  return subscription.id
})

/** A follow subscription that has the block; null where there is no such subscription. @throws {RpcError} */
function following({ followed }: Connection, name: string, hash: Uint8Array) {
  const found = followed.get(name)
  if (found && !found.pinned.has(toHex(hash))) throw new RpcError(INVALID_BLOCK, 'Invalid block hash')
  return found ?? null
}

/** Starts what answers with events, which come behind the answer that carries the operation's id. */
function operate(connection: Connection, name: string, hash: Uint8Array, work: () => Promise<object[]>) {
  const found = following(connection, name, hash)
  if (!found) return { result: 'limitReached' }
  const operationId = String(++operations)
  found.running.add(operationId)
  const tell = (events: readonly object[]) => {
    if (found.running.delete(operationId)) for (const event of events) found.send({ ...event, operationId })
  }
  void connection.answered
    .then(work)
    .then(tell, (error: unknown) => tell([{ event: 'operationError', error: messageOf(error) }]))
  return { result: 'started', operationId }
}

const block = { followSubscription: id, hash }
const operation = { followSubscription: id, operationId: id }

export const chainHead = {
  chainHead_v1_follow: follow,
  chainHead_v1_unfollow: method(
    { followSubscription: id },
    (_context, { followSubscription }, connection) => {
      connection.unsubscribe(followSubscription)
      return null
    },
  ),
  chainHead_v1_header: method(block, ({ ledger }, { followSubscription, hash }, connection) =>
    following(connection, followSubscription, hash) ? toHex(ledger.block(hash)!.header) : null,
  ),
  chainHead_v1_body: method(block, ({ ledger }, { followSubscription, hash }, connection) =>
    operate(connection, followSubscription, hash, async () => [
      { event: 'operationBodyDone', value: decodeExtrinsics(ledger.block(hash)!.body).map(toHex) },
    ]),
  ),
  chainHead_v1_call: method(
    { ...block, function: z.string().max(128), callParameters: hex() },
    ({ ledger }, { followSubscription, hash, function: name, callParameters }, connection) => {
      if (following(connection, followSubscription, hash)?.withRuntime === false)
        throw new RpcError(
          NO_RUNTIME,
          'The chainHead_follow subscription was started with `withRuntime` set to `false`',
        )
      return operate(connection, followSubscription, hash, async () => [
        { event: 'operationCallDone', output: await runtimeCall(ledger, name, callParameters, hash) },
      ])
    },
  ),
  chainHead_v1_storage: method(
    { ...block, items: itemsOf, childTrie },
    ({ ledger }, { followSubscription, hash, items, childTrie }, connection) => {
      const started = operate(connection, followSubscription, hash, async () => [
        ...pagesOf(storageItems(ledger, hash, items, childTrie)).map((page) => ({
          event: 'operationStorageItems',
          items: page,
        })),
        { event: 'operationStorageDone' },
      ])
      return 'operationId' in started ? { ...started, discardedItems: 0 } : started
    },
  ),
  chainHead_v1_unpin: method(
    { followSubscription: id, hashOrHashes: z.union([hash, z.array(hash).max(MAX_PINNED)]) },
    (_context, { followSubscription, hashOrHashes }, { followed }) => {
      const pinned = followed.get(followSubscription)?.pinned
      const hashes = (Array.isArray(hashOrHashes) ? hashOrHashes : [hashOrHashes]).map(toHex)
      if (pinned && hashes.some((hash) => !pinned.has(hash)))
        throw new RpcError(INVALID_BLOCK, 'Invalid block hash')
      for (const hash of hashes) pinned?.delete(hash)
      return null
    },
  ),
  /** Nothing ever waits to be continued: all of an operation's events are sent. */
  chainHead_v1_continue: method(operation, (_context, { followSubscription }, { followed }) => {
    if (followed.has(followSubscription))
      throw new RpcError(
        NOTHING_TO_CONTINUE,
        'Wait for continue event was not generated for the subscription',
      )
    return null
  }),
  chainHead_v1_stopOperation: method(
    operation,
    (_context, { followSubscription, operationId }, { followed }) => {
      followed.get(followSubscription)?.running.delete(operationId)
      return null
    },
  ),
}
