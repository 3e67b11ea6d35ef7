import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { execute } from './execute.ts'
import { createPool } from './pool.ts'
import { createSandbox } from './sandbox.ts'
import { unchecked } from './testing/bypass.ts'
import { agent } from './testing/component.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'
import { nodeWith } from './testing/tiers.ts'
import type { Execution, Sandbox } from './types.ts'

const file = (name: string) => readFileSync(join(import.meta.dirname, 'testing/cases', `${name}.wasm`))
const hostUrl = new URL('./host/main.ts', import.meta.url)
const nodes = [process.execPath, nodeWith('--liftoff-only')]
const told = ({ outcome, fuelUsed, stdout }: Execution) => ({ outcome, fuelUsed, stdout })

/** How it ends, several times in each of two ways of compiling it: always the same. */
async function end(
  times: number,
  run: (nodePath: string) => Promise<Execution>,
): Promise<Execution['outcome']> {
  const ways = nodes.flatMap((node) => Array.from({ length: times }, () => node))
  const all = (await Promise.all(ways.map(run))).map(told)
  for (const one of all) expect(one).toEqual(all[0])
  return (all[0] as Execution).outcome
}

describe('a component that passes what is none', () => {
  it.each([
    ['C1', { kind: 'trap', cause: 'trap' }],
    ['C2', { kind: 'trap', cause: 'trap' }],
    ['C3', { kind: 'trap', cause: 'trap' }],
    ['C6', { kind: 'trap', cause: 'trap', message: 'The agent passed a text that is not UTF-8.' }],
    ['C8', { kind: 'error', code: 'internal', message: 'The media type of the output is not one.' }],
    ['E1', { kind: 'trap', cause: 'memory', message: 'The agent passed too much to the host at once.' }],
  ])('ends by a rule: %s', async (name, outcome) => {
    const folder = await unchecked(file(name))
    const found = await end(3, (nodePath) => {
      const pool = createPool({ nodePath, hostUrl, idleMs: 0 })
      onTestFinished(() => pool.stop())
      return execute(pool, folder, request(''), limits({ memory: 256 * 1024 * 1024 }), {})
    })
    expect(found).toMatchObject(outcome)
  })
})

interface Case {
  body: string
  /** What lies at 1100. */
  data: string
}
const does = (body: string): Case => ({ body, data: '' })

/** Answers with what lies at an address, `ok` unless told otherwise. */
const answers = (fields: Record<number, number>, data = '', at = 2048): Case => ({
  data,
  body: `${Object.entries({ 4: 1024, 8: 10, ...fields })
    .map(([offset, value]) => `(i32.store (i32.const ${2048 + Number(offset)}) (i32.const ${value}))`)
    .join(' ')} (return (i32.const ${at}))`,
})
const outside = 'The agent passed a value that is not in its memory.'
const otherType = 'The agent passed a value that its type does not have.'
const unaligned = 'The agent passed a pointer that is not aligned.'
const notText = 'The agent passed a text that is not UTF-8.'
const noRoom = 'The agent made a number for which there is no room.'
const trap = (message: string, cause = 'trap') => ({ kind: 'trap', cause, message })
const noType = { kind: 'error', code: 'internal', message: 'The media type of the output is not one.' }

/** Answers with a media type. */
const typed = (type: string) =>
  answers({ 4: 1100, 8: Buffer.from(type.replace(/\\[0-9a-f]{2}/g, 'x')).length }, type)

const cases: [string, object, Case][] = [
  ['a list that ends outside', trap(outside), answers({ 12: 0, 16: 131_073 })],
  ['a list that begins outside', trap(outside), answers({ 12: -1, 16: 1 })],
  ['a list of nothing outside', trap(outside), answers({ 12: 131_073, 16: 0 })],
  ['a list whose end wraps around', trap(outside), answers({ 12: 1024, 16: -1024 })],
  ['a text that ends outside', trap(otherType), answers({ 8: 0x7fffffff })],
  ['a text that begins outside', trap(otherType), answers({ 4: -16, 8: 16 })],
  ['an answer outside', trap(outside), answers({}, '', -64)],
  ['an answer that ends outside', trap(outside), answers({}, '', 131_068)],
  ['an answer that is not aligned', trap(unaligned), answers({}, '', 2050)],
  ['a case that there is not', trap(otherType), answers({ 0: 2 })],
  ['an error that there is not', trap(otherType), answers({ 0: 1, 4: 3 })],
  ['a text of an error outside', trap(otherType), answers({ 0: 1, 4: 0, 8: 131_070, 12: 5 })],
  ['a text cut within a letter', trap(notText), answers({ 4: 1100, 8: 1 }, '\\c3\\a4')],
  ['half of a pair', trap(notText), answers({ 4: 1100, 8: 3 }, '\\ed\\a0\\80')],
  ['NUL in the media type', noType, typed('a/b\\00')],
  ['escape sequences in the media type', noType, typed('a/b;\\1b[31m')],
  ['directions in the media type', noType, typed('a/\\e2\\80\\ae')],
  ['lines in the media type', noType, typed('a/b\\0d\\0a')],
  ['a media type without a subtype', noType, typed('text12345')],
  ['a mark before the media type', noType, typed('\\ef\\bb\\bfa/b')],
  [
    'parameters in the media type',
    { kind: 'ok', mediaType: 'text/plain; charset=utf-8' },
    typed('text/plain; charset=utf-8'),
  ],
  [
    'what is never reached',
    trap('The agent came to what is never to be reached.', 'unreachable'),
    does('(unreachable)'),
  ],
  [
    'a division by zero',
    trap('The agent divided by zero.'),
    does('(drop (i32.div_u (i32.const 1) (i32.const 0)))'),
  ],
  [
    'a remainder by zero',
    trap('The agent divided by zero.'),
    does('(drop (i32.rem_s (i32.const 1) (i32.const 0)))'),
  ],
  ['too large a quotient', trap(noRoom), does('(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))')],
  ['no integer', trap(noRoom), does('(drop (i32.trunc_f64_s (f64.const nan)))')],
  ['a load outside', trap('The agent reached beyond its memory.'), does('(drop (i32.load (i32.const -8)))')],
  [
    'a fill outside',
    trap('The agent reached beyond its memory.'),
    does('(memory.fill (i32.const 131070) (i32.const 0) (i32.const 9))'),
  ],
  ['a call outside', trap('The agent reached beyond a table.'), does('(call_indirect (i32.const 1))')],
  [
    'a call of nothing',
    trap('The agent called a function by another type.'),
    does('(call_indirect (i32.const 0))'),
  ],
]

it('whatever an agent of the world passes or does has one ending', async () => {
  const component = await agent({
    core: `(table 1 funcref) ${cases.map(([, , { data }], i) => (data === '' ? '' : `(data $d${i} "${data}")`)).join(' ')}`,
    // The length of the task's data says which case it is.
    body: cases
      .map(([, , { body, data }], i) => {
        const length = Buffer.from(data.replace(/\\[0-9a-f]{2}/g, 'x')).length
        const init =
          data === '' ? '' : `(memory.init $d${i} (i32.const 1100) (i32.const 0) (i32.const ${length}))`
        return `(if (i32.eq (local.get 7) (i32.const ${i})) (then ${init} ${body}))`
      })
      .join(' '),
  })
  const cacheDir = temporaryFolder()
  const sandboxes = new Map(nodes.map((nodePath) => [nodePath, createSandbox({ cacheDir, nodePath })]))
  onTestFinished(async () => void (await Promise.all([...sandboxes.values()].map((one) => one.stop()))))
  const found = await Promise.all(
    cases.map(async ([name], i) => {
      const task = request('', {}, { data: new Uint8Array(i) })
      const outcome = await end(1, async (nodePath) => {
        const sandbox = sandboxes.get(nodePath) as Sandbox
        return sandbox.run(await sandbox.prepare(component), task, limits())
      })
      return [name, outcome]
    }),
  )
  expect(found).toMatchObject(cases.map(([name, outcome]) => [name, outcome]))
})
