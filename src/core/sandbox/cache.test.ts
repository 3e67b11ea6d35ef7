import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { createSandbox } from './sandbox.ts'
import { echoComponent, limits, request, temporaryFolder } from './testing/fixtures.ts'

/** A sandbox of its own with one component prepared, whose processes end with every run. */
async function prepared(root = temporaryFolder()) {
  const cacheDir = join(root, 'cache')
  const lines: string[] = []
  const sandbox = createSandbox({ cacheDir, idleMs: 0, log: (line) => lines.push(line) })
  onTestFinished(() => sandbox.stop())
  const component = await sandbox.prepare(echoComponent())
  const [entry = ''] = readdirSync(cacheDir)
  const run = async () => (await sandbox.run(component, request('x'), limits())).outcome
  return { root, cacheDir, folder: join(cacheDir, entry), sandbox, component, run, lines }
}

const hostile = `export const instantiate = () => ({ run: () => { throw { tag: 'internal', val: 'FORGED' } } })`

describe('what lies in the cache', () => {
  it.each<[string, (folder: string) => void]>([
    ['changed', (folder) => writeFileSync(join(folder, 'component.mjs'), hostile)],
    ['cut', (folder) => writeFileSync(join(folder, 'component.core.wasm'), '')],
    ['gone', (folder) => rmSync(join(folder, 'component.core.wasm'))],
    ['more than was written', (folder) => writeFileSync(join(folder, 'component.core9.wasm'), 'x')],
    [
      'changed with its own list',
      (folder) => {
        writeFileSync(join(folder, 'component.mjs'), hostile)
        const list = JSON.parse(readFileSync(join(folder, 'entry.json'), 'utf8')) as Record<string, unknown>
        writeFileSync(join(folder, 'entry.json'), JSON.stringify({ ...list, files: {} }))
      },
    ],
  ])('does not run when it is %s, and is made anew', async (_, change) => {
    const { folder, sandbox, component, run, lines } = await prepared()
    expect((await run()).kind).toBe('ok')
    expect(await sandbox.ready(component)).toBe(true)
    change(folder)
    await expect(run()).rejects.toMatchObject({ code: 'failed' })
    expect(await sandbox.ready(component)).toBe(false)
    await sandbox.prepare(echoComponent())
    expect(lines).toHaveLength(2)
    expect((await run()).kind).toBe('ok')
  })

  it('is not taken from another data folder, nor from another entry', async () => {
    const first = await prepared()
    const second = await prepared()
    rmSync(second.folder, { recursive: true })
    cpSync(first.folder, second.folder, { recursive: true })
    await expect(second.run()).rejects.toMatchObject({ code: 'failed' })
  })

  it('is taken again by the next start', async () => {
    const { root, sandbox } = await prepared()
    await sandbox.stop()
    expect((await prepared(root)).lines).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('is for nobody else', async () => {
    const root = temporaryFolder()
    const { cacheDir, folder, sandbox } = await prepared(root)
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect([cacheDir, folder].map(mode)).toEqual(['700', '700'])
    const files = readdirSync(folder).map((name) => mode(join(folder, name)))
    expect(new Set([...files, mode(`${cacheDir}.key`)])).toEqual(new Set(['600']))
    await sandbox.stop()
    chmodSync(cacheDir, 0o755)
    await prepared(root)
    expect(mode(cacheDir)).toBe('700')
  })
})

describe('a component that takes long to prepare', () => {
  const sandbox = createSandbox({
    cacheDir: join(temporaryFolder(), 'cache'),
    hostUrl: new URL('./testing/busy-prepare.ts', import.meta.url),
  })
  afterAll(() => sandbox.stop())

  it('does not keep another one waiting', async () => {
    const controller = new AbortController()
    const slow = sandbox.prepare(Uint8Array.of(1), { signal: controller.signal })
    await expect(sandbox.prepare(Uint8Array.of(2))).rejects.toMatchObject({ code: 'unsupported' })
    controller.abort()
    await expect(slow).rejects.toThrow('aborted')
  })
})
