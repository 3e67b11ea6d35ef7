import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

export const root = fileURLToPath(new URL('..', import.meta.url))

export interface Step {
  name: string
  /** A program of node_modules/.bin or of the machine, and its arguments. */
  command: readonly [string, ...string[]]
  /** Shown while it runs. Default: shown only when it fails. */
  live?: boolean
  /** The lines of the output that sum it up. */
  summary?: RegExp
  env?: Record<string, string>
}
export interface StepResult {
  name: string
  ok: boolean
  ms: number
  /** The runner's own words. */
  summary: string[]
}

/** Runs one step in the repository. Never rejects: what went wrong is printed and `ok` is false. */
export async function runStep(step: Step): Promise<StepResult> {
  const started = Date.now()
  if (step.live) console.log(`\n== ${step.name}`)
  const [command, ...args] = step.command
  let output = ''
  const code = await new Promise<number>((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString()
      if (step.live) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`
      resolve(127)
    })
    child.on('close', (exit) => resolve(exit ?? 1))
  })
  const ok = code === 0
  const ms = Date.now() - started
  if (!step.live) console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name} (${seconds(ms)})`)
  if (!ok && !step.live) console.log(output.trimEnd())
  const lines = stripVTControlCharacters(output).split('\n')
  const summary = step.summary
    ? lines.filter((line) => step.summary?.test(line)).map((line) => line.trim())
    : []
  return { name: step.name, ok, ms, summary }
}

/** Runs steps, at most `width` at a time, and answers in their order. */
export async function runSteps(steps: readonly Step[], width = 1): Promise<StepResult[]> {
  const results: StepResult[] = []
  const queue = [...steps.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await runStep(next[1])
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** Prints what ran, how long it took and what the runners said of themselves. */
export function report(results: readonly StepResult[]): boolean {
  const width = Math.max(...results.map((result) => result.name.length))
  console.log('\nSummary')
  for (const { name, ok, ms, summary } of results) {
    console.log(`  ${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(width)} ${seconds(ms).padStart(9)}`)
    for (const line of summary) console.log(`       ${line}`)
  }
  const failed = results.filter((result) => !result.ok)
  const total = results.reduce((sum, result) => sum + result.ms, 0)
  console.log(
    failed.length === 0
      ? `All ${results.length} steps passed (${seconds(total)} of work).`
      : `${failed.length} of ${results.length} steps failed: ${failed.map((result) => result.name).join(', ')}.`,
  )
  return failed.length === 0
}
