/**
 * Components that other languages' compilers make, in the sandbox: three runs each, in processes of their own, have
 * to give the same bytes for the same fuel, and every toolchain the same answer.
 *
 *     node build/toolchains.ts               all of them; about five minutes and 1 GB of the user's cache the first time
 *     node build/toolchains.ts c python      some of them
 *
 * It is run by hand when the sandbox, the meter or a toolchain's version changes. It installs what it needs into the
 * user's cache and, as root on Debian, clang for WebAssembly.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { blake3 } from 'hash-wasm'
import { createSandbox } from '../src/core/sandbox/sandbox.ts'
import { defaultLimits, type Execution, type RunRequest } from '../src/core/sandbox/types.ts'
import { cacheDir } from './setup/cache.ts'
import { toolchains } from './toolchains/table.ts'

const RUNS = 3
const text = 'Hello brave new world, said the deterministic machine.'
const answer = `${text.toUpperCase()}\n${text.split(' ').length}`
const request: RunRequest = {
  taskId: 'toolchains',
  capability: 'capitals',
  mediaType: 'text/plain',
  data: new TextEncoder().encode(text),
  parameters: '{}',
}

const said = ({ outcome }: Execution) =>
  outcome.kind === 'ok' ? new TextDecoder().decode(outcome.data) : JSON.stringify(outcome)

/** What is wrong with the runs of a component, or null. */
function fault(runs: readonly Execution[]): string | null {
  const different = runs.find((run) => said(run) !== answer)
  if (different) return `${said(different)} ${different.stderr.slice(-500)}`
  const fuel = new Set(runs.map((run) => run.fuelUsed))
  return fuel.size === 1 ? null : `fuel differs: ${[...fuel].join(', ')}`
}

async function check(name: string, component: Uint8Array): Promise<boolean> {
  const folder = mkdtempSync(join(cacheDir('toolchains'), 'run-'))
  const sandbox = createSandbox({ cacheDir: folder, idleMs: 0 })
  try {
    const started = performance.now()
    const prepared = await sandbox.prepare(component)
    const ms = Math.round(performance.now() - started)
    const runs: Execution[] = []
    while (runs.length < RUNS) runs.push(await sandbox.run(prepared, request, defaultLimits))
    const wrong = fault(runs)
    const size = `${Math.ceil(component.length / 1024)} KiB`.padStart(10)
    const hash = (await blake3(component)).slice(0, 12)
    console.log(
      `${wrong ? 'FAIL' : 'ok  '} ${name.padEnd(16)} ${hash} ${size}  prepared in ${ms} ms  fuel ${runs[0]?.fuelUsed}`,
    )
    if (wrong) console.log(`     ${wrong}`)
    return wrong === null
  } catch (error) {
    console.log(`FAIL ${name.padEnd(16)} ${String(error)}`)
    return false
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.find((name) => !(name in toolchains))
if (unknown !== undefined) {
  console.error(`There is no toolchain "${unknown}": ${Object.keys(toolchains).join(', ')}.`)
  process.exitCode = 2
} else {
  mkdirSync(cacheDir('toolchains'), { recursive: true })
  const results: boolean[] = []
  for (const [name, build] of Object.entries(toolchains)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const component = await build()
    writeFileSync(cacheDir('toolchains', `${name}.wasm`), component)
    results.push(await check(name, component))
  }
  const failed = results.filter((ok) => !ok).length
  console.log(`${results.length - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
