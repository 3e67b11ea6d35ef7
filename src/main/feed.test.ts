import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NsisUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { dump } from 'js-yaml'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUpdates } from './updates.ts'
import { createWords } from './speech.ts'

const { words } = createWords(() => 'en')

// The real electron-updater against a feed on loopback, as on Windows: of all systems the one where it checks most itself.

let folder: string
let feed: Server
/** What the feed has, by path. */
let files: Map<string, string | Buffer>
let asked: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ainur-feed-'))
  mkdirSync(join(folder, 'cache'))
  files = new Map()
  asked = []
  feed = createServer(({ url = '' }, response) => {
    const path = url.split('?')[0]!
    asked.push(path)
    const found = files.get(path)
    response.writeHead(found === undefined ? 404 : 200, { connection: 'close' }).end(found)
  }).listen(0, '127.0.0.1')
  await once(feed, 'listening')
})
afterEach(async () => {
  feed.close()
  rmSync(folder, { recursive: true })
})

const installer = Buffer.from('the next Ainur')
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')

/** Puts a version into the feed as electron-builder publishes it. */
function publish(version: string, change: object = {}): void {
  files.set('/next.exe', installer)
  const file = { url: 'next.exe', sha512: sha512(installer), size: installer.length }
  const info = {
    version,
    files: [file],
    releaseNotes: '<p>Faster.</p>',
    releaseDate: '2026-11-26',
    ...change,
  }
  files.set('/latest.yml', dump(info))
}

/** Asks for updates with version 1.0.0; what the user was shown, in order, and whether it was installed. */
async function look(answers: boolean[], verify = (): string | null => null) {
  const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`
  const config = { provider: 'generic', url, updaterCacheDirName: 'ainur', publisherName: ['Ainur'] }
  writeFileSync(join(folder, 'app-update.yml'), dump(config))
  const updater = new NsisUpdater(null, {
    version: '1.0.0',
    name: 'ainur',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => {},
    relaunch() {},
    quit() {},
    onQuit() {},
  })
  updater.logger = null
  updater.on('error', () => {})
  // The system's own check, of which there is only one on Windows. Electron's network is only in Electron.
  const signed: string[] = []
  updater.verifyUpdateCodeSignature = async (publishers) => {
    signed.push(...publishers)
    return verify()
  }
  const httpExecutor = Object.assign(new ElectronHttpExecutor(), { createRequest: request })
  Object.assign(updater, { httpExecutor, _testOnlyOptions: { platform: 'win32' } })
  const shown: string[] = []
  let installed = false
  updater.quitAndInstall = () => void (installed = true)
  await createUpdates({
    version: '1.0.0',
    platform: 'win32',
    findChanges: async () => null,
    load: async () => updater,
    ask: async ({ message, detail }) => {
      shown.push(`${message} ${detail}`)
      return answers.shift() ?? false
    },
    tell: async (message, detail) => void shown.push(`${message} ${detail}`),
    stopCore: async () => {},
    log: () => {},
    notify: () => {},
    words,
  }).look()
  return { shown, installed, signed }
}

/** What was fetched and kept. */
const kept = () => {
  const pending = join(folder, 'cache', 'ainur', 'pending')
  return existsSync(pending) ? readdirSync(pending).filter((name) => name.endsWith('.exe')) : []
}

test('a newer version is shown with what changed; fetched and installed after a yes each', async () => {
  publish('1.1.0')
  expect(await look([])).toMatchObject({ installed: false })
  expect(asked).not.toContain('/next.exe')
  const { shown, installed, signed } = await look([true, true])
  expect(shown[0]).toBe('Ainur 1.1.0 is there. You have 1.0.0. Faster.')
  expect({ installed, signed, kept: kept() }).toEqual({
    installed: true,
    signed: ['Ainur'],
    kept: ['next.exe'],
  })
})

test.each(['1.0.0', '0.9.0', '1.0.0-beta.1'])('version %s is none to change to', async (version) => {
  publish(version)
  expect((await look([true, true])).shown).toEqual(['This is the newest version. Ainur 1.0.0'])
  expect(asked).not.toContain('/next.exe')
})

const evil = Buffer.from('something else')
test.each<[string, () => void, RegExp]>([
  ['is not what the feed says', () => files.set('/next.exe', evil), /not what the feed of updates says/],
  ['has no sum', () => publish('1.1.0', { files: [{ url: 'next.exe' }] }), /how to check the new version/],
  ['is gone', () => files.delete('/next.exe'), /could not be read, or the new version not fetched/],
  [
    'fetches the rest of itself from elsewhere',
    () => publish('1.1.0', { packages: { x64: { path: 'http://127.0.0.1:9/x.7z', sha512: 'x' } } }),
    /fetch parts of itself from elsewhere/,
  ],
])('a version that %s is not installed, and why is said', async (_, spoil, words) => {
  publish('1.1.0')
  spoil()
  const { shown, installed } = await look([true, true])
  expect(shown.at(-1)).toMatch(words)
  expect(shown.at(-1)).toMatch(/^No update was installed\./)
  expect({ installed, kept: kept() }).toEqual({ installed: false, kept: [] })
})

test('a version that somebody else signed is not installed, nor kept', async () => {
  publish('1.1.0')
  const { shown, installed } = await look([true, true], () => 'it is signed by Mallory')
  expect(shown.at(-1)).toMatch(/not signed by the publisher of Ainur\. It was thrown away/)
  expect({ installed, kept: kept() }).toEqual({ installed: false, kept: [] })
})

test.each<[string, () => void]>([
  ['is not there', () => {}],
  ['is no list of versions', () => void files.set('/latest.yml', '<html>')],
  ['is empty', () => void files.set('/latest.yml', '')],
  ['names no version', () => void files.set('/latest.yml', dump({ files: [] }))],
])('a feed that %s is said in words', async (_, spoil) => {
  spoil()
  const { shown, installed } = await look([true, true])
  expect(shown).toEqual([
    expect.stringMatching(/^No update was installed\. The feed of updates [^\n]+ try again later\.$/),
  ])
  expect(installed).toBe(false)
})
