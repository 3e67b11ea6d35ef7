import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Built, findChanges, sumFiles } from './installed.ts'

let resources: string
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(resources, name)), { recursive: true })
  writeFileSync(join(resources, name), text)
}
const sum = (text: string) => createHash('sha256').update(text).digest('hex')

beforeEach(async () => {
  resources = mkdtempSync(join(tmpdir(), 'ainur-archive-'))
  put('resources/chain/runtime.wasm', 'runtime')
  put('node/node', 'node')
  put('app.asar.unpacked/out/core/headless.js', 'core')
  pack(await built())
})
afterEach(() => rmSync(resources, { recursive: true }))

const built = async (feed: Built['feed'] = null) =>
  JSON.stringify({ sums: await sumFiles(resources, ['resources', 'node']), feed })

/** An archive with the sums and the shell in it and the core beside it, as electron-builder makes it. */
function pack(sums: string, said = sum(sums), main = 'main'): void {
  const integrity = (hash: string) => ({ algorithm: 'SHA256', hash })
  const core = { 'headless.js': { size: 4, unpacked: true, integrity: integrity(sum('core')) } }
  const out = {
    'sums.json': { size: sums.length, offset: '0', integrity: integrity(said) },
    'main.js': { size: 4, offset: String(sums.length), integrity: integrity(sum('main')) },
    core: { files: core },
  }
  const header = Buffer.from(JSON.stringify({ files: { out: { files: out } } }))
  const padded = Math.ceil(header.length / 4) * 4
  const numbers = Buffer.alloc(16)
  for (const [i, n] of [4, padded + 8, padded + 4, header.length].entries()) numbers.writeUInt32LE(n, i * 4)
  const archive = [numbers, header, Buffer.alloc(padded - header.length), Buffer.from(sums + main)]
  writeFileSync(join(resources, 'app.asar'), Buffer.concat(archive))
}

test('what is as it was packed has no changes', async () => {
  expect(await findChanges(resources)).toBeNull()
})

test.each<[string, () => void | Promise<void>]>([
  [
    'changed: app.asar.unpacked/out/core/headless.js',
    () => put('app.asar.unpacked/out/core/headless.js', 'c0re'),
  ],
  ['changed: node/node', () => put('node/node', '')],
  ['missing: resources/chain/runtime.wasm', () => rmSync(join(resources, 'resources'), { recursive: true })],
  ['not of Ainur: app.asar.unpacked/node_modules/x.js', () => put('app.asar.unpacked/node_modules/x.js', '')],
  ['not of Ainur: resources/.hidden', () => put('resources/.hidden', '')],
  ['changed: app.asar/out/sums.json', async () => pack(await built(), sum('other'))],
  ['changed: app.asar/out/main.js', async () => pack(await built(), undefined, 'm@in')],
  ['it is cut short', () => writeFileSync(join(resources, 'app.asar'), 'cut')],
  ['no such file', () => rmSync(join(resources, 'app.asar'))],
])('says "%s"', async (words, spoil) => {
  await spoil()
  expect(await findChanges(resources)).toContain(words)
})

test('the feed of updates is the one that the build named, or none', async () => {
  put('app-update.yml', 'provider: generic\nurl: https://evil.example\nupdaterCacheDirName: x\n')
  expect(await findChanges(resources)).toBe('not of Ainur: app-update.yml')
  const url = 'https://updates.example/ainur'
  pack(await built({ url, publisher: null }))
  expect(await findChanges(resources)).toBe('changed: app-update.yml')
  const file = `provider: generic\nurl: ${url}\nupdaterCacheDirName: ainur-updater\n`
  put('app-update.yml', file)
  expect(await findChanges(resources)).toBeNull()
  for (const change of [
    `${file}channel: beta\n`,
    `${file}url: https://evil.example\n`,
    `${file}requestHeaders:\n  Host: evil.example\n`,
    file.replace(url, `${url}/..`),
    file.replace('generic', 'github'),
    '!!js/function x',
    '',
  ]) {
    put('app-update.yml', change)
    expect(await findChanges(resources), change).toBe('changed: app-update.yml')
  }
  rmSync(join(resources, 'app-update.yml'))
  expect(await findChanges(resources)).toBe('missing: app-update.yml')
})

test('on Windows the file names the publisher whose signature is asked for, and nobody else', async () => {
  const url = 'https://updates.example/ainur'
  pack(await built({ url, publisher: 'Ainur' }))
  const found = async (publishers: string) => {
    put('app-update.yml', `provider: generic\nurl: ${url}\nupdaterCacheDirName: x\n${publishers}`)
    return findChanges(resources, undefined, 'win32')
  }
  expect(await found('publisherName:\n  - Ainur\n')).toBeNull()
  for (const other of ['', 'publisherName:\n  - Mallory\n', 'publisherName:\n  - Ainur\n  - Mallory\n'])
    expect(await found(other), other).toBe('changed: app-update.yml')
})

test('programs that are signed later are left to the system that signs, and have to be there', async () => {
  put('node/node', 'signed')
  expect(await findChanges(resources, undefined, 'darwin')).toBeNull()
  rmSync(join(resources, 'node/node'))
  expect(await findChanges(resources, undefined, 'darwin')).toContain('missing: node/node')
})
