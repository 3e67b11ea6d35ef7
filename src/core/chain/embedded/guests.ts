import { mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { storageTrouble } from '../../storage-errors.ts'

const MiB = 1024 * 1024
const DAY_MS = 24 * 3_600_000

export interface GuestLimits {
  /** What one account may store within a day. */
  readonly account: { readonly bytes: number; readonly blocks: number }
  /** What all of them may keep here. */
  readonly total: { readonly bytes: number; readonly blocks: number }
  /** Blocks that are older make room for new ones, ms: longer than a task lives. */
  readonly keptMs: number
  /** What the disk has to have left afterwards, bytes. */
  readonly free: number
}
export const guestLimits: GuestLimits = {
  account: { bytes: 256 * MiB, blocks: 8_192 },
  total: { bytes: 2_048 * MiB, blocks: 65_536 },
  keptMs: 30 * DAY_MS,
  free: 1_024 * MiB,
}

/** Why a block is not taken in. */
export type NoRoom = 'account' | 'total' | 'disk'

/** Blocks of other people by multihash (hex), apart from the user's own, each on the account of who brought it. */
export interface Guests {
  get(hash: string): Uint8Array | null
  has(hash: string): boolean
  /** Removes one that is not what it is called. */
  drop(hash: string): void
  /** Whether `bytes` more would be too many; what is too old makes room. */
  room(account: string, bytes: number): NoRoom | null
  /** Stores it, or says why not. On disk when this returns. */
  put(account: string, hash: string, block: Uint8Array): NoRoom | null
  close(): void
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS block (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL, size INTEGER NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_time ON block (at, size);
  CREATE INDEX IF NOT EXISTS by_account ON block (account, at, size);`

const SUM = 'SELECT count(*) AS blocks, coalesce(sum(size), 0) AS bytes FROM block'

interface Sum {
  blocks: number
  bytes: number
}

function open(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: 2_000 })
  try {
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.exec(SCHEMA)
    sqlite.prepare(SUM).get()
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

const isDamage = (error: unknown) => storageTrouble(error) === 'damaged'

/** A damaged store begins anew and does not stop the chain, since whoever stored a block still has it. The core tells the user. */
export function openGuests(
  file: string,
  limits: GuestLimits = guestLimits,
  now: () => number = Date.now,
): Guests {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })

  function renew(): Guests {
    renameSync(file, `${file}.damaged`)
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
    return openStore(file, limits, now)
  }

  function begin(): Guests {
    try {
      return openStore(file, limits, now)
    } catch (error) {
      if (!isDamage(error)) throw error
      return renew()
    }
  }

  let store = begin()
  function sound<T>(work: (present: Guests) => T): T {
    try {
      return work(store)
    } catch (error) {
      if (!isDamage(error)) throw error
      store.close()
      store = renew()
      return work(store)
    }
  }

  return {
    get: (hash) => sound((present) => present.get(hash)),
    has: (hash) => sound((present) => present.has(hash)),
    drop: (hash) => sound((present) => present.drop(hash)),
    room: (account, bytes) => sound((present) => present.room(account, bytes)),
    put: (account, hash, block) => sound((present) => present.put(account, hash, block)),
    close: () => store.close(),
  }
}

function openStore(file: string, limits: GuestLimits, now: () => number): Guests {
  const sqlite = open(file)
  const find = sqlite.prepare<[string], Uint8Array>('SELECT bytes FROM block WHERE hash = ?').pluck()
  const exists = sqlite.prepare('SELECT 1 FROM block WHERE hash = ?').pluck()
  const all = sqlite.prepare<[], Sum>(SUM)
  const ofAccount = sqlite.prepare<[string, number], Sum>(`${SUM} WHERE account = ? AND at > ?`)
  const insert = sqlite.prepare('INSERT OR IGNORE INTO block VALUES (?, ?, ?, ?, ?)')
  const oldest = sqlite.prepare<[number], { hash: string; size: number }>(
    'SELECT hash, size FROM block WHERE at <= ? ORDER BY at LIMIT 64',
  )
  const remove = sqlite.prepare('DELETE FROM block WHERE hash = ?')
  // Kept in step, so that a full store is not counted through for each block.
  const kept = { ...all.get()! }

  const isOver = (has: Sum, may: Sum, bytes: number) =>
    has.blocks + 1 > may.blocks || has.bytes + bytes > may.bytes

  function makeRoom(bytes: number): boolean {
    while (isOver(kept, limits.total, bytes)) {
      const old = oldest.all(now() - limits.keptMs)
      if (old.length === 0) return false
      for (const { hash, size } of old) {
        remove.run(hash)
        kept.blocks--
        kept.bytes -= size
      }
    }
    return true
  }

  function room(account: string, bytes: number): NoRoom | null {
    if (isOver(ofAccount.get(account, now() - DAY_MS)!, limits.account, bytes)) return 'account'
    if (!makeRoom(bytes)) return 'total'
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize - bytes < limits.free ? 'disk' : null
  }

  const store = sqlite.transaction((account: string, hash: string, block: Uint8Array) => {
    const refused = room(account, block.length)
    if (refused !== null) return refused
    const { changes } = insert.run(hash, account, block.length, now(), block)
    kept.blocks += changes
    kept.bytes += changes * block.length
    return null
  })

  return {
    get: (hash) => find.get(hash) ?? null,
    has: (hash) => exists.get(hash) !== undefined,
    drop(hash) {
      remove.run(hash)
      Object.assign(kept, all.get())
    },
    room,
    put(account, hash, block) {
      try {
        return store(account, hash, block)
      } catch (error) {
        // Nothing of it was done.
        Object.assign(kept, all.get())
        throw error
      }
    },
    close: () => sqlite.close(),
  }
}
