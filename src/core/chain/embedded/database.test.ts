import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { CHAIN_FILE } from './database-schema.ts'
import type { Changes } from './executor/overlay.ts'
import { u32 } from './executor/scale.ts'
import { SYSTEM_EVENTS, TIMESTAMP_NOW } from './keys.ts'
import { temporaryFolder } from './testing/network.ts'

const HISTORY = 4
const key = fc.constantFrom('a', 'ab', 'b\u00ff', 'c', SYSTEM_EVENTS)
const value = fc.oneof(
  { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const changes = fc.array(fc.tuple(key, value), { maxLength: 5 })
/** Every block of a chain writes its time and its events. */
const asBlock = (pairs: readonly (readonly [string, Uint8Array | null])[], number: number): Changes =>
  new Map([...pairs, [TIMESTAMP_NOW, u32(number)], [SYSTEM_EVENTS, u32(number * 7)]])

const walk = (state: { next(key: string): string | null }) => {
  const found: string[] = []
  for (let at = state.next(''); at !== null; at = state.next(at)) found.push(at)
  return found
}

test('every state within the history reads as it was; older, the events still do; nothing else stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 14 }), async (blocks) => {
      await using folder = temporaryFolder()
      const database = openDatabase(folder.path, HISTORY)
      const models: Map<string, Uint8Array>[] = []
      for (const [number, pairs] of blocks.entries()) {
        const changed = asBlock(pairs, number)
        const id = u32(number)
        database.commit({ number, hash: id, header: id, body: id }, changed)
        const model = new Map(models.at(-1))
        for (const [name, to] of changed) {
          if (to === null) model.delete(name)
          else model.set(name, to)
        }
        models.push(model)
      }
      const height = blocks.length - 1
      for (const [number, model] of models.entries()) {
        const state = database.stateAt(number, height)
        expect(state.pruned).toBe(number < height - HISTORY)
        const events = model.get(SYSTEM_EVENTS)
        expect(state.get(SYSTEM_EVENTS)).toEqual(events ? Buffer.from(events) : null)
        if (state.pruned) continue
        expect(walk(state)).toEqual([...model.keys()].sort())
        for (const [name, is] of model) expect(state.get(name)).toEqual(Buffer.from(is))
      }
      const bytes = (entries: Iterable<readonly [string, Uint8Array]>) =>
        new Map([...entries].map(([name, is]) => [name, Uint8Array.from(is)]))
      expect(bytes(database.state())).toEqual(bytes(models.at(-1)!))
      // A key has at most one version behind the history's end.
      const old = database.stateAt(Math.max(0, height - HISTORY), height)
      for (const name of walk(old)) expect(models[Math.max(0, height - HISTORY)]!.has(name)).toBe(true)
      database.close()
    }),
    { numRuns: 40 },
  )
})

test('blocks are found by number and by hash, and a number is taken once', async () => {
  await using folder = temporaryFolder()
  const database = openDatabase(folder.path)
  const block = (number: number, hash: number) => ({ number, hash: u32(hash), header: u32(1), body: u32(2) })
  database.commit(block(0, 7), new Map())
  expect(database.block(0)?.hash).toEqual(Buffer.from(u32(7)))
  expect(database.block(u32(7))?.number).toBe(0)
  expect(database.block(u32(8))).toBeUndefined()
  expect(() => database.commit(block(0, 9), new Map([['a', u32(1)]]))).toThrow()
  expect([...database.state()]).toEqual([])
  database.close()
})

/** Counts the pages that SQLite writes ahead: the frames of the file's present turn, which begins again from the front. */
function pageCounter(file: string) {
  const FILE_HEADER = 32
  const FRAME_HEADER = 24
  let before = { turn: '', frames: 0 }
  return (): number => {
    const wal = readFileSync(`${file}-wal`)
    const turn = wal.toString('hex', 16, 24)
    const size = FRAME_HEADER + wal.readUInt32BE(8)
    let frames = 0
    for (
      let at = FILE_HEADER;
      at + size <= wal.length && wal.toString('hex', at + 8, at + 16) === turn;
      at += size
    )
      frames++
    const written = turn === before.turn ? frames - before.frames : frames
    before = { turn, frames }
    return written
  }
}

test('a block writes as much once the history is full as before', async () => {
  await using folder = temporaryFolder()
  const history = 384
  const blocks = 96
  const database = openDatabase(folder.path, history)
  const writtenSince = pageCounter(join(folder.path, CHAIN_FILE))
  const keys = Array.from({ length: 12 }, (_, i) => `key ${i}`.padEnd(32, '.'))
  // What was written once stands between them: the oldest version of one is not on the page of the next one's newest.
  const between = keys.flatMap((name) => Array.from({ length: 100 }, (_, i) => `${name}${i}`))
  database.commit(
    { number: 0, hash: u32(0), header: u32(0), body: u32(0) },
    new Map(between.map((name) => [name, u32(1)])),
  )
  let number = 1
  const commit = (count: number) => {
    let pages = 0
    for (const end = number + count; number < end; number++) {
      const id = u32(number)
      const value = Uint8Array.from({ length: 16 }, (_, i) => number + i)
      database.commit({ number, hash: id, header: id, body: id }, new Map(keys.map((name) => [name, value])))
      pages += writtenSince()
    }
    return pages
  }
  commit(history - blocks)
  const young = commit(blocks)
  commit(blocks)
  const old = commit(blocks)
  database.close()
  expect(old).toBeLessThan(young * 1.25)
})
