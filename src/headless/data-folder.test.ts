import Database from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { startCore } from '../core/testing/core.ts'
import { FOLDER_EXIT_CODE } from '../core/usable-folder.ts'

const program = fileURLToPath(new URL('./index.ts', import.meta.url))
// A page that does nothing: what is tested here does not wait for the build of the real one.
const page = mkdtempSync(join(tmpdir(), 'ainur-page-'))
writeFileSync(join(page, 'index.html'), '<!doctype html>')
const env = { ...process.env, AINUR_PAGE_DIR: page }
afterAll(() => rmSync(page, { recursive: true }))

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ainur-bad-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Words without a stack, and neither `listening` nor `ready`. Answers them and the exit code. */
async function refusal(dataDir: string, ...more: string[]) {
  const args = [program, '--json', '--port', '0', '--data-dir', dataDir, ...more]
  const core = spawn(process.execPath, args, { env })
  // One that starts after all would go on for ever.
  core.stdout.once('data', () => core.kill('SIGTERM'))
  const [[code], out, words] = await Promise.all([once(core, 'exit'), text(core.stdout), text(core.stderr)])
  expect(words).not.toMatch(/^\s+at /m)
  expect(out).not.toMatch(/ready|listening/)
  return { code: code as number | null, words }
}

async function expectRefusal(
  dataDir: string,
  reason: RegExp,
  remedy = /choose another folder with --data-dir/,
): Promise<void> {
  const { code, words } = await refusal(dataDir)
  expect(words).toMatch(reason)
  expect(words).toMatch(remedy)
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
  await expectRefusal(file, /cannot use .*file for its data/)
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

test('a chain of a newer Ainur, which stays as it is', async () => {
  const file = join(folder, 'chain', 'chain.sqlite')
  mkdirSync(join(folder, 'chain'))
  const sqlite = new Database(file)
  sqlite.exec("CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY); INSERT INTO meta VALUES ('schema', 99)")
  sqlite.close()
  const before = readFileSync(file)
  await expectRefusal(folder, /data in .* are those of a newer Ainur/)
  expect(readFileSync(file).equals(before)).toBe(true)
})

const backup = /from a backup/
test('a local.db that is no database', async () => {
  writeFileSync(join(folder, 'local.db'), Buffer.alloc(20_000, 'no database'))
  await expectRefusal(folder, /keys and settings is damaged.*Ainur has not touched it/, backup)
})

test.each([
  ['missing', null],
  ['empty', ''],
])('a local.db that is %s in a folder that was used', async (how, content) => {
  if (content !== null) writeFileSync(join(folder, 'local.db'), content)
  writeFileSync(join(folder, 'machine.key'), 'a trace')
  await expectRefusal(folder, new RegExp(`keys and settings is ${how}`), backup)
})

test('a folder in place of local.db', async () => {
  mkdirSync(join(folder, 'local.db'))
  await expectRefusal(folder, /keys and settings cannot be opened/, /Check that the disk/)
})

test('a folder in place of a key of the page', async () => {
  mkdirSync(join(folder, 'session.key'))
  const { code, words } = await refusal(folder)
  expect([code, words]).toEqual([1, expect.stringMatching(/^Ainur could not start: EISDIR/)])
})

test.each(['cache', 'chain', 'content', 'index', 'logs', 'packages'])(
  'a file in place of the folder %s',
  async (name) => {
    writeFileSync(join(folder, name), 'mine')
    await expectRefusal(folder, new RegExp(`cannot use .*${name} for its data`))
  },
)

test.each([['--data-dir', ''], ['--data-dir=']])('a command line like %j', async (...args) => {
  const { code, words } = await refusal(folder, ...args)
  expect([code, words]).toEqual([2, expect.stringMatching(/^.+\n$/)])
})

/** It is served, so that the page can say what is wrong and begin anew; it is never ready, and ends with the code. */
async function expectFailure(dataDir: string, reason: RegExp): Promise<void> {
  const core = spawn(process.execPath, [program, '--json', '--port', '0', '--data-dir', dataDir], {
    env,
  })
  const [exited, words] = [once(core, 'exit'), text(core.stderr)]
  const events: string[] = []
  for await (const line of createInterface({ input: core.stdout })) {
    const { event, reason: said } = JSON.parse(line) as { event: string; reason?: string }
    events.push(event)
    if (event === 'ready' || event === 'failed') core.kill('SIGTERM')
    if (event === 'failed') expect(said).toMatch(reason)
  }
  expect(events).toEqual(['listening', 'failed', 'stopping'])
  expect(await exited).toEqual([FOLDER_EXIT_CODE, null])
  expect(await words).not.toMatch(/^\s+at /m)
}

test.each([
  ['empty', '', /is empty, although this Ainur has worked on one.*or begin a new chain/],
  ['no database', 'no database'.repeat(2_000), /is damaged on this disk.*or begin a new chain/],
  ['missing', null, /is missing, although this Ainur has worked on one.*or begin a new chain/],
])('a chain that is %s', async (_, content, reason) => {
  const core = await startCore({ dataDir: folder })
  await core.stop()
  const file = join(folder, 'chain', 'chain.sqlite')
  for (const side of ['', '-wal', '-shm']) rmSync(file + side, { force: true })
  if (content !== null) writeFileSync(file, content)
  await expectFailure(folder, reason)
})

test('a folder whose parent is a file', async () => {
  writeFileSync(join(folder, 'file'), 'mine')
  await expectRefusal(join(folder, 'file', 'data'), /cannot use .* for its data/)
})

test('a link that leads nowhere', async () => {
  symlinkSync(join(folder, 'gone'), join(folder, 'link'))
  await expectRefusal(join(folder, 'link'), /cannot use .*link for its data/)
  expect(existsSync(join(folder, 'gone'))).toBe(false)
})

test.runIf(process.platform === 'linux')('a folder that cannot be made', async () => {
  await expectRefusal('/proc/ainur', /cannot use \/proc\/ainur for its data/)
})

// Real disks; only root may mount them.
test.runIf(process.platform === 'linux' && process.getuid?.() === 0).each([
  ['full', 'size=64k', /The disk is full/],
  ['almost full', 'size=1100k', /The disk is full/],
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
