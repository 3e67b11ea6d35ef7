import { readdirSync } from 'node:fs'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SandboxError } from './errors.ts'
import { createFailures } from './failures.ts'
import { compile } from './prepare.ts'
import { createSandbox } from './sandbox.ts'
import { echoComponent, meterWasm, temporaryFolder } from './testing/fixtures.ts'

const options = {
  nodePath: process.execPath,
  hostUrl: new URL('./host/main.ts', import.meta.url),
  meter: meterWasm(),
}

describe('the process that prepares components', () => {
  it('reads its own code and the transpiler, nothing else', async () => {
    const hostUrl = new URL('./testing/prepare-probe.ts', import.meta.url)
    const error: unknown = await compile(echoComponent(), { ...options, hostUrl }).catch((e: unknown) => e)
    const found: unknown = JSON.parse(error instanceof SandboxError ? error.message : '{}')
    expect(found).toEqual({ system: 'ERR_ACCESS_DENIED', sources: 'ERR_ACCESS_DENIED', own: 'ALLOWED' })
  })

  it('is ended when it takes too much memory', async () => {
    const memoryLimit = 64 * 1024 * 1024
    await expect(compile(echoComponent(), { ...options, memoryLimit })).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})

describe('a component that cannot be prepared', () => {
  it('is not prepared again', async () => {
    const cacheDir = temporaryFolder()
    const lines: string[] = []
    const sandbox = createSandbox({ cacheDir, log: (line) => lines.push(line) })
    onTestFinished(() => sandbox.stop())
    const component = await parse('(component)')
    const refused = { code: 'unsupported', message: expect.stringContaining('“run”') as string }
    await expect(sandbox.prepare(component)).rejects.toMatchObject(refused)
    await expect(sandbox.prepare(component)).rejects.toMatchObject(refused)
    expect(lines).toHaveLength(1)
    await sandbox.prepare(echoComponent())
    expect(readdirSync(cacheDir)).toHaveLength(1)
  })

  it('is tried again later where the machine may have been at fault', () => {
    let now = 0
    const failures = createFailures(() => now)
    failures.remember('slow', new SandboxError('timeout', 'too long'))
    failures.remember('wrong', new SandboxError('unsupported', 'no'))
    failures.remember('cut', new SandboxError('stopped', 'stopped'))
    failures.remember('aborted', new DOMException('aborted', 'AbortError'))
    const refused = () =>
      ['slow', 'wrong', 'cut', 'aborted'].filter((key) => {
        try {
          failures.refuse(key)
          return false
        } catch {
          return true
        }
      })
    expect(refused()).toEqual(['slow', 'wrong'])
    now = 3_600_000
    expect(refused()).toEqual(['wrong'])
  })
})
