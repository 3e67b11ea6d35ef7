import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { openLab } from '../../../testing/lab.ts'
import { createExecutor } from '../executor/executor.ts'
import { toHex } from '../executor/scale.ts'
import { SYSTEM_EVENTS } from '../keys.ts'
import { openLedger, type Ledger } from '../ledger.ts'
import { missingBlocks, requireBlocks, requireFile, type Remembered } from '../remembered.ts'
import { openOrSalvage } from '../salvage.ts'
import { sweep } from '../sweep.ts'
import { runtimeCode } from './runtime.ts'
import type { ChainDatabase } from '../database.ts'

const executor = createExecutor('v8')

/** Makes a chain of transfers in a folder. `keep` is called while it is open: its newest blocks are in the log alone. */
export async function makeChain(dir: string, blocks: number, keep?: (dir: string) => void): Promise<void> {
  const lab = await openLab({ dir })
  const [alice, bob] = [lab.key('//Alice'), lab.key('//Bob')]
  for (let n = 1; n <= blocks; n++) {
    const stranger = lab.key(`//Stranger//${n % 5}`)
    await lab.block([
      lab.tx['balances']!['transferKeepAlive']!(
        n % 2 ? bob.address : stranger.address,
        10n ** 12n + BigInt(n),
      ),
      alice,
    ])
  }
  keep?.(dir)
  lab.close()
}

/** All that can be asked of a chain, as text; what cannot be read says so. */
function view(ledger: Ledger, database: ChainDatabase): string[] {
  const { number: height } = ledger.head()
  const tell = (read: () => Uint8Array | null | undefined) => {
    try {
      const bytes = read()
      return bytes ? toHex(bytes) : 'none'
    } catch (error) {
      return `refused: ${(error as Error).message}`
    }
  }
  const lines: string[] = []
  for (let number = 0; number <= height; number++) {
    lines.push(
      `${number} header ${tell(() => database.block(number)?.header)}`,
      `${number} body ${tell(() => database.block(number)?.body)}`,
    )
    if (number > 0)
      lines.push(`${number} events ${tell(() => database.stateAt(number, height).get(SYSTEM_EVENTS))}`)
  }
  for (const [key, value] of ledger.trie().entries())
    lines.push(`state ${toHex(Buffer.from(key, 'latin1'))} ${toHex(value)}`)
  return lines
}

export interface Opened {
  /** Why it was not opened, or null. */
  readonly refused: string | null
  /** Whether anything was said about its condition. */
  readonly said: boolean
  readonly height: number
  readonly lines: readonly string[]
}

/** Opens a chain as the worker does, looks at all of it, and makes one more block. */
export async function openAndLook(
  dir: string,
  remembered: Remembered,
  historyBlocks?: number,
): Promise<Opened> {
  let database: ChainDatabase | undefined
  try {
    requireFile(dir, remembered)
    const opened = openOrSalvage(dir, historyBlocks)
    ;({ database } = opened)
    requireBlocks(dir, database, remembered)
    const ledger = await openLedger({ database, executor: await executor, runtimeCode: runtimeCode() })
    const { number: height } = ledger.head()
    const found = await sweep(database, height, async () => {})
    const missing = missingBlocks(database, remembered)
    const said = ledger.damage !== null || opened.salvaged || found.length > 0 || missing.length > 0
    const lines = view(ledger, database)
    await ledger.addBlock({ time: ledger.head().time + 1, deadline: null, extrinsics: [] })
    return { refused: null, said, height, lines }
  } catch (error) {
    return { refused: (error as Error).message, said: true, height: -1, lines: [] }
  } finally {
    database?.close()
  }
}

export const copyChain = (from: string, to: string): void => cpSync(from, join(to), { recursive: true })
