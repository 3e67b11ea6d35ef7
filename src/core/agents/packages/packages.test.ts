import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiPromise } from '@polkadot/api'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { agentManifest } from '../../../contract/manifest.ts'
import { createContent } from '../../content/content.ts'
import { blake3Hex } from '../../content/hash.ts'
import { createLocalDb } from '../../db/local-db.ts'
import { createLog } from '../../observability/log.ts'
import { createSandbox } from '../../sandbox/sandbox.ts'
import { echoComponent } from '../../sandbox/testing/fixtures.ts'
import { createChanges } from '../../system/changes.ts'
import { openLab } from '../../testing/lab.ts'
import { resourcesDir } from '../../testing/paths.ts'
import { createComponentRunner } from '../../work/component-runner.ts'
import { createPrograms } from '../../work/programs.ts'
import { taskRules } from '../../work/rules.ts'
import type { NamedFile } from './files.ts'
import { createPackages } from './packages.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'ainur-packages-'))
const localDb = createLocalDb({
  file: join(dataDir, 'local.db'),
  migrationsFolder: join(resourcesDir, 'migrations', 'local'),
})
const content = createContent({ dataDir, localDb, gateway: () => null, publishTo: () => null })
const nobody = { addressRaw: new Uint8Array(32), sign: () => new Uint8Array(65) }
const sandbox = createSandbox({ cacheDir: join(dataDir, 'cache') })
const deps = {
  dataDir,
  resourcesDir,
  sandbox,
  content,
  localDb,
  changes: createChanges(),
  log: createLog({ dir: null }),
}
const open = () => createPackages(deps)

beforeAll(async () => {
  localDb.open()
  await content.start()
})
afterAll(async () => {
  await sandbox.stop()
  await content.stop()
  localDb.close()
  rmSync(dataDir, { recursive: true, force: true })
})

type Json = Record<string, unknown>
const echo = () => JSON.parse(readFileSync(join(resourcesDir, 'agents/echo/agent.json'), 'utf8')) as Json
const file = (name: string, bytes: Uint8Array | string): NamedFile => ({
  name,
  base64: Buffer.from(bytes).toString('base64'),
})
const component = file('echo.wasm', echoComponent())
const json = (change: Json = {}) => file('agent.json', JSON.stringify({ ...echo(), ...change }))
/** A manifest whose hash fits other bytes. */
async function forBytes(bytes: Uint8Array): Promise<NamedFile[]> {
  const hash = (await blake3Hex(bytes)).slice(2)
  return [json({ component: { file: 'echo.wasm', hash } }), file('echo.wasm', bytes)]
}
const one = (echo()['capabilities'] as Json[])[0]!
const installed = () => {
  try {
    return readdirSync(join(dataDir, 'packages'))
  } catch {
    return []
  }
}
const MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00)
const EMPTY_COMPONENT = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00)

it('the agents that ship ask for what the chain takes', async () => {
  const lab = await openLab()
  onTestFinished(() => lab.close())
  const { minPrice } = taskRules(lab as unknown as ApiPromise)
  expect(minPrice).toBeGreaterThan(0n)
  const shipped = readdirSync(join(resourcesDir, 'agents'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  expect(shipped.length).toBeGreaterThan(1)
  for (const { name } of shipped) {
    const text = readFileSync(join(resourcesDir, 'agents', name, 'agent.json'), 'utf8')
    for (const { price } of agentManifest.parse(JSON.parse(text)).capabilities)
      expect(BigInt(price), name).toBeGreaterThanOrEqual(minPrice)
  }
})

describe('a package that is not one', () => {
  const cases: [string, () => NamedFile[] | Promise<NamedFile[]>, RegExp][] = [
    ['no manifest', () => [component], /no agent\.json/],
    ['no component', () => [json()], /lacks echo\.wasm/],
    [
      'a file too many',
      () => [json(), component, file('readme.txt', 'hi')],
      /belong to no agent: readme\.txt/,
    ],
    ['the same file twice', () => [json(), component, component], /echo\.wasm twice/],
    [
      'a name that leaves the folder',
      () => [file('../agent.json', '{}'), component],
      /not the name of a file/,
    ],
    ['an absolute name', () => [file('/etc/agent.json', '{}'), component], /not the name of a file/],
    ['a name with a null', () => [file('agent.json\0', '{}'), component], /not the name of a file/],
    ['not base64', () => [{ name: 'agent.json', base64: '%%%' }, component], /not base64/],
    ['not JSON', () => [file('agent.json', '{'), component], /not JSON/],
    ['not UTF-8', () => [file('agent.json', Uint8Array.of(0xff, 0xfe)), component], /not JSON in UTF-8/],
    ['a giant manifest', () => [file('agent.json', ' '.repeat(300_000)), component], /larger than 256 KiB/],
    ['an array', () => [file('agent.json', '[]'), component], /not a manifest/],
    ['another version', () => [json({ schemaVersion: 2 }), component], /schemaVersion/],
    ['an unknown field', () => [json({ secret: 1 }), component], /not a manifest/],
    ['a bad name', () => [json({ name: 'Échö' }), component], /name/],
    ['an empty title', () => [json({ title: '' }), component], /title/],
    ['a title that turns around', () => [json({ title: 'a\u202eb' }), component], /title: .*invisible/],
    ['a blank title', () => [json({ title: '\u2800' }), component], /title/],
    [
      'a hidden description',
      () => [json({ description: 'a\u200bb' }), component],
      /description: .*invisible/,
    ],
    [
      'a capability that nobody sees',
      () => [json({ capabilities: [{ ...one, title: '\u200b' }] }), component],
      /capabilities\.0\.title/,
    ],
    ['no capabilities', () => [json({ capabilities: [] }), component], /capabilities/],
    ['a capability twice', () => [json({ capabilities: [one, one] }), component], /"echo" twice/],
    [
      'a long capability',
      () => [json({ capabilities: [{ ...one, name: 'x'.repeat(33) }] }), component],
      /longer than 32/,
    ],
    ['a negative price', () => [json({ capabilities: [{ ...one, price: '-1' }] }), component], /price/],
    ['a fractional price', () => [json({ capabilities: [{ ...one, price: '0.5' }] }), component], /price/],
    [
      'parameters that are no object',
      () => [json({ capabilities: [{ ...one, parameters: { type: 'string' } }] }), component],
      /type object/,
    ],
    [
      'too much memory',
      () => [json({ limits: { fuel: '1', memory: 2 ** 33, wallMs: 100 } }), component],
      /limits\.memory/,
    ],
    [
      'odd memory',
      () => [json({ limits: { fuel: '1', memory: 65_537, wallMs: 100 } }), component],
      /limits\.memory/,
    ],
    [
      'a permission nobody can grant',
      () => [json({ permissions: ['ainur:agent/network@1.0.0'] }), component],
      /cannot grant/,
    ],
    [
      'an HTTP agent',
      () => [
        json({
          kind: 'http',
          service: { url: 'http://127.0.0.1', timeoutMs: 1_000 },
          component: undefined,
          limits: undefined,
          permissions: undefined,
        }),
        component,
      ],
      /HTTP service/,
    ],
    [
      'a component file elsewhere',
      () => [json({ component: { file: '../echo.wasm', hash: 'a'.repeat(64) } }), component],
      /component\.file/,
    ],
    [
      'another hash',
      () => [json({ component: { file: 'echo.wasm', hash: 'a'.repeat(64) } }), component],
      /not the program/,
    ],
    ['a text as component', () => forBytes(new TextEncoder().encode('hello')), /not a WASM component/],
    ['nothing as component', () => forBytes(new Uint8Array()), /not a WASM component/],
    ['a core module', () => forBytes(MODULE), /module, not a component/],
    ['a component that exports nothing', () => forBytes(EMPTY_COMPONENT), /cannot be run/],
    ['a component cut short', () => forBytes(echoComponent().subarray(0, 20_000)), /cannot be run/],
  ]

  it.each(cases)('%s', async (_, make, words) => {
    const files = await make()
    const packages = open()
    await expect(packages.inspect(files)).rejects.toThrow(words)
    await expect(packages.install(files)).rejects.toMatchObject({
      code: 'INVALID',
      consequence: expect.any(String) as string,
    })
    expect(installed()).toEqual([])
  })
})

describe('packages', () => {
  it('lists what ships with Ainur', async () => {
    const list = await open().list()
    expect(list.map(({ manifest }) => manifest.name)).toEqual(['echo', 'summarizer'])
    for (const each of list) {
      expect(each).toMatchObject({ source: 'bundled', installedAt: null })
      expect(each.manifest.component.hash).toBe(each.componentHash)
      await expect(open().uninstall(each.id)).rejects.toMatchObject({ code: 'INVALID' })
    }
  })

  it('installs from files of a dropped folder, keeps it over a restart and removes it', async () => {
    const files = [
      file('my-echo/agent.json', JSON.stringify({ ...echo(), name: 'my-echo', version: '2.0.0' })),
      { ...component, name: 'my-echo/echo.wasm' },
    ]
    const shown = await open().inspect(files)
    expect(installed()).toEqual([])
    const done = await open().install(files)
    expect(done).toMatchObject({ id: shown.id, source: 'installed' })
    expect(done.installedAt).toBeGreaterThan(Date.now() - 60_000)
    expect((await open().install(files)).id).toBe(done.id)
    const again = open()
    expect((await again.list()).map(({ id }) => id)).toContain(done.id)
    await again.uninstall(done.id)
    expect(installed()).toEqual([])
    await expect(again.get(done.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('leaves out folders that are unfinished or were changed', async () => {
    const done = await open().install([json({ name: 'changed' }), component])
    const dir = join(dataDir, 'packages', done.id)
    mkdirSync(join(dataDir, 'packages', '.new-x'))
    writeFileSync(join(dir, 'echo.wasm'), 'other bytes')
    expect((await open().list()).map(({ source }) => source)).toEqual(['bundled', 'bundled'])
    rmSync(join(dataDir, 'packages'), { recursive: true })
  })

  it('takes the same program with other limits or another price for another package', async () => {
    const packages = open()
    const { limits, capabilities } = echo() as { limits: Json; capabilities: Json[] }
    const changed = [
      { limits: { ...limits, fuel: '1000' } },
      { capabilities: [{ ...capabilities[0], price: '7000000000000' }] },
    ]
    const ids = (await packages.list()).map(({ id }) => id)
    for (const change of changed) {
      const done = await packages.install([json(change), component])
      expect(done.manifest).toMatchObject(change)
      expect(done.source).toBe('installed')
      ids.push(done.id)
    }
    expect((await packages.list()).map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(new Set(await Promise.all(ids.map((id) => packages.manifestCid(id)))).size).toBe(ids.length)
    for (const id of ids.slice(2)) await packages.uninstall(id)
  })

  it('knows under which CID a package will be published, before it is', async () => {
    const packages = open()
    const [, second] = await packages.list()
    const cid = await packages.manifestCid(second!.id)
    expect(await content.has(cid)).toBe(false)
    expect(await packages.ofManifest(cid)).toMatchObject({ id: second!.id, manifestCid: null })
    expect((await packages.publish(second!.id, nobody)).manifestCid).toBe(cid)
    expect(await packages.ofManifest(cid)).toMatchObject({ id: second!.id, manifestCid: cid })
    expect(
      await packages.ofManifest('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'),
    ).toBeNull()
  })

  it('publishes what a stranger can load and run', async () => {
    const packages = open()
    const [first] = await packages.list()
    const cids = await packages.publish(first!.id, nobody)
    expect(await packages.publish(first!.id, nobody)).toEqual(cids)
    expect(await packages.get(first!.id)).toMatchObject(cids)
    const program = await createPrograms({
      content,
      runners: { wasm: createComponentRunner({ content, sandbox }) },
    }).load(cids.manifestCid)
    expect(program).toMatchObject({
      manifest: { component: { cid: cids.componentCid, hash: first!.componentHash } },
    })
  })
})
