import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHost } from './host/host.ts'
import { bare } from './host/shape.ts'
import { createWasi } from './host/wasi.ts'
import { createSandbox } from './sandbox.ts'
import { agent } from './testing/component.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'

const silent = { write: () => undefined, text: () => '' }
const charge = () => undefined
const interfaces = () =>
  bare({
    ...createWasi({ taskId: '1', stdout: silent, stderr: silent, charge }),
    ...createHost({ logLimit: 1, charge, send: () => undefined }),
  })

describe('what a component can import', () => {
  it('inherits nothing from JavaScript', () => {
    const names = [Object, Function, Object.prototype, Function.prototype]
      .flatMap((value) => Object.getOwnPropertyNames(value))
      .concat('then')
      .filter((name) => name !== 'prototype')
    const found: string[] = []
    const look = (path: string, value: object) => {
      for (const name of names) {
        // A strict function's own accessors throw; nothing else has these names.
        if (name in value) found.push(`${path}.${name}`)
      }
    }
    const all = interfaces()
    look('', all)
    for (const [name, functions] of Object.entries(all)) {
      look(name, functions)
      for (const [key, value] of Object.entries(functions) as [string, { prototype?: object }][]) {
        look(`${name}.${key}`, value)
        if (value.prototype !== undefined) look(`${name}.${key}.prototype`, value.prototype)
      }
    }
    expect(Object.keys(all).length).toBeGreaterThan(25)
    expect(found).toEqual([])
  })

  it('is all that the offered world names', async () => {
    const root = join(import.meta.dirname, '../../../agents')
    const wasi = join(root, 'meter/wit/wasi')
    const files = [
      ...readdirSync(wasi)
        .map((name) => join(wasi, name))
        .filter((name) => name.endsWith('.wit')),
      join(root, 'wit/ainur.wit'),
    ]
    const packages = files.map((file) =>
      readFileSync(file, 'utf8').replace(/^package ([^;]+);([^]*)$/m, 'package $1 {$2}'),
    )
    const world = readFileSync(join(root, 'meter/wit/offered.wit'), 'utf8')
    const core = await componentEmbed({
      witSource: [world, ...packages].join('\n'),
      world: 'offered',
      dummy: true,
    })
    const sandbox = createSandbox({ cacheDir: temporaryFolder() })
    onTestFinished(() => sandbox.stop())
    const component = await sandbox.prepare(await componentNew(core))
    expect(component.imports.length).toBeGreaterThan(25)
    const { outcome } = await sandbox.run(component, request(''), limits())
    expect(outcome).toEqual({
      kind: 'trap',
      cause: 'unreachable',
      message: 'The agent came to what is never to be reached.',
    })
  })
})

it('a component does not call the host while the host passes it a value', async () => {
  const component = await agent({
    imports: `(import "wasi:random/random@0.2.0" (instance $random
        (export "get-random-bytes" (func (param "len" u64) (result (list u8))))))
      (core module $out (table (export "t") 1 funcref) (type $call (func (param i64 i32)))
        (func (export "f") (param i64 i32)
          (call_indirect (type $call) (local.get 0) (local.get 1) (i32.const 0))))
      (core instance $out (instantiate $out))`,
    coreImports: '(import "h" "f" (func $f (param i64 i32)))',
    with: '(with "h" (instance (export "f" (func $out "f"))))',
    core: `(func (export "allocate") (param i32 i32 i32 i32) (result i32)
      (call $f (i64.const 1) (i32.const 3000)) (i32.const 4096))`,
    body: '(call $f (i64.const 1) (i32.const 3000))',
    last: `(core func $bytes (canon lower (func $random "get-random-bytes")
        (memory (core memory $i "memory")) (realloc (core func $i "allocate"))))
      (core module $fix (import "" "t" (table 1 funcref)) (import "" "f" (func (param i64 i32)))
        (elem (i32.const 0) func 0))
      (core instance (instantiate $fix
        (with "" (instance (export "t" (table $out "t")) (export "f" (func $bytes))))))`,
  })
  const sandbox = createSandbox({ cacheDir: temporaryFolder() })
  onTestFinished(() => sandbox.stop())
  const { outcome } = await sandbox.run(await sandbox.prepare(component), request(''), limits())
  expect(outcome).toMatchObject({
    kind: 'trap',
    cause: 'trap',
    message: expect.stringContaining('while the host passed it a value') as string,
  })
})
