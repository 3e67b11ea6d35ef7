import { optionBytes } from '../scale.ts'
import type { HostContext } from './context.ts'

const NONE = Uint8Array.of(0)

/** `Option<u32>` as the runtime passes a limit. */
const readLimit = (bytes: Buffer): number => (bytes[0] === 1 ? bytes.readUInt32LE(1) : Infinity)

export const storage = {
  ext_storage_get_version_1: ({ memory, state }: HostContext, key: bigint) =>
    memory.putPacked(optionBytes(state.get(memory.key(key)))),

  /** Writes what fits into `out`; returns `Option<u32>`: how long the value is from `offset` on. */
  ext_storage_read_version_1({ memory, state }: HostContext, key: bigint, out: bigint, offset: number) {
    const value = state.get(memory.key(key))
    if (value === null) return memory.putPacked(NONE)
    const rest = value.subarray(Math.min(offset >>> 0, value.length))
    const target = memory.slice(out)
    target.set(rest.subarray(0, target.length))
    const result = Buffer.alloc(5, 1)
    result.writeUInt32LE(rest.length, 1)
    return memory.putPacked(result)
  },

  ext_storage_exists_version_1: ({ memory, state }: HostContext, key: bigint) =>
    state.get(memory.key(key)) === null ? 0 : 1,

  ext_storage_set_version_1({ memory, state }: HostContext, key: bigint, value: bigint) {
    state.set(memory.key(key), memory.copy(value))
  },

  ext_storage_clear_version_1({ memory, state }: HostContext, key: bigint) {
    state.set(memory.key(key), null)
  },

  ext_storage_clear_prefix_version_2({ memory, state }: HostContext, prefix: bigint, limit: bigint) {
    const { all, removed } = state.clearPrefix(memory.key(prefix), readLimit(memory.slice(limit)))
    const result = Buffer.alloc(5)
    result[0] = all ? 0 : 1
    result.writeUInt32LE(removed, 1)
    return memory.putPacked(result)
  },

  ext_storage_append_version_1({ memory, state }: HostContext, key: bigint, item: bigint) {
    state.append(memory.key(key), memory.copy(item))
  },

  ext_storage_next_key_version_1({ memory, state }: HostContext, key: bigint) {
    const next = state.next(memory.key(key))
    return memory.putPacked(optionBytes(next === null ? null : Buffer.from(next, 'latin1')))
  },

  ext_storage_root_version_2: ({ memory, stateRoot }: HostContext, version: number) =>
    memory.putPacked(stateRoot(version)),

  ext_storage_start_transaction_version_1: ({ state }: HostContext) => state.begin(),
  ext_storage_commit_transaction_version_1: ({ state }: HostContext) => state.commit(),
  ext_storage_rollback_transaction_version_1: ({ state }: HostContext) => state.rollback(),
}
