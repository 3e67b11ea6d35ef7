import { describe, expect, it } from 'vitest'
import { load } from './testing/metered.ts'

it('makes every not-a-number canonical, in vectors too', async () => {
  const { call } = await load(`
		(func (export "f32") (result i32) (i32.reinterpret_f32 (f32.add (f32.const nan:0x200001) (f32.const 1))))
		(func (export "lane") (result i32) (i32x4.extract_lane 2
			(f32x4.div (v128.const f32x4 0 0 0 0) (v128.const f32x4 1 1 0 1))))
		(func (export "kept") (result i32) (i32x4.extract_lane 1
			(f32x4.div (v128.const f32x4 0 6 0 0) (v128.const f32x4 1 2 0 1))))`)
  expect(call('f32')).toBe(0x7fc00000)
  expect(call('lane')).toBe(0x7fc00000)
  expect(call('kept')).toBe(0x40400000)
})

describe('a not-a-number with other bits than the canonical ones', () => {
  const one = ['sqrt', 'ceil', 'floor', 'trunc', 'nearest']
  const two = ['add', 'sub', 'mul', 'div', 'min', 'max']
  const odd = { f32: 'nan:0x200001', f64: 'nan:0x8000000000001' }
  const results = [
    ...(['f32', 'f64'] as const).flatMap((type) => [
      ...one.map((op) => [type, `(${type}.${op} (${type}.const -${odd[type]}))`] as const),
      ...two.map((op) => [type, `(${type}.${op} (${type}.const 1) (${type}.const -${odd[type]}))`] as const),
    ]),
    ['f32', `(f32.demote_f64 (f64.const ${odd.f64}))`] as const,
    ['f64', `(f64.promote_f32 (f32.const ${odd.f32}))`] as const,
  ]

  it.each(results)('never comes out of arithmetic: %s %s', async (type, source) => {
    const [integer, canonical] = type === 'f32' ? ['i32', 0x7fc00000] : ['i64', 0x7ff8000000000000n]
    const { call } = await load(
      `(func (export "bits") (result ${integer}) (${integer}.reinterpret_${type} ${source}))`,
    )
    expect(call('bits')).toBe(canonical)
  })

  it('is carried along as it is where nothing is computed', async () => {
    const { call } = await load(`(memory 1)
      (func (export "bits") (result i32)
        (f32.store (i32.const 0) (f32.neg (f32.copysign (f32.const ${odd.f32}) (f32.const 1))))
        (i32.load (i32.const 0)))`)
    expect(call('bits')).toBe(0xffa00001 | 0)
  })
})
