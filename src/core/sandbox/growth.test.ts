import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { execute } from './execute.ts'
import { createPool } from './pool.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'
import { check } from './testing/metered.ts'

const pool = createPool({
  nodePath: process.execPath,
  hostUrl: new URL('./host/main.ts', import.meta.url),
  idleMs: 0,
})
afterAll(() => pool.stop())

describe('a run whose process grows without end', () => {
  it.each([
    ['in buffers', 'new Uint8Array(16 * 1024 * 1024).fill(1)'],
    ['in objects', 'new Array(1_000_000).fill(1.5)'],
  ])('%s ends by name', async (_, part) => {
    const folder = temporaryFolder()
    const source = `export const instantiate = () => ({ run() { for (const kept = []; ;) kept.push(${part}) } })`
    writeFileSync(join(folder, 'component.mjs'), source)
    const { outcome } = await execute(pool, folder, request(''), limits(), {})
    expect(outcome).toMatchObject({ kind: 'trap', cause: 'process-memory' })
  })

  it('in resources of its own is refused', () => {
    const component = readFileSync(join(import.meta.dirname, 'testing/cases/F1.wasm'))
    expect(() => check(component)).toThrow('a resource of its own')
  })
})
