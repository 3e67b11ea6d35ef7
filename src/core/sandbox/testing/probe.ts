/** A sandbox process that tries what it must not be able to do, in the thread where guests run, and reports. */
import { execSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { createDecoder, jsonFrame } from '../host/frames.ts'
import { guestFlags } from '../host/runner.ts'

const attempts: Record<string, () => unknown> = {
  read: () => readFileSync('/etc/passwd'),
  readAbove: () => readFileSync(new URL('../sandbox.ts', import.meta.url)),
  write: () => writeFileSync(new URL('./written', import.meta.url), ''),
  spawn: () => execSync('id'),
  eval: () => new Function('return 1')() as unknown,
  worker: () => new Worker('0', { eval: true }),
  workerWithoutFlags: () => new Worker('0', { eval: true, execArgv: [] }),
  builtinBinding: () => (process as unknown as { binding: (name: string) => unknown }).binding('spawn_sync'),
  addon: () => process.dlopen({ exports: {} }, '/nowhere.node'),
}

/** Codes of the errors; `ALLOWED` where there was none. */
async function probe(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      attempt()
      found[name] = 'ALLOWED'
    } catch (error) {
      found[name] = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    }
  }
  found.network = await new Promise<string>((resolve) => {
    try {
      const socket = connect({ host: '127.0.0.1', port: 1 })
      socket.on('connect', () => resolve('ALLOWED'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    } catch (error) {
      resolve(error instanceof Error && 'code' in error ? String(error.code) : String(error))
    }
  })
  return { ...found, environment: JSON.stringify(Object.keys(process.env)) }
}

if (isMainThread) {
  const entry = new URL(import.meta.url)
  const worker = new Worker(entry, { execArgv: guestFlags(entry, process.argv[3] ?? ''), env: {} })
  const found = new Promise((resolve) => worker.on('message', resolve))
  const decoder = createDecoder({
    limits: { json: 1e6, bytes: 1e6 },
    onJson: () => undefined,
    onBytes(_, id) {
      void found.then((report) => {
        const outcome = { kind: 'error', code: 'internal', message: JSON.stringify(report) }
        const done = { kind: 'done', outcome, fuelUsed: '1', memoryPeak: 0, stdout: '', stderr: '' }
        for (const part of jsonFrame(done, id)) process.stdout.write(part)
      })
    },
  })
  process.stdin.on('data', decoder.feed)
} else {
  parentPort?.postMessage(await probe())
}
