/**
 * How large the frames of guests are on the engine's stack, beside what the meter reckons: with programs that make an
 * optimising compiler keep as much as it can across a call. Fails if a frame is larger than reckoned.
 *
 *     node bench/frames.ts
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { createGauge, pageSize } from '../src/core/sandbox/host/gauge.ts'
import { createMeter } from '../src/core/sandbox/host/meter.ts'
import { engineFlags } from '../src/core/sandbox/process.ts'

const count = 300
const stackKb = 984
const each = (text: (index: number) => string, times = count) =>
  Array.from({ length: times }, (_, index) => text(index)).join('\n')
const sum = (operator: string, value: (index: number) => string) =>
  each((i) => `(local.set 1 (i32.${operator} (local.get 1) ${value(i)}))`)
/** The same values before the call and after it. */
const twice = (value: (index: number) => string) => ({ before: sum('xor', value), after: sum('add', value) })
const same = (text: string) => ({ before: text, after: text })

interface Program {
  declared?: string
  locals?: string
  before: string
  after: string
}
const many = each(() => 'i32')
const filled = each((i) => `(local.set ${i + 3} (call $any))`)

const programs: Record<string, Program> = {
  nothing: { before: '', after: '' },
  products: twice((i) => `(i32.mul (local.get 0) (i32.const ${2 * i + 3}))`),
  comparisons: twice((i) => `(i32.lt_u (local.get 0) (i32.const ${2 * i + 3}))`),
  'indices of loads': twice((i) => `(i32.load (i32.and (local.get 0) (i32.const ${2 * i + 3})))`),
  'large offsets': twice((i) => `(i32.load offset=${3_000_000_000 + i} (local.get 0))`),
  vectors: twice((i) => `(i32x4.extract_lane 0 (i32x4.splat (i32.add (local.get 0) (i32.const ${i}))))`),
  'stored globals': {
    declared: each((i) => `(global $g${i} i32 (i32.const ${i}77))`),
    ...same(each((i) => `(i32.store (i32.const 0) (global.get $g${i}))`)),
  },
  'widened locals': {
    locals: many,
    before: `${filled} ${sum('xor', (i) => `(i32.load8_u (local.get ${i + 3}))`)}`,
    after: sum('add', (i) => `(i32.load8_u (local.get ${i + 3}))`),
  },
  'places in tables': {
    declared: `(table 1000 funcref) (func $nop) (elem (i32.const 0) ${'$nop '.repeat(1000)})`,
    locals: many,
    before: `${filled} ${each((i) => `(call_indirect (local.get ${i + 3}))`)}`,
    after: each((i) => `(call_indirect (local.get ${i + 3}))`),
  },
}

const source = ({ declared = '', locals = '', before, after }: Program) => `(module
  (memory 50000) (global $depth (mut i32) (i32.const 0)) ${declared}
  (func $any (result i32) (i32.load (i32.const 4)))
  (func $f (export "f") (param i32 i32) (result i32) (local i32 ${locals})
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    ${before}
    (if (i32.ne (local.get 1) (i32.const 12345)) (then
      (local.set 1 (call $f (i32.add (i32.const 1) (local.get 0)) (local.get 1)))))
    ${after} (local.get 1))
  (func (export "depth") (result i32) (global.get $depth)))`

async function measure(program: Program): Promise<{ real: number; reckoned: number }> {
  const { meter } = createMeter(readFileSync(join(import.meta.dirname, '../resources/sandbox/meter.wasm')))
  const module = new WebAssembly.Module(meter(await parse(source(program))) as Uint8Array<ArrayBuffer>)
  const gauge = createGauge(2n ** 60n, 60_000 * pageSize)
  const start = 2 ** 31 - 1
  gauge.globals.depth.value = start
  const { f, depth } = gauge.instantiate(module).exports as {
    f: (a: number, b: number) => number
    depth: () => number
  }
  try {
    f(1, 2)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return { real: (stackKb * 1024) / depth(), reckoned: ((start - gauge.globals.depth.value) / depth()) * 8 }
}

if (process.argv[2] === 'measure') {
  for (const [name, program] of Object.entries(programs)) {
    const { real, reckoned } = await measure(program)
    const figures = [real, reckoned].map((bytes) => String(Math.round(bytes)).padStart(6)).join(' of ')
    console.log(`${real <= reckoned ? 'ok  ' : 'FAIL'} ${name.padEnd(18)} ${figures} bytes`)
    if (real > reckoned) process.exitCode = 1
  }
} else {
  for (const tier of ['--no-liftoff', '--liftoff-only']) {
    console.log(tier)
    const flags = [...engineFlags, tier, `--stack-size=${stackKb}`, import.meta.filename, 'measure']
    const { status } = spawnSync(process.execPath, flags, { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
  }
}
