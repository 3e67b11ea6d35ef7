import Database from 'better-sqlite3'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageOf } from '../errors.ts'
import { createLog } from '../observability/log.ts'
import { damages, randomOf, spoil } from '../testing/damage.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexMigrations, localMigrations } from '../testing/paths.ts'
import { createIndexDb } from './index-db.ts'
import { createLocalDb, type LocalDb } from './local-db.ts'
import { syncState } from './schema/index/sync.ts'
import { settings } from './schema/local/settings.ts'

const folder = makeFolder()
afterAll(() => folder.remove())
/** A new, empty folder of this name. */
function makeDir(name: string): string {
  const dir = join(folder.path, name)
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir)
  return dir
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** The files of a database as they are now: what a kill at this moment leaves. */
function image(file: string, to: string): void {
  for (const end of ['', '-wal', '-shm', '.seal']) {
    rmSync(to + end, { force: true })
    if (existsSync(file + end)) copyFileSync(file + end, to + end)
  }
}

describe('the local database', () => {
  const at = (name: string) => join(folder.path, name, 'local.db')
  const make = (file: string, said: string[] = []) =>
    createLocalDb({
      file,
      migrationsFolder: localMigrations,
      onDoubt: (text) => said.push(text?.message ?? 'trusted'),
      traces: () => (file === at('live') ? [] : ['chain']),
    })
  const rows = ({ db }: LocalDb) =>
    db
      .select()
      .from(settings)
      .all()
      .filter(({ key }) => key !== 'doubt')
  async function put(local: LocalDb, from: number, to: number) {
    for (let n = from; n < to; n++) {
      local.db
        .insert(settings)
        .values({ key: `row ${n}`, value: String(n).repeat(300) })
        .run()
      await turn()
    }
  }

  beforeAll(async () => {
    const local = make(at('live'))
    local.open()
    await put(local, 0, 20)
    local.close()
    makeDir('older')
    image(at('live'), at('older'))
    const next = make(at('live'))
    next.open()
    await put(next, 20, 30)
    makeDir('killed')
    image(at('live'), at('killed'))
    next.close()
    makeDir('closed')
    image(at('live'), at('closed'))
    const last = make(at('live'))
    last.open()
    await put(last, 30, 40)
    makeDir('later')
    image(at('live'), at('later'))
    last.close()
  })
  let whole: string
  it.each(['killed', 'closed'])('of a core that was %s is whole, and nothing is said', (state) => {
    makeDir('copy')
    image(at(state), at('copy'))
    const said: string[] = []
    const local = make(at('copy'), said)
    local.open()
    expect(rows(local)).toHaveLength(30)
    whole = JSON.stringify(rows(local))
    expect(said).toEqual([])
    local.close()
  })

  it.each(['killed', 'closed'])('of a core that was %s: no damage goes unsaid', async (state) => {
    const random = randomOf(7)
    const unsaid: string[] = []
    for (const end of ['', '-wal', '.seal'])
      for (const damage of damages) {
        if (!existsSync(at(state) + end)) continue
        makeDir('copy')
        image(at(state), at('copy'))
        const what = spoil(at('copy') + end, damage, random, at('older') + end)
        if (what === null) continue
        const said: string[] = []
        const local = make(at('copy'), said)
        try {
          local.open()
          if (JSON.stringify(rows(local)) !== whole && said.length === 0) unsaid.push(what)
          if (end === '' && said.length === 0) unsaid.push(what)
        } catch (error) {
          said.push(messageOf(error))
        }
        local.close()
      }
    expect(unsaid).toEqual([])
  })

  it('what was found is said at every start, until the user looked at it', () => {
    makeDir('copy')
    image(at('closed'), at('copy'))
    const sqlite = new Database(at('copy'))
    sqlite.exec(`update settings set value = 'other' where key = 'row 3'`)
    sqlite.close()
    const said: string[] = []
    for (let start = 0; start < 2; start++) {
      const local = make(at('copy'), said)
      local.open()
      expect(local.doubtful).toBe(true)
      local.close()
    }
    expect(said).toEqual(Array(2).fill(expect.stringContaining('changed outside of Ainur')))
    const local = make(at('copy'), said)
    local.open()
    local.trust()
    expect(local.doubtful).toBe(false)
    local.close()
    const last = make(at('copy'))
    last.open()
    expect(last.doubtful).toBe(false)
    last.close()
  })

  it('whose index alone does not fit its rows opens, is put right and is said to be changed', () => {
    const bytes = readFileSync(at('closed'))
    const places = [bytes.indexOf('row 13'), bytes.lastIndexOf('row 13')]
    expect(places[0]).not.toBe(places[1])
    for (const place of places) {
      makeDir('copy')
      image(at('closed'), at('copy'))
      const hurt = Buffer.from(bytes)
      hurt[place]! ^= 1
      writeFileSync(at('copy'), hurt)
      const said: string[] = []
      const local = make(at('copy'), said)
      local.open()
      expect(rows(local)).toHaveLength(30)
      expect(said).toEqual([expect.stringContaining('changed outside of Ainur')])
      local.close()
      const sqlite = new Database(at('copy'), { readonly: true })
      expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
      sqlite.close()
    }
  })

  it('that is refused is left as it was, with its log', () => {
    makeDir('copy')
    image(at('later'), at('copy'))
    const hurt = readFileSync(at('copy')).fill(7, 4_096)
    writeFileSync(at('copy'), hurt)
    const log = readFileSync(`${at('copy')}-wal`)
    expect(() => make(at('copy')).open()).toThrow('is damaged')
    expect(readFileSync(at('copy')).equals(hurt)).toBe(true)
    expect(readFileSync(`${at('copy')}-wal`).equals(log)).toBe(true)
  })

  it('that was changed so that it cannot be brought to the present form is told to be damaged', () => {
    makeDir('copy')
    image(at('closed'), at('copy'))
    const sqlite = new Database(at('copy'))
    sqlite.exec('update __drizzle_migrations set created_at = 1')
    sqlite.close()
    expect(() => make(at('copy')).open()).toThrow('is damaged')
  })

  it('a log of another state of the file is not read into it, and kept', () => {
    makeDir('copy')
    image(at('closed'), at('copy'))
    copyFileSync(`${at('killed')}-wal`, `${at('copy')}-wal`)
    const said: string[] = []
    const local = make(at('copy'), said)
    local.open()
    expect(rows(local)).toHaveLength(30)
    expect(said).toEqual([expect.stringContaining('newest entries')])
    expect(
      readdirSync(join(folder.path, 'copy')).some((name) => name.startsWith('local.db-wal.other-')),
    ).toBe(true)
    local.close()
  })

  it('that was put back from a backup is read as it was, without the log of the one before', () => {
    makeDir('copy')
    image(at('later'), at('copy'))
    copyFileSync(at('older'), at('copy'))
    const said: string[] = []
    const local = make(at('copy'), said)
    local.open()
    expect(rows(local)).toHaveLength(20)
    expect(said).toEqual([expect.stringContaining('changed outside of Ainur')])
    local.close()
  })

  it('of an older version, without a seal, is taken over as it is', () => {
    makeDir('copy')
    image(at('closed'), at('copy'))
    const sqlite = new Database(at('copy'))
    sqlite.pragma('application_id = 0')
    sqlite.close()
    rmSync(`${at('copy')}.seal`)
    const said: string[] = []
    for (let start = 0; start < 2; start++) {
      const local = make(at('copy'), said)
      local.open()
      expect(rows(local)).toHaveLength(30)
      local.close()
    }
    expect(said).toEqual([])
  })

  it.each(['missing', 'empty'])('that is %s in a folder that was in use is not a new one', (state) => {
    makeDir('copy')
    if (state === 'empty') writeFileSync(at('copy'), '')
    const before = readdirSync(join(folder.path, 'copy'))
    expect(() => make(at('copy')).open()).toThrow(`is ${state}`)
    expect(readdirSync(join(folder.path, 'copy'))).toEqual(before)
  })

  it('keeps its log short', async () => {
    makeDir('copy')
    image(at('closed'), at('copy'))
    const local = make(at('copy'))
    local.open()
    const { size } = statSync(`${at('copy')}-wal`)
    expect(size).toBeLessThan(10_000)
    let most = 0
    for (let n = 0; n < 60; n++) {
      local.transaction((tx) => {
        for (let each = 0; each < 40; each++)
          tx.insert(settings)
            .values({ key: `${n} ${each}`, value: 'x'.repeat(4_000) })
            .run()
      })
      await turn()
      most = Math.max(most, statSync(`${at('copy')}-wal`).size)
    }
    expect(most).toBeLessThan(6_000_000)
    local.close()
  })
})

describe('an index', () => {
  const genesis = `0x${'7'.repeat(64)}`
  const name = `${'7'.repeat(16)}.db`
  const open = (dir: string, damaged: string[]) => {
    const log = createLog({ dir: null })
    const onDamaged = ({ message }: { message: string }) => void damaged.push(message)
    const index = createIndexDb({
      dir: join(folder.path, dir),
      migrationsFolder: indexMigrations,
      log,
      onDamaged,
    })
    index.open(genesis)
    return index
  }
  const write = (index: ReturnType<typeof open>, block: number) =>
    index.transaction((tx) => {
      const row = { id: 1, genesisHash: genesis, projections: 'x@1', block, hash: `0x${block}`, time: block }
      tx.insert(syncState).values(row).onConflictDoUpdate({ target: syncState.id, set: row }).run()
    })

  it('that is not as it was written is built again; one that lost its newest rows goes on from there', () => {
    const index = open('index', [])
    write(index, 1)
    index.close()
    const next = open('index', [])
    write(next, 2)
    write(next, 3)
    const random = randomOf(9)
    const wrong: string[] = []
    for (const end of ['', '-wal', '.seal'])
      for (const damage of damages) {
        const copy = makeDir('copies')
        image(join(folder.path, 'index', name), join(copy, name))
        const what = spoil(join(copy, name) + end, damage, random)
        if (what === null || damage === 'older') continue
        const damaged: string[] = []
        const hurt = open('copies', damaged)
        const row = hurt.db.select().from(syncState).all()
        const sound =
          row.length === 0 ||
          [1, 2, 3].some((block) => row[0]!.block === block && row[0]!.hash === `0x${block}`)
        if (!sound || (row.length === 0 && damaged.length === 0 && damage !== 'gone')) wrong.push(what)
        if (end === '' && damage !== 'gone' && damaged.length === 0) wrong.push(what)
        hurt.close()
      }
    next.close()
    expect(wrong).toEqual([])
  })
})
