import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { createExecutor } from './executor/executor.ts'
import { openLedger } from './ledger.ts'
import { createPool, type TransactionStatus } from './pool.ts'
import { startProducer } from './producer.ts'
import { temporaryFolder } from './testing/network.ts'
import { plainRuntimeCode } from './testing/runtime.ts'
import { createSigner } from './testing/signer.ts'

test('on a full disk transactions wait, it is said why, and the chain goes on by itself when there is room', async () => {
  await using folder = temporaryFolder()
  const real = openDatabase(folder.path)
  let full = false
  const commit: typeof real.commit = (block, changes) => {
    if (full) throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
    real.commit(block, changes)
  }
  const executor = await createExecutor('v8')
  const ledger = await openLedger({
    database: { ...real, commit },
    executor,
    runtimeCode: plainRuntimeCode(),
  })
  const pool = createPool(ledger)
  const troubles: (string | undefined)[] = []
  const producer = await startProducer({
    ledger,
    pool,
    speed: 1,
    onBlock() {},
    onTrouble: (why) => void troubles.push(why?.message),
  })
  try {
    const empty = new Uint8Array()
    const [metadata, version] = await Promise.all(
      ['Metadata_metadata', 'Core_version'].map((name) => ledger.call(name, empty)),
    )
    const { tx, sign, alice } = createSigner(metadata!, version!, ledger.block(0)!.hash)
    full = true
    const seen: TransactionStatus[] = []
    await pool.submit(sign(tx['system']!['remark']!('0x00'), alice, 0), (status) => void seen.push(status))
    producer.submitted()
    await expect.poll(() => troubles.length).toBeGreaterThan(0)
    expect(troubles.at(-1)).toMatch(/disk is full.*wait.*goes on by itself/s)
    const before = ledger.head().number
    expect(seen).toEqual(['ready'])
    full = false
    await expect.poll(() => ledger.head().number).toBe(before + 1)
    await expect.poll(() => seen.at(1)).toMatchObject({ inBlock: expect.any(String) as string })
    await expect.poll(() => troubles.at(-1)).toBeUndefined()
  } finally {
    await producer.stop()
    real.close()
  }
})
