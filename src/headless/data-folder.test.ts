import Database from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FOLDER_EXIT_CODE } from '../core/usable-folder.ts'

const program = fileURLToPath(new URL('./index.ts', import.meta.url))
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ainur-bad-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Words without a stack, and neither `listening` nor `ready`. Answers them and the exit code. */
async function refusal(dataDir: string, ...more: string[]) {
  const args = [program, '--json', '--port', '0', '--data-dir', dataDir, ...more]
  const core = spawn(process.execPath, args)
  const [[code], out, words] = await Promise.all([once(core, 'exit'), text(core.stdout), text(core.stderr)])
  expect(words).not.toMatch(/^\s+at /m)
  expect(out).not.toMatch(/ready|listening/)
  return { code: code as number | null, words }
}

async function expectRefusal(dataDir: string, reason: RegExp): Promise<void> {
  const { code, words } = await refusal(dataDir)
  expect(words).toMatch(reason)
  expect(words).toContain('choose another folder with --data-dir')
  expect(code).toBe(FOLDER_EXIT_CODE)
}

test('a port for the chain that another program has', async () => {
  const other = createServer()
  await once(other.listen(0, '127.0.0.1'), 'listening')
  const port = String((other.address() as AddressInfo).port)
  try {
    const { code, words } = await refusal(join(folder, 'data'), '--chain-port', port)
    expect(words).toMatch(new RegExp(`Port ${port} .* Choose another one with --chain-port`))
    expect(code).toBe(1)
  } finally {
    other.close()
  }
})

test('a file in place of the data folder', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, 'mine')
  await expectRefusal(file, /cannot use .*file as its data folder/)
})

test('a folder of a newer Ainur, which stays as it is', async () => {
  const file = join(folder, 'local.db')
  const sqlite = new Database(file)
  sqlite.exec('CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT, created_at NUMERIC)')
  sqlite.prepare("INSERT INTO __drizzle_migrations VALUES (1, 'later', ?)").run(Date.UTC(2999, 0))
  sqlite.close()
  const before = readFileSync(file)
  await expectRefusal(folder, /data in .* are those of a newer Ainur/)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a folder whose parent is a file', async () => {
  writeFileSync(join(folder, 'file'), 'mine')
  await expectRefusal(join(folder, 'file', 'data'), /cannot use .* as its data folder/)
})

test('a link that leads nowhere', async () => {
  symlinkSync(join(folder, 'gone'), join(folder, 'link'))
  await expectRefusal(join(folder, 'link'), /cannot use .*link as its data folder/)
  expect(existsSync(join(folder, 'gone'))).toBe(false)
})

test.runIf(process.platform === 'linux')('a folder that cannot be made', async () => {
  await expectRefusal('/proc/ainur', /cannot use \/proc\/ainur as its data folder/)
})

// Real disks; only root may mount them.
test.runIf(process.platform === 'linux' && process.getuid?.() === 0).each([
  ['full', 'size=64k', /The disk is full/],
  ['read-only', 'ro', /may not write/],
])('a disk that is %s', async (_, options, reason) => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=0700`, 'none', disk]).status).toBe(0)
  try {
    await expectRefusal(disk, reason)
  } finally {
    spawnSync('umount', ['-l', disk])
  }
})
