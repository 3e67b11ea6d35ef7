import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { createGauge, pageSize } from './host/gauge.ts'
import { createSandbox } from './sandbox.ts'
import { agent } from './testing/component.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'
import { load, meter } from './testing/metered.ts'
import type { Execution } from './types.ts'

/** Units that the shortest way out of a guest and back has to cost: it takes some microseconds. */
const leastCall = 2_000

/** An agent that can ask for its stdout, look at a stream and drop one. */
const streaming = (body: string) =>
  agent({
    imports: `
      (import "wasi:io/error@0.2.0" (instance $errors (export "error" (type (sub resource)))))
      (alias export $errors "error" (type $failed))
      (import "wasi:io/streams@0.2.0" (instance $streams
        (alias outer 1 $failed (type $e)) (export "error" (type $e2 (eq $e)))
        (type $variant (variant (case "last-operation-failed" (own $e2)) (case "closed")))
        (export "stream-error" (type $failure (eq $variant)))
        (export "output-stream" (type $o (sub resource)))
        (export "[method]output-stream.check-write"
          (func (param "self" (borrow $o)) (result (result u64 (error $failure)))))))
      (alias export $streams "output-stream" (type $stream))
      (import "wasi:cli/stdout@0.2.0" (instance $stdout
        (alias outer 1 $stream (type $s)) (export "output-stream" (type $s2 (eq $s)))
        (export "get-stdout" (func (result (own $s2))))))
      (core module $libc (memory (export "memory") 1))
      (core instance $libc (instantiate $libc))
      (alias core export $libc "memory" (core memory $memory))
      (core func $get (canon lower (func $stdout "get-stdout")))
      (core func $look (canon lower (func $streams "[method]output-stream.check-write") (memory $memory)))
      (core func $drop (canon resource.drop $stream))`,
    coreImports: `(import "h" "get" (func $get (result i32))) (import "h" "look" (func $look (param i32 i32)))
      (import "h" "drop" (func $drop (param i32)))`,
    with: `(with "h" (instance (export "get" (func $get)) (export "look" (func $look))
      (export "drop" (func $drop))))`,
    body: `(local $s i32) ${body}`,
  })

async function run(body: string): Promise<Execution> {
  const sandbox = createSandbox({ cacheDir: temporaryFolder() })
  onTestFinished(() => sandbox.stop())
  return sandbox.run(await sandbox.prepare(await streaming(body)), request(''), limits())
}

describe('a handle that the agent does not have', () => {
  const get = '(local.set $s (call $get))'
  it.each([
    ['is never dropped', '(call $drop (i32.const 77))'],
    ['is never dropped, however odd', '(call $drop (i32.const -5))'],
    ['is never lent', '(call $look (i32.const 77) (i32.const 16))'],
    ['is not dropped twice', `${get} (call $drop (local.get $s)) (call $drop (local.get $s))`],
    [
      'is not lent when it was dropped',
      `${get} (call $drop (local.get $s)) (call $look (local.get $s) (i32.const 16))`,
    ],
  ])('%s', async (_, body) => {
    expect((await run(body)).outcome).toEqual({
      kind: 'trap',
      cause: 'trap',
      message: 'The agent passed a handle that it does not have.',
    })
  })
})

describe('no way out of a guest is cheap', () => {
  it.each([
    ['calls of an interface', '(drop (call $get))', 1],
    ['giving a resource back', '(call $drop (call $get))', 2],
  ])('%s', async (_, body, calls) => {
    const [without, once] = [await run(''), await run(body)]
    expect(Number(once.fuelUsed) - Number(without.fuelUsed)).toBeGreaterThan(calls * leastCall)
  })
})

it('whatever a module imports from the host costs the same at least, by whatever way it is called', async () => {
  const gauge = createGauge(1_000_000n, 64 * pageSize)
  const source = `(import "h" "a" (func $a)) (import "h" "b" (func $b)) (table 1 funcref) (elem (i32.const 0) $b)
    (func (export "a") (call $a)) (func (export "b") (call_indirect (i32.const 0))) (export "c" (func $a))`
  const module = await parse(`(module ${source})`)
  const silent = () => undefined
  const imports = { h: { a: silent, b: silent } }
  const { exports } = gauge.instantiate(new WebAssembly.Module(meter(module) as BufferSource), imports)
  for (const call of Object.values(exports) as (() => void)[]) {
    const before = gauge.fuelUsed()
    call()
    expect(Number(gauge.fuelUsed() - before)).toBeGreaterThan(leastCall)
  }
})

describe('what an instance is made of is paid before it is made', () => {
  const many = (text: (index: number) => string) =>
    Array.from({ length: 10_000 }, (_, i) => text(i)).join(' ')
  it.each([
    ['functions', many(() => '(func)'), 100_000, 0],
    ['exports', `(func $f) ${many((i) => `(export "${i}" (func $f))`)}`, 1_000_000, 2_000_000],
    ['globals', many(() => '(global (mut v128) (v128.const i64x2 0 0))'), 1_000_000, 500_000],
    ['elements', '(table 10_000 funcref)', 300_000, 65_536],
  ])('%s', async (_, source, fuel, memory) => {
    const { gauge, started } = await load(source, 20_000_000n)
    expect(started).toBeGreaterThanOrEqual(fuel)
    expect(gauge.memoryUsed()).toBeGreaterThanOrEqual(memory)
  })
})
