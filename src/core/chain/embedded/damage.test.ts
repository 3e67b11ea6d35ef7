import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHAIN_FILE } from './database-schema.ts'
import { headerHash, withStateRoot } from './header.ts'
import { SYSTEM_ACCOUNT } from './keys.ts'
import type { Remembered } from './remembered.ts'
import { makeChain, openAndLook, type Opened } from './testing/chain.ts'

const SEED = Number(process.env['AINUR_SEED'] ?? 20_261_126)
/** Random damages of each of the two chains. */
const DAMAGES = Number(process.env['AINUR_DAMAGES'] ?? 40)
const BLOCKS = 60

const folder = mkdtempSync(join(tmpdir(), 'ainur-damage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const whole = join(folder, 'whole')
const killed = join(folder, 'killed')
let sound: Opened
let remembered: Remembered
let copies = 0

const copy = (from: string) => {
  const to = join(folder, `copy-${copies++}`)
  cpSync(from, to, { recursive: true })
  return to
}
const change = (dir: string, sql: string, ...values: unknown[]) => {
  const sqlite = new Sqlite(join(dir, CHAIN_FILE))
  const { changes } = sqlite.prepare(sql).run(...values)
  sqlite.close()
  return changes
}
const read = <T>(dir: string, sql: string, ...values: unknown[]) => {
  const sqlite = new Sqlite(join(dir, CHAIN_FILE))
  try {
    return sqlite.prepare(sql).get(...values) as T
  } finally {
    sqlite.close()
  }
}
const account = Buffer.from(SYSTEM_ACCOUNT, 'latin1')
const flipped = (bytes: Buffer, at: number) => {
  const other = Buffer.from(bytes)
  other[at]! ^= 4
  return other
}

beforeAll(async () => {
  await makeChain(whole, BLOCKS, (dir) => cpSync(dir, killed, { recursive: true }))
  const hash = (number: number) =>
    `0x${read<{ hash: Buffer }>(whole, 'SELECT hash FROM blocks WHERE number = ?', number).hash.toString('hex')}`
  remembered = { genesis: hash(0), blocks: [BLOCKS, 30].map((number) => ({ number, hash: hash(number) })) }
  sound = await openAndLook(copy(whole), remembered)
  expect(sound).toMatchObject({ refused: null, said: false, height: BLOCKS })
})

describe('an account that has more, or nothing', () => {
  const row = (dir: string) =>
    read<{ key: Buffer; value: Buffer }>(
      dir,
      'SELECT state.key, state.value FROM state JOIN history USING (key) WHERE substr(key, 1, 32) = ? ORDER BY block DESC LIMIT 1',
      account,
    )

  test('is put right of the history, and nothing is lost', async () => {
    for (const spoil of [
      (dir: string) =>
        change(dir, 'UPDATE state SET value = ? WHERE key = ?', flipped(row(dir).value, 22), row(dir).key),
      (dir: string) => change(dir, 'DELETE FROM state WHERE key = ?', row(dir).key),
      (dir: string) =>
        change(dir, 'UPDATE state SET key = ? WHERE key = ?', flipped(row(dir).key, 40), row(dir).key),
    ]) {
      const dir = copy(whole)
      expect(spoil(dir)).toBe(1)
      expect(await openAndLook(dir, remembered)).toEqual({ ...sound, said: true })
      // Said once; the damaged file is kept.
      expect(await openAndLook(dir, { ...remembered, blocks: [] })).toMatchObject({
        said: false,
        height: BLOCKS + 1,
      })
    }
  })

  test('in both places: the chain goes back to the last block before, says so, and knows what is missing', async () => {
    const dir = copy(whole)
    const { key, value } = row(dir)
    change(dir, 'UPDATE state SET value = ? WHERE key = ?', flipped(value, 22), key)
    const { block } = read<{ block: number }>(
      dir,
      'SELECT max(block) AS block FROM history WHERE key = ?',
      key,
    )
    expect(
      change(dir, 'UPDATE history SET value = ? WHERE key = ? AND block = ?', flipped(value, 22), key, block),
    ).toBe(1)
    const found = await openAndLook(dir, remembered)
    expect(found).toMatchObject({ refused: null, said: true, height: block - 1 })
    expect(sound.lines).toEqual(
      expect.arrayContaining(found.lines.filter((line) => !line.startsWith('state '))),
    )
  })

  test('in a chain of before roots were kept is noticed by the money', async () => {
    const dir = copy(whole)
    const { key, value } = row(dir)
    makeOld(dir)
    expect(await openAndLook(copy(dir), { genesis: null, blocks: [] })).toMatchObject({
      said: false,
      height: BLOCKS,
    })
    change(dir, 'UPDATE state SET value = ? WHERE key = ?', flipped(value, 22), key)
    expect(await openAndLook(dir, { genesis: null, blocks: [] })).toMatchObject({
      refused: null,
      said: true,
      height: BLOCKS,
    })
  })
})

/** Takes the roots out of the headers and hashes them anew: the chain as an older Ainur made it. */
function makeOld(dir: string): void {
  const sqlite = new Sqlite(join(dir, CHAIN_FILE))
  sqlite.exec(`
    CREATE TABLE old_history (key BLOB NOT NULL, block INTEGER NOT NULL, value BLOB, PRIMARY KEY (key, block DESC)) STRICT, WITHOUT ROWID;
    INSERT INTO old_history SELECT key, block, value FROM history;
    DROP TABLE history;
    ALTER TABLE old_history RENAME TO history;
    CREATE INDEX history_by_block ON history (block);
    UPDATE meta SET value = 1 WHERE name = 'schema'`)
  const rows = sqlite.prepare('SELECT * FROM blocks ORDER BY number').all() as {
    number: number
    header: Buffer
    body: Buffer
    hash: Buffer
  }[]
  sqlite.exec(
    'DROP TABLE blocks; CREATE TABLE blocks (number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, header BLOB NOT NULL, body BLOB NOT NULL) STRICT',
  )
  const insert = sqlite.prepare('INSERT INTO blocks VALUES (?, ?, ?, ?)')
  let parent: Uint8Array = Buffer.alloc(32)
  for (const { number, header, body } of rows) {
    const old = Buffer.from(header)
    old.set(parent)
    if (number > 0) old.set(withStateRoot(old, new Uint8Array(32)))
    parent = headerHash(old)
    insert.run(number, parent, old, body)
  }
  sqlite.close()
}

describe('a file that', () => {
  test('is missing or empty is not taken for that of a new user', async () => {
    const dir = copy(whole)
    rmSync(join(dir, CHAIN_FILE))
    expect((await openAndLook(dir, remembered)).refused).toMatch(/is missing.*Nothing was begun/s)
    expect(existsSync(join(dir, CHAIN_FILE))).toBe(false)
    writeFileSync(join(dir, CHAIN_FILE), '')
    expect((await openAndLook(dir, remembered)).refused).toMatch(/is empty/)
    expect(statSync(join(dir, CHAIN_FILE)).size).toBe(0)
    expect(await openAndLook(dir, { genesis: null, blocks: [] })).toMatchObject({
      refused: null,
      said: false,
      height: 0,
    })
  })

  test('lost its log, or is an older copy, is known by what is remembered', async () => {
    const dir = copy(killed)
    rmSync(join(dir, `${CHAIN_FILE}-wal`))
    expect(await openAndLook(dir, remembered)).toMatchObject({ said: true })
    const older = copy(whole)
    change(older, 'DELETE FROM blocks WHERE number > 20')
    expect((await openAndLook(older, remembered)).said).toBe(true)
  })
})

describe(`random damages (AINUR_SEED=${SEED}, AINUR_DAMAGES=${DAMAGES})`, () => {
  // mulberry32: the same damages for the same seed.
  const random = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const kinds = ['bit', 'bit', 'bit', 'bit', 'byte', 'line', 'sector', 'page', 'cut'] as const

  function spoil(file: string, next: () => number): string {
    const { size } = statSync(file)
    const kind = kinds[Math.floor(next() * kinds.length)]!
    const at = Math.floor(next() * size)
    if (kind === 'cut') {
      truncateSync(file, at)
      return `cut at ${at}`
    }
    const length = { bit: 1, byte: 1, line: 16, sector: 512, page: 4_096 }[kind]
    const from = kind === 'page' || kind === 'sector' ? at - (at % length) : at
    const bytes = readFileSync(file).subarray(from, from + length)
    const spoilt =
      kind === 'bit'
        ? Buffer.of(bytes[0]! ^ (1 << Math.floor(next() * 8)))
        : kind === 'byte'
          ? Buffer.of(Math.floor(next() * 256))
          : Buffer.alloc(bytes.length)
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, spoilt, 0, spoilt.length, from)
    closeSync(descriptor)
    return `${kind} at ${from}`
  }

  test.each([
    ['of a chain that was closed', () => whole, ['']],
    ['of a chain that was killed', () => killed, ['', '-wal', '-wal']],
  ] as const)('%s: none is believed, none is unsaid', { timeout: 600_000 }, async (_, from, files) => {
    const next = random(SEED)
    const counts = { harmless: 0, restored: 0, shorter: 0, refused: 0 }
    for (let n = 0; n < DAMAGES; n++) {
      const dir = copy(from())
      const name = CHAIN_FILE + files[Math.floor(next() * files.length)]!
      const what = `${name}: ${spoil(join(dir, name), next)}`
      const found = await openAndLook(dir, remembered)
      if (found.refused !== null) {
        expect(found.refused, what).toMatch(/damaged|missing|empty|no blocks/)
        counts.refused++
      } else if (found.height === BLOCKS) {
        const other = found.lines.filter((line, i) => line !== sound.lines[i])
        // What cannot be read any more is refused; nothing is other than it was.
        expect(
          other.filter((line) => !/ (refused: .*|none)$/.test(line)),
          what,
        ).toEqual([])
        if (other.length > 0) expect(found.said, what).toBe(true)
        counts[found.said ? 'restored' : 'harmless']++
      } else {
        expect(found.height, what).toBeLessThan(BLOCKS)
        expect(found.said, what).toBe(true)
        counts.shorter++
      }
      rmSync(dir, { recursive: true })
    }
    console.log(`${DAMAGES} damages: ${JSON.stringify(counts)}`)
    expect(counts.harmless).toBeLessThan(DAMAGES)
  })
})
