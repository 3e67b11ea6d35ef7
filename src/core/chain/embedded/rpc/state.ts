import { z } from 'zod'
import { blake2_256 } from '../executor/hash.ts'
import { keyToHex, readCompact, toHex } from '../executor/scale.ts'
import type { Ledger } from '../ledger.ts'
import { CODE } from '../keys.ts'
import { method } from './context.ts'
import { at, hex, id, key, keys } from './params.ts'
import { RpcError } from './rpc-error.ts'
import { askTrie, codeAt, keysOf, stateAt, valueAt, versionOf } from './state-at.ts'

const MAX_PAGE = 1_000
/** A node's code for a page that is too long. */
const INVALID_COUNT = 4002
/** Runtime calls that make blocks or a genesis: the chain does that itself, and they have no time limit. */
const AUTHORS_ONLY =
  /^(Core_(initialize|execute)_block|BlockBuilder_|OffchainWorkerApi_|GenesisBuilder_build_state|SessionKeys_generate)/
/** A dry run executes whatever it is given, and nobody pays for it. */
const MAX_DRY_RUN = 256 * 1024
const optional = (value: Uint8Array | null) => (value === null ? null : toHex(value))
const keyAndAt = { key, hash: at }
const onlyAt = { hash: at }

const metadata = new WeakMap<Uint8Array, Promise<string>>()

/** Metadata depends on the runtime alone. */
function metadataOf(ledger: Ledger, hash?: Uint8Array | null): Promise<string> {
  const code = codeAt(ledger, hash)
  const known = metadata.get(code)
  if (known) return known
  const state = { code, get: () => null, next: () => null }
  const made = ledger
    .call('Metadata_metadata', new Uint8Array(), state)
    .then((bytes) => toHex(bytes.subarray(readCompact(bytes)[1])))
  metadata.set(code, made)
  made.catch(() => metadata.delete(code))
  return made
}

/** A runtime call for a client, on a block's state: the result in hex. @throws {RpcError} */
export async function runtimeCall(ledger: Ledger, name: string, data: Uint8Array, hash?: Uint8Array | null) {
  if (AUTHORS_ONLY.test(name)) throw new RpcError(-32601, `${name} is for who makes blocks`)
  if (name.startsWith('DryRunApi_') && data.length > MAX_DRY_RUN)
    throw new RpcError(-32602, 'Invalid params', 'a dry run takes 256 KiB at most')
  try {
    return toHex(await ledger.callForClient(name, data, stateAt(ledger, hash)))
  } catch (error) {
    if (error instanceof RpcError) throw error
    throw new RpcError(4003, `Client error: Execution failed: ${(error as Error).message}`)
  }
}

const getStorage = method(keyAndAt, ({ ledger }, { key, hash }) => optional(valueAt(ledger, key, hash)))
const queryStorageAt = method({ keys, at }, ({ ledger }, { keys, at }) => [
  {
    block: toHex(at ?? ledger.head().hash),
    changes: keys.map((key) => [keyToHex(key), optional(valueAt(ledger, key, at))]),
  },
])
const getKeysPaged = method(
  { prefix: key, count: z.number().int().min(0).max(0xffffffff), startKey: key.nullish(), hash: at },
  ({ ledger }, { prefix, count, startKey, hash }) => {
    if (count > MAX_PAGE)
      throw new RpcError(INVALID_COUNT, `count exceeds maximum value. value: ${count}, max: ${MAX_PAGE}`)
    const keys = keysOf(stateAt(ledger, hash), prefix, ledger.clientCallMs, startKey, count)
    return Array.from(keys, keyToHex)
  },
)

export const state = {
  state_call: method(
    { name: z.string().max(128), bytes: hex(), hash: at },
    ({ ledger }, { name, bytes, hash }) => runtimeCall(ledger, name, bytes, hash),
  ),
  state_getStorage: getStorage,
  state_getStorageAt: getStorage,
  state_getStorageHash: method(keyAndAt, ({ ledger }, { key, hash }) => {
    const value = valueAt(ledger, key, hash)
    return value === null ? null : toHex(blake2_256(value))
  }),
  state_getStorageSize: method(
    keyAndAt,
    ({ ledger }, { key, hash }) => valueAt(ledger, key, hash)?.length ?? null,
  ),
  state_getKeys: method({ prefix: key, hash: at }, ({ ledger }, { prefix, hash }) =>
    Array.from(keysOf(stateAt(ledger, hash), prefix, ledger.clientCallMs), keyToHex),
  ),
  state_getReadProof: method({ keys, hash: at }, ({ ledger }, { keys, hash }) => ({
    at: toHex(hash ?? ledger.head().hash),
    proof: askTrie(ledger, hash, (trie) => trie.proof(keys)).map(toHex),
  })),
  state_getKeysPaged: getKeysPaged,
  state_getKeysPagedAt: getKeysPaged,
  state_queryStorageAt: queryStorageAt,
  state_getMetadata: method(onlyAt, ({ ledger }, { hash }) => metadataOf(ledger, hash)),
  state_getRuntimeVersion: method(onlyAt, ({ ledger }, { hash }) => versionOf(codeAt(ledger, hash))),
  chain_getRuntimeVersion: method(onlyAt, ({ ledger }, { hash }) => versionOf(codeAt(ledger, hash))),

  state_subscribeRuntimeVersion: method({}, ({ ledger, onBlock }, _params, connection) => {
    const end = onBlock(({ changes }) => {
      if (changes.has(CODE)) subscription.send(versionOf(ledger.state.get(CODE)!))
    })
    const subscription = connection.subscribe('state_runtimeVersion', end)
    subscription.send(versionOf(ledger.state.get(CODE)!))
    return subscription.id
  }),

  state_subscribeStorage: method({ keys }, ({ ledger, onBlock }, { keys }, connection) => {
    const last = new Map(keys.map((key) => [key, optional(ledger.state.get(key))]))
    const end = onBlock(({ hash, changes }) => {
      const changed: [string, string | null][] = []
      for (const key of last.keys()) {
        if (!changes.has(key)) continue
        const value = optional(changes.get(key)!)
        if (value !== last.get(key)) changed.push([keyToHex(key), value])
        last.set(key, value)
      }
      if (changed.length > 0) subscription.send({ block: toHex(hash), changes: changed })
    })
    const subscription = connection.subscribe('state_storage', end)
    subscription.send({
      block: toHex(ledger.head().hash),
      changes: [...last].map(([key, value]) => [keyToHex(key), value]),
    })
    return subscription.id
  }),
  state_unsubscribeRuntimeVersion: method({ subscription: id }, (_context, { subscription }, connection) =>
    connection.unsubscribe(subscription),
  ),
  state_unsubscribeStorage: method({ subscription: id }, (_context, { subscription }, connection) =>
    connection.unsubscribe(subscription),
  ),
}
