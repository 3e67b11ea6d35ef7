import type { Database } from 'better-sqlite3'
import { DamagedRowError } from './errors.ts'
import { rowSum } from './executor/hash.ts'

export interface StoredBlock {
  readonly number: number
  readonly hash: Uint8Array
  /** SCALE-encoded header. */
  readonly header: Uint8Array
  /** SCALE-encoded `Vec<Bytes>` of the extrinsics. */
  readonly body: Uint8Array
}

type BlockRow = StoredBlock & { readonly sum: number }

const sumOf = ({ number, hash, header, body }: StoredBlock) => rowSum(number, hash, header, body)

/** Headers and bodies; they stay for ever. */
export function createBlocks(sqlite: Database) {
  const insert = sqlite.prepare('INSERT INTO blocks VALUES (@number, @hash, @header, @body, @sum)')
  const byNumber = sqlite.prepare<[number], BlockRow>('SELECT * FROM blocks WHERE number = ?')
  const byHash = sqlite.prepare<[Uint8Array], BlockRow>('SELECT * FROM blocks WHERE hash = ?')
  const highest = sqlite.prepare('SELECT max(number) FROM blocks').pluck()

  return {
    add: (block: StoredBlock): void => void insert.run({ ...block, sum: sumOf(block) }),
    /** Number of the last block, or null. */
    height: () => highest.get() as number | null,
    /** @throws {DamagedRowError} when it is not what was stored */
    block(id: number | Uint8Array): StoredBlock | undefined {
      const row = typeof id === 'number' ? byNumber.get(id) : byHash.get(id)
      if (row && sumOf(row) !== row.sum) throw new DamagedRowError(row.number)
      return row
    },
    /** The stored hash, unchecked; `block` checks. */
    hash: (number: number): Uint8Array | undefined => byNumber.get(number)?.hash,
  }
}
