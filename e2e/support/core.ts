import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export const root = join(import.meta.dirname, '..', '..')

/** A headless core of the built application, in a folder of its own unless it is given one. */
export interface TestCore {
  /** Opens the page, once. */
  readonly url: string
  readonly origin: string
  readonly dataDir: string
  readonly pid: number
  /** From the start of the process, ms. */
  readonly timings: { listening: number; ready: number | null }
  /** Everything it printed so far. */
  readonly output: () => string
  /** Settles when the core is ready; rejects when it could not start. */
  readonly ready: Promise<void>
  /** Ends it cleanly (or with another signal) and answers with its exit code. The folder stays. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Ends it and deletes its folder. */
  dispose(): Promise<void>
}

type Line = { event: string; ms: number; url?: string; origin?: string; reason?: string }

/** Starts a core on free ports. Rejects with its output when it ends before it listens. */
export async function startCore(
  options: { dataDir?: string; port?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<TestCore> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'ainur-e2e-'))
  const { port = 0, env = process.env } = options
  const started = performance.now()
  const child = spawn(
    join(root, 'node_modules/node/bin/node'),
    ['--enable-source-maps', 'out/core/headless.js', '--json', '--port', `${port}`, '--data-dir', dataDir],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const capture = keepOutput(child)
  const exited = once(child, 'exit') as Promise<[number | null]>
  const timings: TestCore['timings'] = { listening: 0, ready: null }
  const listening = Promise.withResolvers<Line>()
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => {})
  createInterface({ input: child.stdout as Readable }).on('line', (text) => {
    const line = parse(text)
    if (line?.event === 'listening') listening.resolve(line)
    if (line?.event === 'failed') ready.reject(new Error(line.reason))
    if (line?.event === 'ready') {
      timings.ready = performance.now() - started
      ready.resolve()
    }
  })
  void exited.then(([code]) => {
    const error = new Error(`The core ended with code ${code}:\n${capture()}`)
    listening.reject(error)
    ready.reject(error)
  })
  const { url = '', origin = '' } = await listening.promise
  timings.listening = performance.now() - started

  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return (await exited)[0]
  }
  return {
    url,
    origin,
    dataDir,
    pid: child.pid ?? 0,
    timings,
    output: capture,
    ready: ready.promise,
    stop,
    async dispose() {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function parse(text: string): Line | null {
  try {
    return JSON.parse(text) as Line
  } catch {
    return null
  }
}

/** Collects what a process prints. */
export function keepOutput(child: ChildProcess): () => string {
  let output = ''
  const take = (chunk: Buffer) => (output += chunk.toString())
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return () => output
}
