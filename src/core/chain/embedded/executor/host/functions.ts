import { allocator } from './allocator.ts'
import type { HostInterface } from './context.ts'
import { crypto } from './crypto.ts'
import { hashing } from './hashing.ts'
import { logging } from './logging.ts'
import { misc } from './misc.ts'
import { storage } from './storage.ts'
import { trie } from './trie.ts'

/** Everything that the host offers to a runtime, by import name. Child storage, offchain calls and the key store are not in it. */
export const hostFunctions: HostInterface = {
  ...allocator,
  ...crypto,
  ...hashing,
  ...logging,
  ...misc,
  ...storage,
  ...trie,
}
