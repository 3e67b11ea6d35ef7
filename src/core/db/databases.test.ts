import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { FaultError, NotReadyError } from '../errors.ts'
import { createLog } from '../observability/log.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexMigrations, localMigrations } from '../testing/paths.ts'
import { createIndexDb } from './index-db.ts'
import { createLocalDb } from './local-db.ts'
import { settings } from './schema/local/settings.ts'
import { syncState } from './schema/index/sync.ts'

const folder = makeFolder()
afterAll(() => folder.remove())
const log = createLog({ dir: null })
const genesis = (digit: string) => `0x${digit.repeat(64)}`
const row = { id: 1, genesisHash: genesis('1'), projections: 'x@1', block: 5, hash: '0x', time: 0 }
/** As an update of Ainur leaves it. */
const LATER = sql`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ${Date.UTC(2999, 0)})`

describe('the index', () => {
  const dir = join(folder.path, 'index')
  const open = () => createIndexDb({ dir, migrationsFolder: indexMigrations, log, now: () => 42 })

  it('has a file for each chain and keeps each', () => {
    const index = open()
    expect(() => index.db).toThrow(NotReadyError)
    index.open(genesis('1'))
    index.db.insert(syncState).values(row).run()
    index.open(genesis('2'))
    expect(index.db.select().from(syncState).all()).toEqual([])
    index.open(genesis('1'))
    expect(index.db.select().from(syncState).all()).toEqual([row])
    index.reset()
    expect(index.db.select().from(syncState).all()).toEqual([])
    index.close()
  })

  it('rolls back what fails half way', () => {
    const index = open()
    index.open(genesis('1'))
    const work = () =>
      index.transaction((tx) => {
        tx.insert(syncState).values(row).run()
        throw new Error('stop')
      })
    expect(work).toThrow('stop')
    expect(index.db.select().from(syncState).all()).toEqual([])
    index.close()
  })

  it('is begun again when a newer Ainur wrote it', () => {
    const index = open()
    index.open(genesis('4'))
    index.db.insert(syncState).values(row).run()
    index.db.run(LATER)
    index.close()
    index.open(genesis('4'))
    expect(index.db.select().from(syncState).all()).toEqual([])
    index.close()
  })

  it('is begun again when it is damaged, and the damaged file is kept', () => {
    const file = join(dir, `${'3'.repeat(16)}.db`)
    writeFileSync(file, 'this was a database once'.repeat(500))
    const index = open()
    index.open(genesis('3'))
    expect(index.db.select().from(syncState).all()).toEqual([])
    expect(readdirSync(dir)).toContain(`${'3'.repeat(16)}.db.damaged-42`)
    index.close()
  })

  it('is left alone when it cannot be opened for another reason than damage', () => {
    const first = open()
    first.open(genesis('4'))
    first.db.insert(syncState).values(row).run()
    first.close()
    const files = readdirSync(dir)
    const lost = createIndexDb({ dir, migrationsFolder: join(folder.path, 'no-migrations'), log })
    expect(() => lost.open(genesis('4'))).toThrow(/_journal/)
    expect(readdirSync(dir)).toEqual(files)
    first.open(genesis('4'))
    expect(first.db.select().from(syncState).all()).toEqual([row])
    first.close()
  })

  it('keeps the last damaged file alone', () => {
    const name = `${'5'.repeat(16)}.db`
    for (const now of [1, 2]) {
      writeFileSync(join(dir, name), 'this was a database once'.repeat(500))
      const index = createIndexDb({ dir, migrationsFolder: indexMigrations, log, now: () => now })
      index.open(genesis('5'))
      index.close()
    }
    expect(readdirSync(dir).filter((each) => each.startsWith(`${name}.damaged`))).toEqual([
      `${name}.damaged-2`,
    ])
  })

  it('holds its foreign keys', () => {
    const index = open()
    index.open(genesis('1'))
    const orphan =
      "insert into bids (task, agent, owner, price, bond, status, at, placed) values (99,'a','b','1','1','open',1,1)"
    expect(() => index.transaction((tx) => tx.run(orphan))).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }) }),
    )
    index.close()
  })
})

describe('the local database', () => {
  it('of a newer Ainur is refused in words and stays as it is', () => {
    const file = join(folder.path, 'newer', 'local.db')
    const local = createLocalDb({ file, migrationsFolder: localMigrations })
    local.open()
    local.db.run(LATER)
    local.close()
    const before = readFileSync(file)
    expect(() => local.open()).toThrow(/newer Ainur/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  const file = join(folder.path, 'local.db')
  const make = (path = file) => createLocalDb({ file: path, migrationsFolder: localMigrations })

  it('keeps what is written and lets nobody else in', () => {
    const local = make()
    local.open()
    local.db.insert(settings).values({ key: 'theme', value: '"dark"' }).run()
    expect(() => make().open()).toThrow(/Another Ainur/)
    local.close()
    const again = make()
    again.open()
    expect(again.db.select().from(settings).all()).toHaveLength(1)
    again.close()
  })

  it('is on the disk when a write returns, also through a power cut', () => {
    const local = make()
    local.open()
    expect(Object.values(local.db.get<object>(sql`pragma synchronous`))).toEqual([2])
    local.close()
  })

  it('is reported when it is damaged, and not touched', () => {
    const damaged = join(folder.path, 'damaged.db')
    const bytes = Buffer.from('no database '.repeat(1_000))
    writeFileSync(damaged, bytes)
    let error: unknown
    try {
      make(damaged).open()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(FaultError)
    expect((error as FaultError).remedy).toMatch(/recovery phrases/)
    expect(readFileSync(damaged)).toEqual(bytes)
  })
})
