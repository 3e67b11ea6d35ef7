import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGauge, pageSize } from './host/gauge.ts'
import { load, meter } from './testing/metered.ts'

const sum = `(func (export "sum") (param $n i32) (result i32) (local $s i32)
	(loop $l
		(local.set $s (i32.add (local.get $s) (local.get $n)))
		(br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
	(local.get $s))`

describe('fuel', () => {
  it('does not change results and grows with the work', async () => {
    const { call, used } = await load(sum)
    expect(call('sum', 10)).toBe(55)
    const ten = used()
    expect(call('sum', 20)).toBe(210)
    expect(used() - ten).toBeGreaterThan(ten)
  })

  it('is exact at every trap, loops and cached counters included', async () => {
    const source = `(memory 1)
      (func (export "read") (param $page i32) (result i32) (local $s i32)
        (loop $l
          (local.set $s (i32.add (local.get $s) (i32.load (i32.mul (local.get $page) (i32.const 65536)))))
          (br_if $l (i32.ne (local.tee $page (i32.add (local.get $page) (i32.const 1))) (i32.const 99))))
        (local.get $s))
      (func (export "divide") (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))`
    const { call, used } = await load(source)
    expect(() => call('read', 0)).toThrow('out of bounds')
    const once = used()
    expect(once).toBeGreaterThan(0)
    expect(() => call('read', 0)).toThrow('out of bounds')
    expect(used()).toBe(2 * once)
    expect(() => call('divide', 0)).toThrow('divide by zero')
    expect(used()).toBeGreaterThan(2 * once)
  })

  it('stops loops and recursion', async () => {
    const { call, gauge } = await load(
      '(func (export "spin") (loop $l (br $l))) (func $r (export "recurse") (call $r))',
    )
    expect(() => call('spin')).toThrow('unreachable')
    expect(gauge.globals.fuel.value).toBe(-1n)
    const deep = await load('(func $r (export "recurse") (call $r))', 1_000_000_000n)
    // This thread has a smaller stack than the one that guests run in.
    deep.gauge.globals.depth.value = 20_000
    expect(() => deep.call('recurse')).toThrow('unreachable')
    expect(deep.gauge.globals.depth.value).toBeLessThan(0)
    expect(deep.gauge.globals.fuel.value).toBeGreaterThan(0n)
  })

  it('gives the stack back when functions return, by every way out', async () => {
    const ways = [
      '(return (i32.const 1))',
      '(br 0 (i32.const 1))',
      '(br_if 0 (i32.const 1) (local.get 0)) drop (i32.const 2)',
    ]
    const functions = ways.map(
      (way, i) => `(func (export "f${i}") (param i32) (result i32) (call $leaf) ${way})`,
    )
    const { call, gauge } = await load(`(func $leaf) ${functions.join(' ')}`)
    const before = gauge.globals.depth.value
    for (const i of ways.keys()) call(`f${i}`, 1)
    expect(gauge.globals.depth.value).toBe(before)
  })

  it('is charged for the start function, for data and for bulk operations', async () => {
    const empty = (await load('(memory 1)')).started
    expect(
      (await load('(global $g (mut i32) (i32.const 0)) (func $s (global.set $g (i32.const 1))) (start $s)'))
        .started,
    ).toBeGreaterThan(empty)
    expect((await load(`(memory 1) (data (i32.const 0) "${'x'.repeat(8000)}")`)).started).toBeGreaterThan(
      empty + 900,
    )
    const fill =
      '(memory 1) (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))'
    const [small, large] = [await load(fill), await load(fill)]
    small.call('fill', 8)
    large.call('fill', 65_536)
    expect(large.used() - small.used()).toBe(65_536 / 8 - 1)
  })

  it('stops straight-line code within a thousand units', async () => {
    const leaf = '(func $leaf (result i32) (i32.add (i32.const 1) (i32.const 2)))'
    const many = (text: string, times = 5_000) => text.repeat(times)
    for (const [name, body] of [
      ['calls', many('(drop (call $leaf))')],
      [
        'operations',
        `(block ${many('(br_if 0 (i32.eqz (local.get 0))) (local.set 1 (i32.div_u (i32.const 9) (local.get 0)))')})`,
      ],
      [
        'branches around the places where it is checked',
        many(
          `(if (local.get 0) (then ${many('(local.set 1 (i32.const 3))', 50)}) (else ${many('(local.set 1 (i32.const 7))', 400)}))`,
          200,
        ),
      ],
    ] as const) {
      const source = `${leaf} (func (export "f") (param i32) (local i32) ${body})`
      const { call, gauge } = await load(source, 10_000n)
      expect(() => call('f', 1), name).toThrow('unreachable')
      expect(gauge.globals.fuel.value, name).toBeGreaterThan(-2_000n)
    }
  })

  it('is not undercut by a start function that never ends', async () => {
    await expect(load('(func $s (loop $l (br $l))) (start $s)')).rejects.toThrow('unreachable')
  })
})

describe('memory', () => {
  const grow = '(memory 1 20) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))'

  it('grows within the budget and its own maximum', async () => {
    const { call, gauge } = await load(grow, 1_000_000n, 10 * pageSize)
    expect(call('grow', 4)).toBe(1)
    expect(gauge.memoryUsed()).toBe(5 * pageSize)
    expect(call('grow', 6)).toBe(-1)
    expect(gauge.globals.refused.value).toBe(1)
    expect(call('grow', 5)).toBe(5)
    expect(call('grow', -1)).toBe(-1)
    const roomy = await load(grow)
    expect(roomy.call('grow', 25)).toBe(-1)
    expect(roomy.gauge.globals.refused.value).toBe(0)
    expect(roomy.gauge.memoryUsed()).toBe(pageSize)
  })

  it('is refused at the start when the module wants more', async () => {
    await expect(load('(memory 100)', 1n, 10 * pageSize)).rejects.toThrow('6400 KiB')
  })

  it('is one budget for all modules, memories and tables of a run', async () => {
    const compile = async (source: string) =>
      new WebAssembly.Module(meter(await parse(`(module ${source})`)) as Uint8Array<ArrayBuffer>)
    const gauge = createGauge(10_000_000n, 10 * pageSize)
    const memory = await compile(grow.replace('memory 1 20', 'memory 6 20'))
    const { exports } = gauge.instantiate(memory, {})
    expect(() => gauge.instantiate(memory, {})).toThrow('384 KiB')
    const table = await compile('(table 32767 funcref)')
    expect(() => gauge.instantiate(table, {})).not.toThrow()
    expect(gauge.memoryUsed()).toBe(10 * pageSize)
    expect((exports.grow as (pages: number) => number)(1)).toBe(-1)
    expect(gauge.memoryUsed()).toBe(10 * pageSize)
  })

  it.each([
    ['a table', '(table 90000 funcref)'],
    ['several tables', '(table 30000 funcref) (table 30000 funcref) (table 30000 funcref)'],
    ['a memory with a table', '(memory 9) (table 20000 funcref)'],
  ])('is refused at the start for %s over the budget', async (_, source) => {
    await expect(load(source, 10_000_000n, 10 * pageSize)).rejects.toThrow('a module needs')
    await load(source, 10_000_000n, 20 * pageSize)
  })

  it('counts tables too', async () => {
    const table = `(table $t 0 funcref) (func (export "grow") (param i32) (result i32)
			(table.grow $t (ref.null func) (local.get 0)))`
    const { call, gauge } = await load(table, 100_000_000n, 10 * pageSize)
    expect(call('grow', 8192 * 4)).toBe(0)
    expect(gauge.memoryUsed()).toBe(5 * pageSize)
    expect(call('grow', 8192 * 6)).toBe(-1)
    expect(gauge.globals.refused.value).toBe(1)
    const large = await load(table, 100_000_000n, 1000 * pageSize)
    expect(large.call('grow', 999_999)).toBe(0)
    expect(large.call('grow', 2)).toBe(-1)
    expect(large.gauge.globals.refused.value).toBe(0)
  })
})

it('gives the same bytes each time', async () => {
  const module = await parse(`(module (memory 1) ${sum})`)
  expect(meter(module)).toEqual(meter(module))
})

it('keeps what random programs compute', async () => {
  const leaf = fc.oneof(
    fc.integer({ min: -100, max: 100 }).map((n) => `(i32.const ${n})`),
    fc.constantFrom('(local.get 0)', '(local.get 1)'),
  )
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(fc.constantFrom('add', 'sub', 'mul', 'xor', 'lt_s'), tie('tree'), tie('tree'))
        .map(([op, a, b]) => `(i32.${op} ${a} ${b})`),
      fc
        .tuple(tie('tree'), tie('tree'), tie('tree'))
        .map(([c, a, b]) => `(if (result i32) ${c} (then ${a}) (else ${b}))`),
      fc
        .tuple(tie('tree'), tie('tree'))
        .map(([a, b]) => `(block (result i32) (drop (br_if 0 ${a} ${b})) (local.get 1))`),
      tie('tree').map((a) => `(call $twice ${a})`),
      tie('tree').map((a) => `(block (result i32) (return ${a}))`),
    ),
  }))
  const property = fc.asyncProperty(tree, fc.integer(), fc.integer(), async (body, a, b) => {
    const source = `(func $twice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
			(func (export "f") (param i32 i32) (result i32) ${body})`
    const plain = new WebAssembly.Instance(
      new WebAssembly.Module((await parse(`(module ${source})`)) as Uint8Array<ArrayBuffer>),
    )
    const metered = await load(source)
    const before = metered.gauge.globals.depth.value
    expect(metered.call('f', a, b)).toBe((plain.exports.f as (a: number, b: number) => number)(a, b))
    expect(metered.gauge.globals.depth.value).toBe(before)
  })
  await fc.assert(property, { numRuns: 150 })
})
