import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blake3 } from 'hash-wasm'
import { afterAll, describe, expect, it } from 'vitest'
import { agentManifest, type WasmManifest } from '../../contract/manifest.ts'
import { createSandbox } from './sandbox.ts'
import { temporaryFolder } from './testing/fixtures.ts'
import { defaultLimits } from './types.ts'

const folder = join(import.meta.dirname, '../../../resources/agents')
const sandbox = createSandbox({ cacheDir: temporaryFolder() })
afterAll(() => sandbox.stop())

function read(name: string): { manifest: WasmManifest; component: Buffer } {
  const manifest = agentManifest.parse(JSON.parse(readFileSync(join(folder, name, 'agent.json'), 'utf8')))
  if (manifest.kind !== 'wasm') throw new Error(`${name} is no component`)
  return { manifest, component: readFileSync(join(folder, name, manifest.component.file)) }
}

describe.each(['echo', 'summarizer'])('the agent %s', (name) => {
  const { manifest, component } = read(name)

  it('is the component that its manifest names', async () => {
    expect(manifest.component.hash).toBe(await blake3(component))
    expect(manifest.name).toBe(name)
  })

  it('does its own examples within its own limits', async () => {
    const prepared = await sandbox.prepare(component)
    const tasks = manifest.capabilities.flatMap((capability) =>
      capability.examples.map((example) => ({ capability, example })),
    )
    expect(tasks.length).toBeGreaterThan(0)
    for (const { capability, example } of tasks) {
      const task = {
        taskId: example.title,
        capability: capability.name,
        mediaType: example.mediaType,
        data: Buffer.from(example.input, example.encoding),
        parameters: JSON.stringify(example.parameters),
      }
      const { outcome } = await sandbox.run(prepared, task, { ...defaultLimits, ...manifest.limits })
      expect(outcome.kind).toBe('ok')
    }
  })
})

describe('a manifest', () => {
  const { manifest } = read('echo')

  it.each([
    ['a name that is no DID', { name: 'Echo Agent' }],
    ['a field that nobody knows', { colour: 'red' }],
    ['a hash that is none', { component: { file: 'echo.wasm', hash: 'abc' } }],
    ['a file somewhere else', { component: { file: '../echo.wasm', hash: manifest.component.hash } }],
    ['limits that are no whole pages', { limits: { ...manifest.limits, memory: 100_000 } }],
    ['fuel that no counter holds', { limits: { ...manifest.limits, fuel: String(2n ** 63n) } }],
    ['fuel that is no number', { limits: { ...manifest.limits, fuel: 'much' } }],
    ['no capability', { capabilities: [] }],
    ['an input of no media type', { capabilities: [{ ...manifest.capabilities[0], input: ['text'] }] }],
    ['an output in no form', { capabilities: [{ ...manifest.capabilities[0], output: ['*/plain'] }] }],
  ])('is refused with %s', (_, change) => {
    expect(agentManifest.safeParse({ ...manifest, ...change }).success).toBe(false)
  })

  it('may write its media types in any way', () => {
    const [capability] = manifest.capabilities
    const input = ['TEXT/*', 'Text/Plain; Charset="UTF-8"']
    const parsed = agentManifest.parse({ ...manifest, capabilities: [{ ...capability, input }] })
    expect(parsed.capabilities[0]?.input).toEqual(['text/*', 'text/plain;charset=utf-8'])
  })

  it('may ask for all the fuel there is', () => {
    const limits = { ...manifest.limits, fuel: String(2n ** 63n - 1n) }
    expect(agentManifest.safeParse({ ...manifest, limits }).success).toBe(true)
  })

  it('may describe an HTTP service', () => {
    const { component: _, limits: __, permissions: ___, ...rest } = manifest
    const service = { url: 'https://agent.example/tasks', timeoutMs: 60_000 }
    expect(agentManifest.safeParse({ ...rest, kind: 'http', service }).success).toBe(true)
    expect(
      agentManifest.safeParse({ ...rest, kind: 'http', service: { ...service, url: 'file:///etc/passwd' } })
        .success,
    ).toBe(false)
  })
})
