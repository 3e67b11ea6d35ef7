/** The thread in which an agent runs. One run after the other, each in a fresh instance. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { createCapture } from './capture.ts'
import { createGauge } from './gauge.ts'
import { createHost } from './host.ts'
import { lockDown } from './lockdown.ts'
import { describe, type Thrown } from './outcome.ts'
import type { RunCommand, RunMessage, ThreadMessage } from './protocol.ts'
import { bare } from './shape.ts'
import { createStrictness } from './strict.ts'
import { createWasi } from './wasi.ts'

interface TaskInput {
  taskId: string
  capability: string
  mediaType: string
  data: Uint8Array
  parameters: string
}
type Run = (task: TaskInput) => unknown
type Instantiate = (
  getCoreModule: (path: string) => WebAssembly.Module,
  imports: Record<string, object>,
  instantiateCore: (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance,
) => { run: Run }

const { directory } = workerData as { directory: string }
const glue = pathToFileURL(join(directory, 'component.mjs')).href
lockDown(glue)
const strictness = createStrictness()
strictness.install()
const { instantiate } = (await import(glue)) as { instantiate: Instantiate }
const modules = new Map<string, WebAssembly.Module>()

function load(path: string): WebAssembly.Module {
  const loaded = modules.get(path) ?? new WebAssembly.Module(readFileSync(join(directory, path)))
  modules.set(path, loaded)
  return loaded
}

function send(message: RunMessage, data?: Uint8Array): void {
  parentPort?.postMessage({ message, data } satisfies ThreadMessage)
}

function execute({ request, limits, data }: RunCommand & { data: Uint8Array }): void {
  const gauge = createGauge(BigInt(limits.fuel), limits.memory, strictness.call)
  const stdout = createCapture(limits.logs)
  const stderr = createCapture(limits.logs)
  const { charge } = gauge
  const wasi = createWasi({ taskId: request.taskId, stdout, stderr, charge })
  const host = createHost({ logLimit: limits.logs, charge, send })
  const imports = bare({ ...wasi, ...host })
  let output: unknown
  let thrown: Thrown | undefined
  strictness.begin({ charge })
  try {
    output = instantiate(load, imports, gauge.instantiate).run({ ...request, data })
  } catch (error) {
    thrown = { error }
  }
  const { outcome, data: bytes } = describe({
    globals: gauge.globals,
    output,
    thrown,
    outputLimit: limits.output,
  })
  const usage = { fuelUsed: String(gauge.fuelUsed()), memoryPeak: gauge.memoryUsed() }
  const captured = { stdout: stdout.text(), stderr: stderr.text() }
  send({ kind: 'done', outcome, ...usage, ...captured }, bytes)
}

parentPort?.on('message', execute)
