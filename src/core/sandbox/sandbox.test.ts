import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { afterAll, describe, expect, it } from 'vitest'
import { createSandbox } from './sandbox.ts'
import { echoComponent, faultyComponent, limits, request, temporaryFolder } from './testing/fixtures.ts'
import type { Execution, Sandbox } from './types.ts'

const cacheDir = temporaryFolder()
const sandbox = createSandbox({ cacheDir })
afterAll(() => sandbox.stop())

const text = (execution: Execution) =>
  execution.outcome.kind === 'ok'
    ? new TextDecoder().decode(execution.outcome.data)
    : JSON.stringify(execution.outcome)
const stable = ({ wallMs: _, ...rest }: Execution) => rest

async function faulty(mode: string, rest: object = {}, own = limits()) {
  const component = await sandbox.prepare(faultyComponent())
  return sandbox.run(component, request('', { mode, ...rest }), own)
}

describe('an agent that works', () => {
  it('gives its answer', async () => {
    const component = await sandbox.prepare(echoComponent())
    const execution = await sandbox.run(component, request('Grüße, Ainur', { change: 'uppercase' }), limits())
    expect(text(execution)).toBe('GRÜSSE, AINUR')
    expect(execution.outcome).toMatchObject({ kind: 'ok', mediaType: 'text/plain' })
    expect(BigInt(execution.fuelUsed)).toBeGreaterThan(1000n)
    expect(execution.memoryPeak).toBeGreaterThan(65_536)
  })

  it('carries any bytes', async () => {
    const component = await sandbox.prepare(echoComponent())
    const data = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256)
    const execution = await sandbox.run(
      component,
      request('', {}, { data, mediaType: 'image/png' }),
      limits(),
    )
    expect(execution.outcome).toEqual({ kind: 'ok', mediaType: 'image/png', data })
  })

  it('says the same in the same process, in another one and from a fresh cache', async () => {
    const task = request('same', { change: 'reverse' })
    const component = await sandbox.prepare(echoComponent())
    const first = await sandbox.run(component, task, limits())
    const second = await sandbox.run(component, task, limits())
    const other = createSandbox({ cacheDir: temporaryFolder(), idleMs: 0 })
    const third = await other.run(await other.prepare(echoComponent()), task, limits())
    await other.stop()
    expect(stable(second)).toEqual(stable(first))
    expect(stable(third)).toEqual(stable(first))
  })

  it('runs at the same time as others without mixing them up', async () => {
    const component = await sandbox.prepare(echoComponent())
    const words = Array.from({ length: 8 }, (_, i) => `word ${i}`)
    const all = await Promise.all(words.map((word) => sandbox.run(component, request(word), limits())))
    expect(all.map(text)).toEqual(words)
  })

  it('may refuse a task', async () => {
    const component = await sandbox.prepare(echoComponent())
    const unknown = await sandbox.run(component, request('x', {}, { capability: 'paint' }), limits())
    expect(unknown.outcome).toMatchObject({ kind: 'error', code: 'unsupported' })
    expect((await faulty('fail', { code: 'internal' })).outcome).toEqual({
      kind: 'error',
      code: 'internal',
      message: 'told to',
    })
  })
})

describe('an agent that goes wrong', () => {
  it.each([
    ['crash', 'unreachable'],
    ['out-of-bounds', 'trap'],
    ['loop', 'fuel'],
    ['allocate', 'memory'],
    ['recurse', 'stack'],
  ])('%s ends with %s, the same each time', async (mode, cause) => {
    const first = await faulty(mode)
    const second = await faulty(mode)
    expect(first.outcome).toMatchObject({ kind: 'trap', cause })
    expect(BigInt(first.fuelUsed)).toBeGreaterThan(0n)
    expect(stable(second)).toEqual(stable(first))
  })

  it('uses exactly its fuel', async () => {
    expect((await faulty('loop', {}, limits({ fuel: '123456' }))).fuelUsed).toBe('123456')
    const { fuelUsed } = await faulty('nan')
    expect((await faulty('nan', {}, limits({ fuel: fuelUsed }))).outcome.kind).toBe('ok')
    const short = await faulty('nan', {}, limits({ fuel: String(BigInt(fuelUsed) - 1n) }))
    expect(short.outcome).toMatchObject({ kind: 'trap', cause: 'fuel' })
  })

  it('gets the memory that the run may have, and no more', async () => {
    const memory = 24 * 1024 * 1024
    const execution = await faulty('allocate-until-refused', {}, limits({ memory }))
    expect(Number(text(execution))).toBeGreaterThan(20)
    expect(execution.memoryPeak).toBeLessThanOrEqual(memory)
    const tiny = await faulty('print', { lines: 1 }, limits({ memory: 65_536 }))
    expect(tiny.outcome).toMatchObject({ kind: 'trap', cause: 'memory' })
  })

  it('is killed when its time is up', async () => {
    const own = limits({ fuel: '9000000000000000000', wallMs: 700 })
    const execution = await faulty('loop', {}, own)
    expect(execution.outcome).toMatchObject({ kind: 'trap', cause: 'timeout' })
    expect(execution.wallMs).toBeLessThan(3_000)
  })

  it('is killed when the task is cancelled', async () => {
    const component = await sandbox.prepare(faultyComponent())
    const controller = new AbortController()
    const own = limits({ fuel: '9000000000000000000' })
    const running = sandbox.run(component, request('', { mode: 'progress' }), own, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(running).rejects.toThrow('aborted')
  })

  it('may not say too much', async () => {
    expect((await faulty('output', { bytes: 4_000 }, limits({ output: 4_000 }))).outcome.kind).toBe('ok')
    const long = await faulty('output', { bytes: 4_001 }, limits({ output: 4_000 }))
    expect(long.outcome).toMatchObject({ kind: 'trap', cause: 'output-limit' })
    const { logs } = await faulty('print', { lines: 5_000 }, limits({ logs: 2_000 }))
    expect(logs[0]).toEqual({ level: 'info', message: 'line 0' })
    expect(logs.length).toBeLessThan(60)
    const component = await sandbox.prepare(echoComponent())
    const input = await sandbox.run(component, request('12345'), limits({ input: 4 }))
    expect(input.outcome).toMatchObject({ kind: 'trap', cause: 'input-limit' })
  })

  it('sees not-a-numbers with the bits that all machines agree on', async () => {
    const { outcome } = await faulty('nan')
    const hex = outcome.kind === 'ok' ? Buffer.from(outcome.data).toString('hex') : ''
    const [plain, negated, single] = ['000000000000f87f', '000000000000f8ff', '0000c07f']
    expect(hex).toBe([plain, plain, negated, plain, plain, single].join(''))
  })
})

describe('preparing', () => {
  const prepareText = async (source: string, own: Sandbox = sandbox) => own.prepare(await parse(source))

  it('refuses what it does not offer, by name', async () => {
    const source =
      '(component (import "wasi:http/outgoing-handler@0.2.0" (instance (export "handle" (func)))) (func $f (canon lift (core func $x))))'
    await expect(prepareText(source)).rejects.toThrow()
    const importing = `(component
			(import "acme:bank/money" (instance $bank (export "send" (func))))
			(core func $send (canon lower (func $bank "send")))
			(core module $m (import "bank" "send" (func $send)) (func (export "run") call $send))
			(core instance $i (instantiate $m (with "bank" (instance (export "send" (func $send))))))
			(func (export "run") (canon lift (core func $i "run"))))`
    await expect(prepareText(importing)).rejects.toMatchObject({
      code: 'unknown-import',
      message: expect.stringContaining('acme:bank/money') as string,
    })
  })

  it('refuses what is no component, or not one of the world', async () => {
    await expect(sandbox.prepare(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      code: 'invalid-component',
    })
    await expect(prepareText('(component)')).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('refuses core modules that the meter does not allow', async () => {
    const threads = `(component
			(core module $m (memory 1 1 shared) (func (export "run")))
			(core instance $i (instantiate $m))
			(func (export "run") (canon lift (core func $i "run"))))`
    await expect(prepareText(threads)).rejects.toMatchObject({ code: 'invalid-component' })
  })

  it('uses the cache, and builds anew what was changed in it', async () => {
    const folder = temporaryFolder()
    const lines: string[] = []
    const own = createSandbox({ cacheDir: folder, log: (line) => lines.push(line) })
    const component = await own.prepare(echoComponent())
    await own.prepare(echoComponent())
    expect(lines).toHaveLength(1)
    const [entry = ''] = readdirSync(folder)
    const file = join(folder, entry, 'component.core.wasm')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, bytes.length - 5))
    await own.prepare(echoComponent())
    expect(lines).toHaveLength(2)
    expect(readFileSync(file)).toEqual(bytes)
    expect(text(await own.run(component, request('again'), limits()))).toBe('again')
    await own.stop()
    expect(readdirSync(folder)).toEqual([entry])
  })

  it('can be cancelled', async () => {
    const own = createSandbox({ cacheDir: temporaryFolder() })
    await expect(own.prepare(echoComponent(), { signal: AbortSignal.timeout(50) })).rejects.toThrow()
    await own.stop()
    await expect(own.prepare(echoComponent())).rejects.toMatchObject({ code: 'stopped' })
  })
})
