import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSandbox } from './sandbox.ts'
import { agent, type ComponentText } from './testing/component.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'
import { nodeWith, tiers } from './testing/tiers.ts'
import type { Limits } from './types.ts'

const cacheDir = temporaryFolder()

/** How a component ends under each way of compiling it, each once. */
async function ends(component: Uint8Array, rest: Partial<Limits> = {}): Promise<Set<string>> {
  const found = new Set<string>()
  for (const flags of tiers) {
    const sandbox = createSandbox({ cacheDir, nodePath: nodeWith(flags) })
    onTestFinished(() => sandbox.stop())
    const prepared = await sandbox.prepare(component)
    const { outcome, fuelUsed } = await sandbox.run(prepared, request(''), limits(rest))
    const { kind } = outcome
    found.add(`${kind} ${kind === 'trap' ? outcome.cause : ''} ${fuelUsed}`)
  }
  return found
}

const repeat = (times: number, text: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => text(index)).join(' ')

/** Calls itself without end, with `before` and `after` around the call. */
function recursive(before: string, after: string, locals = '', params = 0, more = ''): ComponentText {
  const vectors = repeat(params, () => '(v128.const i64x2 1 2)')
  return {
    core: `${more} (func $f (param i32 i32) (param ${repeat(params, () => 'v128')}) (result i32) ${locals}
    ${before}
    (if (i32.ne (local.get 1) (i32.const 12345)) (then
      (local.set 1 (i32.xor (local.get 1)
        (call $f (i32.add (i32.const 1) (local.get 0)) (local.get 1) ${vectors})))))
    ${after}
    (local.get 1))`,
    body: `(drop (call $f (i32.const 1) (i32.const 2) ${vectors}))`,
  }
}

describe('the limit of the stack is the meter’s', () => {
  it('where frames of many vectors call small functions', async () => {
    const component = readFileSync(join(import.meta.dirname, 'testing/cases/inline-stack.wasm'))
    const found = await ends(component, { fuel: '20000000000' })
    expect([...found]).toEqual([expect.stringMatching(/^ok {2}[1-9]/)])
  })

  const values = (op: string) =>
    repeat(
      2_000,
      (i) => `(local.set 1 (i32.${op} (local.get 1) (i32.mul (local.get 0) (i32.const ${2 * i + 3}))))`,
    )
  const vectors = (op: string) =>
    repeat(
      500,
      (i) => `(local.set 2 (${op} (local.get 2) (i32x4.mul (local.get 3) (v128.const i32x4 ${i} 1 2 3))))`,
    )
  const globals = repeat(1_000, (i) => `(i32.store (i32.const 0) (global.get $g${i}))`)
  it.each([
    ['with as many locals as there may be', recursive('', '', `(local ${repeat(40_000, () => 'v128')})`)],
    ['with many parameters', recursive('', '', '', 900)],
    ['with values that a compiler keeps for later', recursive(values('xor'), values('add'))],
    [
      'with vectors that a compiler keeps for later',
      recursive(
        `(local.set 3 (i32x4.splat (local.get 0))) ${vectors('v128.xor')}`,
        `${vectors('i32x4.add')} (local.set 1 (i32x4.extract_lane 0 (local.get 2)))`,
        '(local v128 v128)',
      ),
    ],
    [
      'with globals that never change',
      recursive(
        globals,
        globals,
        '',
        0,
        repeat(1_000, (i) => `(global $g${i} i32 (i32.const ${i}77))`),
      ),
    ],
  ])('where frames are %s', async (_, text) => {
    const found = await ends(await agent(text), { fuel: '20000000000' })
    expect([...found]).toEqual([expect.stringMatching(/^trap stack [1-9]/)])
  })
})

it('a function as large as an interpreter’s calls itself a thousand times', async () => {
  const operations = repeat(
    3_000,
    (i) => `(local.set 1 (i32.add (local.get 1) (i32.mul (local.get 0) (i32.const ${2 * i + 3}))))`,
  )
  const component = await agent({
    core: `(func $f (param i32 i32) (result i32) ${operations}
      (if (local.get 0) (then
        (local.set 1 (call $f (i32.sub (local.get 0) (i32.const 1)) (local.get 1)))))
      (local.get 1))`,
    body: '(drop (call $f (i32.const 1_000) (i32.const 2)))',
  })
  expect([...(await ends(component))]).toEqual([expect.stringMatching(/^ok {2}[1-9]/)])
})

describe('fuel is the limit of straight-line code', () => {
  const root = '(local.set 0 (f64.sqrt (f64.add (local.get 0) (f64.const 1.5))))'
  it('that calls functions without loops', async () => {
    const [size, calls] = [100, 10_000]
    const component = await agent({
      core: `(func $leaf (param f64) (result f64) ${repeat(size, () => root)} (local.get 0))
        (func $calls (param f64) (result f64) ${repeat(calls, () => '(local.set 0 (call $leaf (local.get 0)))')} (local.get 0))`,
      body: '(drop (call $calls (f64.const 1)))',
    })
    expect(await ends(component, { fuel: '20000' })).toEqual(new Set(['trap fuel 20000']))
  })
})
