import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { describe, expect, it } from 'vitest'
import { Refusal } from './host/meter.ts'
import { agent, type ComponentText } from './testing/component.ts'
import { check } from './testing/metered.ts'

const file = (name: string) => readFileSync(join(import.meta.dirname, 'testing/cases', `${name}.wasm`))

function refusal(component: Uint8Array): Pick<Refusal, 'code' | 'message'> | undefined {
  try {
    check(component)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message }
    throw error
  }
}

const instance = (name: string, body: string): ComponentText => ({
  imports: `(import "${name}" (instance $x ${body}))`,
})

describe('imports', () => {
  it.each([
    ['D1', 'unknown-import', '[static]output-stream.to-string of wasi:io/streams, which is not in'],
    ['D2', 'unknown-import', '[static]output-stream.constructor of wasi:io/streams, which is not in'],
    ['D6', 'unknown-import', 'constructor of wasi:cli/environment, which is not in'],
    ['D7', 'unknown-import', 'constructor of wasi:cli/environment, which is not in'],
    ['K2', 'unknown-import', 'of wasi:cli/environment, which is not in'],
    ['B1', 'unsupported', '“run” has another type'],
    ['B5', 'unknown-import', 'o of ainur:agent/types, which is not in'],
    ['J2', 'unsupported', '“run” has another type'],
    ['L3', 'unsupported', 'it uses tasks, streams, threads or resources of its own'],
  ])('%s is refused', (name, code, message) => {
    expect(refusal(file(name))).toEqual({ code, message: expect.stringContaining(message) as string })
  })

  it.each([
    ['what nobody offers', 'wasi:nn/graph@0.2.0', '', 'wasi:nn/graph, which Ainur does not offer'],
    ['a newer version', 'wasi:cli/exit@0.2.99', '', 'in version "0.2.99"; Ainur offers 0.2.12'],
    ['another version', 'wasi:cli/exit@0.3.0', '', 'in version "0.3.0"'],
    ['a version before the first', 'wasi:cli/exit@0.2.0-rc-2023-11-10', '', '0.2.0-rc-2023-11-10'],
    ['no version', 'wasi:cli/exit', '', 'in version ""'],
    ['another version of the host', 'ainur:agent/host@0.2.0', '', 'Ainur offers 0.1.0'],
    [
      'another result',
      'wasi:random/random@0.2.0',
      '(export "get-random-u64" (func (result f64)))',
      'get-random-u64 of wasi:random/random with another type',
    ],
    [
      'another parameter',
      'wasi:random/random@0.2.0',
      '(export "get-random-bytes" (func (param "length" u64) (result (list u8))))',
      'get-random-bytes of wasi:random/random with another type',
    ],
    [
      'a resource in the place of another',
      'wasi:clocks/monotonic-clock@0.2.0',
      '(export "pollable" (type (sub resource)))',
      'pollable of wasi:clocks/monotonic-clock with another type',
    ],
    [
      'cases in another order',
      'ainur:agent/host@0.1.0',
      '(export "level" (type (eq 0)))',
      'level of ainur:agent/host with another type',
    ],
    [
      'an instance within',
      'wasi:cli/exit@0.2.0',
      '(export "exit" (instance))',
      'exit of wasi:cli/exit with another type',
    ],
  ])('of %s are refused', async (_, name, body, message) => {
    const type = body.includes('eq 0') ? `(type (enum "info" "debug" "warning" "error")) ${body}` : body
    expect(refusal(await agent(instance(name, type)))?.message).toContain(message)
  })

  it.each(['constructor', 'to-string', 'then', 'prototype', 'value-of', 'has-own-property'])(
    'of the function “%s” are refused',
    async (name) => {
      const component = await agent(
        instance('wasi:random/random@0.2.0', `(export "${name}" (func (result u64)))`),
      )
      expect(refusal(component)?.message).toContain(`${name} of wasi:random/random, which is not in`)
    },
  )

  it.each([
    ['a function', '(import "run-me" (func))', 'run-me, which Ainur does not offer'],
    ['a type', '(import "thing" (type (sub resource)))', 'thing, which Ainur does not offer'],
    ['a core module', '(import "code" (core module))', 'declares types of core modules'],
    ['a component', '(import "part" (component))', 'part, which Ainur does not offer'],
    [
      'two versions',
      '(import "wasi:cli/exit@0.2.0" (instance)) (import "wasi:cli/exit@0.2.1" (instance))',
      'wasi:cli/exit is there in two versions',
    ],
  ])('of %s at the root are refused', async (_, imports, message) => {
    expect(refusal(await agent({ imports }))?.message).toContain(message)
  })

  it('of types that are far larger than they look are refused at once', async () => {
    const twice = Array.from({ length: 60 }, (_, i) => `(type $t${i + 1} (tuple $t${i} $t${i}))`)
    const nested = Array.from({ length: 5_000 }, (_, i) => `(type $t${i + 1} (list $t${i}))`)
    for (const types of [twice, nested]) {
      const last = `(export "get-random-u64" (func (result $t${types.length})))`
      const body = `(type $t0 (tuple u8 u8)) ${types.join(' ')} ${last}`
      expect(refusal(await agent(instance('wasi:random/random@0.2.0', body)))).toMatchObject({
        code: 'invalid-component',
        message: expect.stringContaining('The component is not valid WebAssembly: ') as string,
      })
    }
  })

  it('of older versions are taken where their types are the same', async () => {
    for (const version of ['0.2.0', '0.2.3', '0.2.12']) {
      const component = await agent({
        imports: `
        (import "wasi:io/poll@${version}" (instance $poll (export "pollable" (type (sub resource)))))
        (alias export $poll "pollable" (type $pollable))
        (import "wasi:clocks/monotonic-clock@${version}" (instance
          (type $u u64) (export "duration" (type $d (eq $u)))
          (alias outer 1 $pollable (type $p)) (export "pollable" (type $q (eq $p)))
          (export "now" (func (result u64)))
          (export "subscribe-duration" (func (param "when" $d) (result (own $q))))))`,
      })
      expect(refusal(component)).toBeUndefined()
    }
  })
})

describe('exports', () => {
  it('are those of the world, with their types', async () => {
    expect(refusal(await agent())).toBeUndefined()
    const types = [
      '(param "work" $input) (result (result $output (error $error)))',
      '(param "TASK" $input) (result (result $output (error $error)))',
      '(param "task" $input) (result (result $output (error $output)))',
      '(param "task" $input) (result (result $output (error string)))',
      '(param "task" $input) (result (tuple $output $error))',
    ]
    for (const type of types)
      expect(refusal(await agent({ type }))?.message).toContain('“run” has another type')
  })

  it.each([
    ['another function', '(export "then" (func $run))', 'it exports “then”'],
    ['a core module', '(export "code" (core module $m))', 'it exports “code”'],
    ['a type', '(export "thing" (type $input))', 'it exports “thing”'],
  ])('beside the world are refused: %s', async (_, last, message) => {
    expect(refusal(await agent({ last }))?.message).toContain(message)
  })

  const instance = (name: string, type = '') =>
    `(component $c (type $r (record (field "name" string))) (export $n "name" (type $r)) ${type})
     (instance $x (instantiate $c)) (export "${name}" (instance $x))`
  const init =
    '(core module $n (func (export "f"))) (core instance $n (instantiate $n)) (func $init (canon lift (core func $n "f")))'
  it('beside the world may be what runtimes leave from when they were built', async () => {
    const alone = `${init} (export "init" (func $init))`
    const within = instance('exports', `${init} (export "init" (func $init))`)
    expect(refusal(await agent({ last: alone }))).toBeUndefined()
    expect(refusal(await agent({ last: within }))).toBeUndefined()
  })

  it.each([
    ['of another name', instance('others')],
    ['with another function', instance('exports', `${init} (export "then" (func $init))`)],
    ['as an instance', instance('init')],
  ])('that runtimes leave are refused %s', async (_, last) => {
    expect(refusal(await agent({ last }))?.message).toContain('which is not in the world')
  })

  it('are missed when they are not there', async () => {
    expect(refusal(await parse('(component)'))?.message).toContain('does not export the function “run”')
    expect(refusal(await parse('(module)'))?.code).toBe('invalid-component')
    expect(refusal(new Uint8Array([1, 2, 3]))?.code).toBe('invalid-component')
  })
})

describe('parts that agents do not need', () => {
  it.each([
    ['a resource of its own', '(type (resource (rep i32)))', 'defines a resource of its own'],
    ['types of core modules', '(core type (module))', 'declares types of core modules'],
    ['waitable sets', '(core func (canon waitable-set.new))', 'tasks, streams, threads'],
    ['error contexts', '(core func (canon error-context.drop))', 'tasks, streams, threads'],
    [
      'waitable sets of a component within',
      '(component (component (core func (canon waitable-set.new))))',
      'tasks, streams, threads',
    ],
    ['a resource of a component within', '(component (type (resource (rep i32))))', 'a resource of its own'],
    ['many components', '(component)'.repeat(20), 'it has 21 components; 20 are allowed'],
    [
      'deep components',
      `${'(component '.repeat(5)}${')'.repeat(5)}`,
      'it has 6 components within components; 5 are allowed',
    ],
    ['many instances', '(core instance (instantiate $m))'.repeat(1_000), 'it has 1001 instances'],
    ['many core modules', '(core module)'.repeat(500), 'it has 501 core modules'],
    ['tasks', '(core func (canon task.cancel))', 'tasks, streams, threads'],
    ['streams', '(type $s (stream u8)) (core func (canon stream.new $s))', 'tasks, streams, threads'],
    ['threads', '(core func (canon thread.index))', 'tasks, streams, threads'],
    ['yields', '(core func (canon thread.yield))', 'tasks, streams, threads'],
    [
      'another encoding',
      `(func (param "text" string) (param "a" u8) (param "b" u8) (result u32)
        (canon lift (core func $i "cabi_realloc") string-encoding=utf16 (memory (core memory $i "memory"))
          (realloc (core func $i "cabi_realloc"))))`,
      'another encoding than UTF-8',
    ],
  ])('are refused: %s', async (_, last, message) => {
    expect(refusal(await agent({ last }))?.message).toContain(message)
  })
})
