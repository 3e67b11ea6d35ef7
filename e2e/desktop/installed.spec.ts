import { expect, test } from '@playwright/test'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageApp, startInstalled } from '../support/packaged.ts'

/** How a fuse stands in the program. */
const OFF = '0'.charCodeAt(0)
const ON = '1'.charCodeAt(0)

/** What the page shows. Playwright itself cannot look into it: the fuses keep it out. */
async function textOfPage(host: string): Promise<string> {
  const targets = (await (await fetch(`http://${host}/json`)).json()) as {
    type: string
    webSocketDebuggerUrl: string
  }[]
  const page = targets.find(({ type }) => type === 'page')
  if (!page) return ''
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  await once(socket, 'open')
  socket.send(
    JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'document.body.innerText' } }),
  )
  const [{ data }] = (await once(socket, 'message')) as [{ data: string }]
  socket.close()
  return (JSON.parse(data) as { result: { result: { value: string } } }).result.result.value
}

// The application as it is installed: what a user's machine runs, and what it does not let others do with it.

test(
  'an installed application runs what was packed and nothing else @electron',
  { tag: '@electron' },
  async () => {
    test.setTimeout(400_000)
    test.skip(process.platform !== 'linux', 'The test packages for Linux.')
    const folder = mkdtempSync(join(tmpdir(), 'ainur-installed-'))
    const running: ReturnType<typeof startInstalled>[] = []
    const start = (
      ...options: Parameters<typeof startInstalled> extends [string, ...infer Rest] ? Rest : never
    ) => {
      const started = startInstalled(program, ...options)
      running.push(started)
      return started
    }
    const { program, resources } = await packageApp(folder)
    try {
      await test.step('its fuses are what the configuration says', async () => {
        const wire = await getCurrentFuseWire(program)
        const state = (fuse: FuseV1Options) => wire[fuse]
        for (const off of [
          FuseV1Options.RunAsNode,
          FuseV1Options.EnableNodeOptionsEnvironmentVariable,
          FuseV1Options.EnableNodeCliInspectArguments,
        ])
          expect(state(off), FuseV1Options[off]).toBe(OFF)
        for (const on of [
          FuseV1Options.EnableCookieEncryption,
          FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
          FuseV1Options.OnlyLoadAppFromAsar,
        ])
          expect(state(on), FuseV1Options[on]).toBe(ON)
      })

      await test.step('it works, and takes no code and no debugger from its environment', async () => {
        const mark = join(folder, 'mark')
        const evil = join(folder, 'evil.cjs')
        writeFileSync(evil, `require('fs').writeFileSync(${JSON.stringify(mark)}, '')`)
        const dataDir = join(folder, 'data')
        const app = start(dataDir, ['--inspect=0', '--remote-debugging-port=0'], {
          ELECTRON_RUN_AS_NODE: '1',
          NODE_OPTIONS: `--require=${evil}`,
        })
        await app.printed(/DevTools listening on ws:\S+/)
        const [, host = ''] = /DevTools listening on ws:\/\/([^/]+)/.exec(app.output()) ?? []
        await expect.poll(() => textOfPage(host), { timeout: 90_000 }).toMatch(/Leave the first steps/)
        await app.kill()
        expect(existsSync(mark)).toBe(false)
        expect(app.output()).not.toMatch(/Debugger listening/)
      })

      await test.step('it starts nothing when a part of it was changed, added or taken away', async () => {
        const part = (pattern: string) => join(resources, globSync(pattern, { cwd: resources })[0]!)
        const core = part('app.asar.unpacked/out/core/headless.js')
        const native = part('app.asar.unpacked/node_modules/better-sqlite3/**/*.node')
        const runtime = part('resources/chain/*.wasm')
        const added = join(resources, 'app.asar.unpacked', 'node_modules', 'bufferutil.js')
        const cases: [string, () => void, () => void][] = [core, native, runtime].map((file) => {
          const bytes = readFileSync(file)
          return [
            `changed: .*${file.slice(resources.length + 1)}`,
            () => appendFileSync(file, ' '),
            () => writeFileSync(file, bytes),
          ]
        })
        const archive = join(resources, 'app.asar')
        const whole = readFileSync(archive)
        const words = whole.indexOf('Look for updates')
        expect(words).toBeGreaterThan(0)
        const other = Buffer.from(whole).fill('a', words, words + 1)
        cases.push([
          `changed: .*app\\.asar/out/main/index\\.cjs`,
          () => writeFileSync(archive, other),
          () => writeFileSync(archive, whole),
        ])
        cases.push([`not of Ainur: .*bufferutil`, () => writeFileSync(added, ''), () => rmSync(added)])
        cases.push([
          `missing: .*${core.slice(resources.length + 1)}`,
          () => renameSync(core, `${folder}/aside`),
          () => renameSync(`${folder}/aside`, core),
        ])
        for (const [n, [words, spoil, mend]] of cases.entries()) {
          spoil()
          const dataDir = join(folder, `data-${n}`)
          const app = start(dataDir)
          const log = join(dataDir, 'logs', 'desktop.log')
          await expect
            .poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : ''), { timeout: 60_000 })
            .toMatch(new RegExp(`not as it was installed.*${words}`))
          await app.kill()
          expect(readFileSync(log, 'utf8')).not.toMatch(/Starts a core/)
          mend()
        }
      })
    } finally {
      for (const app of running) await app.kill()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
