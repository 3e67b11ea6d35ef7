import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openGuests, type GuestLimits } from './guests.ts'
import { temporaryFolder } from './testing/network.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.asyncDispose]())
const DAY = 24 * 3_600_000
let files = 0

const limits: GuestLimits = {
  account: { bytes: 1_000, blocks: 5 },
  total: { bytes: 2_500, blocks: 12 },
  keptMs: 30 * DAY,
  free: 0,
}

function open(change: Partial<GuestLimits> = {}, file = join(folder.path, `${++files}.sqlite`)) {
  let time = 1_000_000
  const guests = openGuests(file, { ...limits, ...change }, () => time)
  onTestFinished(() => guests.close())
  let blocks = 0
  const put = (account: string, size: number) =>
    guests.put(account, `${file} ${++blocks}`, Buffer.alloc(size, blocks))
  return { guests, put, file, wait: (ms: number) => (time += ms) }
}

test('an account may store so many bytes and blocks a day, and no other pays for it', () => {
  const { put, wait } = open()
  expect([put('a', 900), put('a', 101), put('a', 100)]).toEqual([null, 'account', null])
  expect(put('b', 1_000)).toBeNull()
  for (let i = 0; i < 5; i++) expect(put('c', 1)).toBeNull()
  expect(put('c', 1)).toBe('account')
  wait(DAY + 1)
  expect(put('c', 1)).toBeNull()
})

test('all together may keep so much; only what is old makes room', () => {
  const { guests, put, file, wait } = open()
  for (const account of ['a', 'b']) expect(put(account, 1_000)).toBeNull()
  expect([put('c', 600), put('c', 500), put('d', 1)]).toEqual(['total', null, 'total'])
  wait(29 * DAY)
  expect(put('d', 1)).toBe('total')
  wait(DAY)
  expect(put('d', 1_000)).toBeNull()
  expect([1, 2].map((n) => guests.has(`${file} ${n}`))).toEqual([false, false])
})

test('a block counts once, whoever brings it again', () => {
  const { guests, put } = open()
  const block = Buffer.alloc(1_000)
  expect(guests.put('a', 'one', block)).toBeNull()
  expect(guests.put('b', 'one', block)).toBeNull()
  expect(put('b', 1_000)).toBeNull()
  expect(put('c', 500)).toBeNull()
  expect(Buffer.from(guests.get('one')!).equals(block)).toBe(true)
})

test('what is kept counts after a restart, too', () => {
  const first = open()
  for (const account of ['a', 'b']) expect(first.put(account, 1_000)).toBeNull()
  const second = open({}, first.file)
  expect(second.guests.room('a', 1)).toBe('account')
  expect(second.guests.room('c', 600)).toBe('total')
  expect(second.guests.room('c', 500)).toBeNull()
})

test('the disk is not filled', () => {
  expect(open({ free: Number.MAX_SAFE_INTEGER }).put('a', 1)).toBe('disk')
})

test('a damaged store begins anew', () => {
  const file = join(folder.path, 'damaged.sqlite')
  writeFileSync(file, 'this is no database, and it is long enough for one'.repeat(100))
  const { guests, put } = open({}, file)
  expect(put('a', 100)).toBeNull()
  expect(guests.get(`${file} 1`)).toHaveLength(100)
  expect(statSync(file).size).toBeGreaterThan(0)
})

test('a store that is damaged anywhere opens, and the chain with it', () => {
  const made = open()
  for (const account of ['a', 'b']) expect(made.put(account, 900)).toBeNull()
  made.guests.close()
  const whole = readFileSync(made.file)
  for (let page = 0; page < whole.length; page += 4_096) {
    const file = join(folder.path, `page-${page}.sqlite`)
    writeFileSync(file, Buffer.from(whole).fill(0xff, page, page + 4_096))
    const { guests, put } = open({}, file)
    const read = (n: number) => guests.get(`${made.file} ${n}`)
    for (const n of [1, 2]) expect([null, 900]).toContain(read(n)?.length ?? null)
    expect(put('c', 1)).toBeNull()
  }
})
