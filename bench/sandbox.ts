/**
 * The echo agent in Ainur's sandbox and in wasmtime, on the same component and input, in the same run.
 *
 *     node bench/sandbox.ts [--json]
 *
 * wasmtime runs in Python, whose start is part of its two cold rows; it counts fuel like Ainur. Ainur's rows include
 * the separate process that holds each agent, and checking the cache's hashes.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox } from '../src/core/sandbox/sandbox.ts'
import { defaultLimits, type RunRequest } from '../src/core/sandbox/types.ts'
import { wasmtimePython } from './wasmtime.ts'

const coldRuns = 7
const warmCalls = 300
const file = join(import.meta.dirname, '../resources/agents/echo/echo.wasm')
const component = readFileSync(file)
const request: RunRequest = {
  taskId: 'bench',
  capability: 'echo',
  mediaType: 'text/plain',
  data: new TextEncoder().encode('Hello, Ainur! '.repeat(64)),
  parameters: '{}',
}

/** Milliseconds. */
interface Times {
  /** Component to first answer with nothing cached. */
  fromNothing: number
  /** Start of a process to its first answer, compiled files in the cache. */
  coldProcess: number
  /** One more task in a process that runs: a fresh instance each time. */
  warmCall: number
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
async function repeated(times: number, work: () => unknown): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < times; i++) all.push(await timed(work))
  return median(all)
}

async function ours(folder: string): Promise<Times> {
  const open = (name: string, idleMs: number) => createSandbox({ cacheDir: join(folder, name), idleMs })
  const call = async (sandbox: ReturnType<typeof open>) => {
    const { outcome } = await sandbox.run(await sandbox.prepare(component), request, defaultLimits)
    if (outcome.kind !== 'ok') throw new Error(`the sandbox failed: ${JSON.stringify(outcome)}`)
  }
  let number = 0
  const fromNothing = await repeated(coldRuns, async () => {
    const sandbox = open(`empty-${number++}`, 0)
    await call(sandbox)
    await sandbox.stop()
  })
  const single = open('shared', 0)
  await call(single)
  const coldProcess = await repeated(coldRuns, () => call(single))
  await single.stop()

  const pooled = open('shared', 60_000)
  const prepared = await pooled.prepare(component)
  const run = () => pooled.run(prepared, request, defaultLimits)
  await repeated(20, run)
  const warmCall = await repeated(warmCalls, run)
  await pooled.stop()
  return { fromNothing, coldProcess, warmCall }
}

async function wasmtime(python: string, folder: string): Promise<Times> {
  const script = join(import.meta.dirname, 'wasmtime-echo.py')
  const run = (...args: string[]) =>
    JSON.parse(execFileSync(python, [script, file, ...args], { encoding: 'utf8' })) as Record<string, number>
  const fromNothing = await repeated(coldRuns, () => run('0'))
  const compiled = join(folder, 'echo.cwasm')
  run('0', compiled)
  const coldProcess = await repeated(coldRuns, () => run('0', compiled))
  return { fromNothing, coldProcess, warmCall: run(String(warmCalls), compiled).warm ?? NaN }
}

const rows: [keyof Times, string][] = [
  ['fromNothing', 'component to first answer, nothing cached'],
  ['coldProcess', 'new process to answer, compiled files cached'],
  ['warmCall', 'one more task, fresh instance'],
]
const folder = mkdtempSync(join(tmpdir(), 'ainur-bench-'))
try {
  const python = wasmtimePython()
  const own = await ours(folder)
  const other = python === undefined ? undefined : await wasmtime(python, folder)
  if (other === undefined) process.stdout.write('wasmtime is not available here: no comparison\n')
  const ratio = (key: keyof Times) => (other === undefined ? undefined : own[key] / other[key])
  const table = rows.map(([key, label]) => ({
    echo: label,
    'Ainur ms': own[key].toFixed(2),
    'wasmtime ms': other?.[key].toFixed(2) ?? '-',
    ratio: ratio(key)?.toFixed(2) ?? '-',
  }))
  console.table(table)
  if (process.argv.includes('--json')) {
    const ratios = Object.fromEntries(rows.map(([key]) => [key, ratio(key)]))
    process.stdout.write(
      `${JSON.stringify({ bench: 'sandbox', unit: 'ms', ainur: own, wasmtime: other, ratios })}\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
