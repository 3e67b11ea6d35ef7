import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { describe, expect, it } from 'vitest'
import { meter } from './testing/metered.ts'

const refused = async (source: string) => {
  const module = await parse(`(module ${source})`)
  return expect(() => meter(module))
}

describe('a core module is refused for', () => {
  it.each([
    ['several memories', '(memory 1) (memory 1)'],
    ['64-bit memories', '(memory i64 1)'],
    ['shared memories', '(memory 1 1 shared)'],
    ['tail calls', '(func $f (return_call $f))'],
    ['exceptions', '(tag $t) (func (throw $t))'],
    [
      'relaxed SIMD',
      '(func (param v128 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))',
    ],
    ['large tables', '(table 1000001 funcref)'],
    ['many tables', '(table 0 funcref)'.repeat(101)],
    ['many locals', `(func (local ${'i32 '.repeat(49_901)}))`],
    [
      'large frames',
      `(func $f (local ${'i32 '.repeat(49_000)}) ${'(drop (i32.add (i32.const 1) (i32.const 1)))'.repeat(170_000)} (call $f))`,
    ],
    ['many targets of a branch', `(func (br_table ${'0 '.repeat(65_521)} 0 (i32.const 0)))`],
    ['blocks within blocks', `(func ${'(block '.repeat(10_000)}${')'.repeat(10_000)})`],
    [
      'functions that are too large once metered',
      `(func (param i32) ${'(if (local.get 0) (then (nop)))'.repeat(100_000)})`,
    ],
    ['the meter’s own imports', '(import "ainur:meter" "fuel" (global (mut i64)))'],
  ])('%s', async (_, source) => {
    ;(await refused(source)).toThrow()
  })

  it('being metered already, and for being none', async () => {
    const once = meter(await parse('(module)'))
    expect(() => meter(once)).toThrow('metered already')
    expect(() => meter(new Uint8Array([0, 97, 115, 109, 9, 9]))).toThrow()
  })
})

it('limits come before the engine’s, which takes what is just within them', async () => {
  for (const source of [
    `(func (local ${'i32 '.repeat(49_880)}) (drop (f32.add (f32.const 1) (f32.const 1))))`,
    `(func (br_table ${'0 '.repeat(65_519)} 0 (i32.const 0)))`,
    `(func (param i32) ${'(if (local.get 0) (then (nop)))'.repeat(30_000)})`,
    '(table 0 funcref)'.repeat(100),
    `(func ${'(block '.repeat(9_990)}${')'.repeat(9_990)})`,
  ]) {
    const module = meter(await parse(`(module ${source})`)) as Uint8Array<ArrayBuffer>
    expect(() => new WebAssembly.Module(module)).not.toThrow()
  }
})
