import { readByteVectors } from '../scale.ts'
import { orderedRoot } from '../trie.ts'
import type { HostContext } from './context.ts'

export const trie = {
  ext_trie_blake2_256_ordered_root_version_2: ({ memory }: HostContext, values: bigint, version: number) =>
    memory.put(orderedRoot(readByteVectors(memory.slice(values)), version)),
}
