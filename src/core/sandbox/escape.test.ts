import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { execute } from './execute.ts'
import { createPool } from './pool.ts'
import { createSandbox } from './sandbox.ts'
import { agent } from './testing/component.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'

const cacheDir = temporaryFolder()
const sandbox = createSandbox({ cacheDir })
afterAll(() => sandbox.stop())

/** An agent whose core modules meet under the given names. */
const component = ({ module = 'x', field = 'f', exported = 'f', more = '' }) =>
  agent({
    coreImports: `(import "${module}" "${field}" (func))`,
    before: `(core module $from (func (export "${exported}"))) (core instance $from (instantiate $from))`,
    with: `(with "${module}" (instance (export "${field}" (func $from "${exported}"))))`,
    last: more,
  })

describe('a component whose names are JavaScript', () => {
  const code = "a': (globalThis.got = 1, 0), 'b"

  it('is accepted with ordinary names', async () => {
    await expect(sandbox.prepare(await component({}))).resolves.toMatchObject({ imports: [] })
  })

  it.each([
    ['the name of a module', { module: code }],
    ['the name of an import', { field: code }],
    ['the name of an export', { exported: "f'], globalThis.got = 1, ['g" }],
    ['a template', { field: '${globalThis.got = 1}' }],
    ['a line separator', { field: 'a\u2028b' }],
    ['a backslash', { field: 'a\\\\' }],
    [
      'a name in a component within',
      { more: `(component (core module $m) (core instance (instantiate $m (with "${code}" (instance)))))` },
    ],
    ['a URL as a name', { more: `(component (import "url=<https://x.example/'+got+'>" (func)))` }],
  ])('is refused with it in %s', async (_, parts) => {
    await expect(sandbox.prepare(await component(parts))).rejects.toMatchObject({
      code: 'invalid-component',
      message: expect.stringContaining('no tool puts into a name') as string,
    })
  })

  it('is refused with it in the field of a record', async () => {
    const source = await component({ more: `(type (record (field "it's" u32)))` })
    await expect(sandbox.prepare(source)).rejects.toMatchObject({
      code: 'invalid-component',
      message: expect.stringContaining('kebab') as string,
    })
  })

  it('does not carry the names of custom sections and of debug information into its glue code', async () => {
    const more = `(@custom "cust'om" "cont'ent") (core module $n (@name "deb'ug") (@custom "cust'om" "cont'ent")
      (func $f (@name "func'tion") (export "f"))) (core instance (instantiate $n))`
    await sandbox.prepare(await component({ more }))
    const glue = readdirSync(cacheDir).map((entry) =>
      readFileSync(join(cacheDir, entry, 'component.mjs'), 'utf8'),
    )
    expect(glue.length).toBeGreaterThan(0)
    for (const text of glue) expect(text).not.toMatch(/cust'om|cont'ent|deb'ug|func'tion/)
  })
})

it('JavaScript in the thread of a guest gets nowhere', async () => {
  const folder = temporaryFolder()
  copyFileSync(join(import.meta.dirname, 'testing/hostile-glue.mjs'), join(folder, 'component.mjs'))
  const pool = createPool({
    nodePath: process.execPath,
    hostUrl: new URL('./host/main.ts', import.meta.url),
    idleMs: 0,
  })
  const { outcome } = await execute(pool, folder, request(''), limits(), {})
  await pool.stop()
  expect(outcome).toMatchObject({ kind: 'error', code: 'internal' })
  const { globals = '', ...report } = JSON.parse(outcome.kind === 'error' ? outcome.message : '{}') as Record<
    string,
    string
  >
  expect(Object.keys(report).length).toBeGreaterThan(20)
  expect(Object.entries(report).filter(([, answer]) => answer === 'ALLOWED')).toEqual([])
  expect(globals.split(' ')).not.toContain('process')
})
