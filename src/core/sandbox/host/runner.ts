/**
 * Main thread of a process that runs agents. It only passes messages: the guest has a thread of its own, so that its
 * log arrives while it works.
 */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { bytesFrame, createDecoder, jsonFrame } from './frames.ts'
import { stackSizeMb } from './gauge.ts'
import { textLimit, type RunCommand, type ThreadMessage } from './protocol.ts'

const inputLimit = 1024 * 1024 * 1024

/**
 * What the process may take beside twice the run's memory, bytes. Everything that a guest can make the host hold has
 * a bound of its own, the same everywhere; this is the last resort.
 */
const memoryRoom = 1024 * 1024 * 1024
const watchEveryMs = 50
const tooLarge = 'The run took far more of this machine’s memory than its agent may have.'

function write(parts: Buffer[]): void {
  for (const part of parts) process.stdout.write(part)
}

/**
 * The guest's thread gets rights of its own, less than this process has: above all none to start threads, for a
 * thread may be started with other rights than those of the one that starts it.
 */
export function guestFlags(entry: URL, directory: string): string[] {
  const readable = [dirname(fileURLToPath(entry)), directory]
  return ['--permission', ...readable.map((path) => `--allow-fs-read=${path}`), '--no-warnings']
}

/** @param entry module that the guest's thread starts with */
export function startRunner(entry: URL): void {
  const [, , , directory = ''] = process.argv
  const worker = new Worker(entry, {
    workerData: { directory },
    argv: [],
    execArgv: guestFlags(entry, directory),
    env: {},
    resourceLimits: { stackSizeMb, maxOldGenerationSizeMb: 1024 },
  })

  /** The run under way, known to this thread only. */
  let id: string | undefined
  let command: RunCommand | undefined
  let failed = false

  /** Ends the run and this process by a fault that is not one of the guest's thread. */
  function fail(cause: string, message: string): void {
    if (failed || id === undefined) return
    failed = true
    const outcome = { kind: 'trap', cause, message: message.slice(0, textLimit) }
    const done = { kind: 'done', outcome, fuelUsed: '0', memoryPeak: 0, stdout: '', stderr: '' }
    const [header, payload] = jsonFrame(done, id)
    process.stdout.write(Buffer.concat([header, payload]), () => process.exit(1))
  }
  // The guest's thread cannot keep this one from looking.
  setInterval(() => {
    const limit = memoryRoom + 2 * (command?.limits.memory ?? 0)
    if (process.memoryUsage.rss() > limit) fail('process-memory', tooLarge)
  }, watchEveryMs).unref()

  worker.on('message', ({ message, data }: ThreadMessage) => {
    if (failed) return
    // A guest that sends messages after its end: the process is not used again.
    if (id === undefined) process.exit(1)
    write(jsonFrame(message, id))
    if (data !== undefined) write(bytesFrame(data, id))
    if (message.kind === 'done') id = undefined
  })
  worker.on('error', (error) => {
    if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') fail('process-memory', tooLarge)
    else fail('host', String(error))
    process.exitCode = 1
  })
  worker.on('exit', () => process.stdin.destroy())

  const { feed } = createDecoder({
    limits: { json: inputLimit, bytes: inputLimit },
    onJson(value, from) {
      command = value as RunCommand
      id = from
    },
    onBytes: (data) => worker.postMessage({ ...command, data }),
  })
  process.stdin.on('data', feed)
  process.stdin.on('end', () => process.exit())
}
