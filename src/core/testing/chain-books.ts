import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types'
import { join } from 'node:path'
import { openDatabase } from '../chain/embedded/database.ts'
import { createExecutor } from '../chain/embedded/executor/executor.ts'
import { readCompact } from '../chain/embedded/executor/scale.ts'
import { StateTrie } from '../chain/embedded/executor/trie.ts'
import { CODE } from '../chain/embedded/keys.ts'
import { readBooks, type Books } from './books.ts'

/** Reads the books of the embedded chain in a data folder, as they are on disk. Nobody else may have it open. */
export async function booksOnDisk(dataDir: string): Promise<Books & { readonly height: number }> {
  const database = openDatabase(join(dataDir, 'chain'))
  try {
    const state = StateTrie.of(database.state(), 1)
    const executor = await createExecutor('v8')
    const code = state.get(CODE)!
    const { result } = await executor.call(
      { code, method: 'Metadata_metadata', args: new Uint8Array() },
      state,
    )
    const registry = new TypeRegistry()
    const metadata = new Metadata(registry, result.slice(readCompact(result)[1]))
    registry.setMetadata(metadata)
    const { query } = expandMetadata(registry, metadata)
    return { ...readBooks(state, query, registry), height: database.height()! }
  } finally {
    database.close()
  }
}
