import type { RunResult } from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { messageOf, NotReadyError } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import { indexSchema, type IndexSchema } from './schema/index/schema.ts'
import { sealOf } from './seal.ts'
import { DamagedDatabaseError, openSqlite, SIDE_FILES } from './sqlite.ts'
import { say } from '../words.ts'

/** What queries and projections use: drizzle over better-sqlite3, synchronous. */
export type IndexTx = BaseSQLiteDatabase<'sync', RunResult, IndexSchema>

/** The index of the connected chain. Each chain has a file of its own; all of it can be rebuilt from the chain. */
export interface IndexDb {
  /** Take it anew for each query: a switch of the network changes it. @throws {NotReadyError} before a chain is known */
  readonly db: IndexTx
  /** Genesis hash of the chain whose index is open, or null. */
  readonly genesisHash: string | null
  /** Opens the index of a chain, closing the one before. A damaged file is moved aside (the last one is kept) and begun again. */
  open(genesisHash: string): void
  /** Deletes every row and begins again. */
  reset(): void
  /** Runs `work` in one transaction. */
  transaction<T>(work: (tx: IndexTx) => T): T
  close(): void
}

export interface IndexDbOptions {
  /** Folder of the index files. */
  dir: string
  migrationsFolder: string
  log: Log
  /** Told in words of an index that was damaged. */
  onDamaged?: (text: ReturnType<typeof damagedText>) => void
  /** Told of whatever fails, also where nobody else hears of it. */
  onTrouble?: (error: unknown) => void
  /** Clock for the names of files that are moved aside, ms. */
  now?: () => number
}

const FILES = ['', ...SIDE_FILES]

/** The disposable view of the chain, one file for each genesis hash. */
export function createIndexDb(options: IndexDbOptions): IndexDb {
  const { dir, migrationsFolder, log, onTrouble = () => {}, now = Date.now } = options
  let current: { genesisHash: string; file: string; opened: ReturnType<typeof openFile> } | null = null

  function openFile(file: string) {
    // What lies beside a file that is gone belongs to nothing.
    if (!existsSync(file)) removeAll(file)
    const opened = openSqlite({ file, schema: indexSchema, migrationsFolder, disposable: true, onTrouble })
    unlessTrouble(opened.sealer.seal)
    return opened
  }

  /** Without a seal the structure is looked at the next time, and no more is lost. */
  function unlessTrouble(work: () => void) {
    try {
      work()
    } catch (error) {
      log.warn(`The index is not sealed: ${messageOf(error)}`)
      onTrouble(error)
    }
  }

  function openOrReplace(file: string) {
    try {
      return openFile(file)
    } catch (error) {
      // A full disk or a locked file is not mended by beginning again.
      if (!(error instanceof DamagedDatabaseError)) throw error
      const isOld = (name: string) => name.startsWith(`${basename(file)}.damaged-`)
      for (const old of readdirSync(dir).filter(isOld)) rmSync(join(dir, old), { force: true })
      const aside = `${file}.damaged-${now()}`
      log.warn(`The index could not be opened (${messageOf(error)}). It is kept as ${aside} and built again.`)
      rmSync(sealOf(file), { force: true })
      for (const end of FILES) if (existsSync(file + end)) renameSync(file + end, aside + end)
      options.onDamaged?.(damagedText(aside))
      return openFile(file)
    }
  }

  function close() {
    if (!current) return
    const { sqlite, sealer } = current.opened
    unlessTrouble(sealer.sealClosed)
    sqlite.close()
    current = null
  }

  function open(genesisHash: string) {
    if (current?.genesisHash === genesisHash) return
    close()
    const file = join(dir, `${genesisHash.slice(2, 18)}.db`)
    current = { genesisHash, file, opened: openOrReplace(file) }
  }

  const need = () => {
    if (!current) throw new NotReadyError(say('storage.index-empty'))
    return current.opened
  }

  return {
    get db() {
      return need().db
    },
    get genesisHash() {
      return current?.genesisHash ?? null
    },
    open,
    reset() {
      if (!current) return
      const { genesisHash, file } = current
      close()
      removeAll(file)
      open(genesisHash)
    },
    transaction: (work) => {
      const opened = need()
      const done = opened.transaction(work)
      unlessTrouble(opened.sealer.note)
      return done
    },
    close,
  }
}

const damagedText = (kept: string) => say('storage.index-damaged', { kept })

const removeAll = (file: string) => FILES.forEach((end) => rmSync(file + end, { force: true }))
