/**
 * Main thread of a process that runs agents. It only passes messages: the guest has a thread of its own, so that its
 * log arrives while it works.
 */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { bytesFrame, createDecoder, jsonFrame } from './frames.ts'
import { stackSizeMb } from './gauge.ts'
import type { RunCommand, ThreadMessage } from './protocol.ts'

const inputLimit = 1024 * 1024 * 1024

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

  worker.on('message', ({ message, data }: ThreadMessage) => {
    write(jsonFrame(message))
    if (data !== undefined) write(bytesFrame(data))
  })
  worker.on('error', (error) => {
    const outcome = { kind: 'trap', cause: 'host', message: String(error) }
    write(jsonFrame({ kind: 'done', outcome, fuelUsed: '0', memoryPeak: 0, stdout: '', stderr: '' }))
    process.exitCode = 1
  })
  worker.on('exit', () => process.stdin.destroy())

  let command: RunCommand | undefined
  const decode = createDecoder({
    limits: { json: inputLimit, bytes: inputLimit },
    onJson: (value) => (command = value as RunCommand),
    onBytes: (data) => worker.postMessage({ ...command, data }),
  })
  process.stdin.on('data', decode)
  process.stdin.on('end', () => process.exit())
}
