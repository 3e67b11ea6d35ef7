import { type ChildProcess, spawn } from 'child_process'
import { closeSync, openSync, readdirSync, readFileSync } from 'fs'
import { devNull } from 'os'
import { createInterface } from 'readline'
import type { Readable } from 'stream'
import { typeOf, type SecretReply, type SecretRequest } from '../../contract/shell.ts'
import { childEnvironment } from '../../core/child-env.ts'
import { coreFlags } from '../../core/node-flags.ts'
import { attachToCore } from './attach.ts'
import { CoreError, type CoreLink, within } from './link.ts'

const STOP_MS = 15_000
/** A first start on a slow disk reads all of the core's code. */
const LISTEN_WITHIN_MS = 60_000

export interface ChildCoreOptions {
  node: string
  script: string
  resourcesDir: string
  dataDir: string
  /** What the operating system's secret can do for the core; null where there is none. */
  answer: ((request: SecretRequest) => SecretReply) | null
  /** How long an orderly stop may take before the core is killed, ms. */
  stopMs?: number
  /** How long the core may take until it listens, ms. */
  listenMs?: number
}

/**
 * Starts the core on a Node of its own and links to it: for an Electron whose Node is too old to be the core's.
 * Nothing is left running when this fails.
 * @throws {CoreError} with the core's last words when it ends before it listens; when it does not listen in time or
 * `signal` is aborted before
 */
export async function startChildCore(options: ChildCoreOptions, signal: AbortSignal): Promise<CoreLink> {
  const { answer, dataDir, stopMs = STOP_MS, listenMs = LISTEN_WITHIN_MS } = options
  const child = spawnCore(options)
  child.on('message', (message) => {
    if (answer === null || typeOf(message) !== 'secret') return
    // A core that is gone needs no answer.
    child.send(answer(message as unknown as SecretRequest), () => {})
  })
  const lastWords = keepLastWords(child.stderr as Readable)
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => {
      // Any later one is about a signal or a message that did not arrive: then the exit tells.
      if (child.pid === undefined) resolve(error.message)
    })
    child.once('exit', (code, why) => resolve(lastWords() || `The core ended (${why ?? `code ${code}`}).`))
  })
  const failed = ended.then((reason) => Promise.reject(new CoreError(reason)))
  failed.catch(() => {})
  let link: CoreLink
  try {
    await within(Promise.race([listening(child), failed]), listenMs, signal)
    link = await Promise.race([attachToCore(dataDir, '', signal), failed])
  } catch (error) {
    child.kill('SIGKILL')
    await ended
    throw error
  }

  async function stopInOrder() {
    await link.stop()
    child.kill('SIGTERM')
    const insist = setTimeout(() => child.kill('SIGKILL'), stopMs)
    await ended
    clearTimeout(insist)
  }
  let stopping: Promise<void> | null = null
  return {
    connect: (port) => link.connect(port),
    lost: ended,
    stop: () => (stopping ??= stopInOrder()),
    kill: () => void child.kill('SIGKILL'),
  }
}

function spawnCore({ node, script, dataDir, resourcesDir, answer }: ChildCoreOptions): ChildProcess {
  const nothing = openSync(devNull, 'r')
  try {
    return spawn(node, [...coreFlags, script, '--json', '--port', '0', '--data-dir', dataDir], {
      // Files that this process was started with and that its children would inherit are covered: a core must not
      // hold open what its desktop was given.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...covers(nothing)],
      env: childEnvironment({
        AINUR_RESOURCES_DIR: resourcesDir,
        AINUR_DESKTOP: answer === null ? 'plain' : 'secrets',
      }),
    })
  } finally {
    closeSync(nothing)
  }
}

/** For each file descriptor from 4 on that a child of this process would inherit: `nothing` in its place. */
function covers(nothing: number): ('ignore' | number)[] {
  if (process.platform !== 'linux') return []
  const places: ('ignore' | number)[] = []
  for (const fd of readdirSync('/proc/self/fdinfo').map(Number)) {
    if (fd >= 4 && isInherited(fd)) places[fd - 4] = nothing
  }
  return Array.from(places, (place) => place ?? 'ignore')
}

function isInherited(fd: number): boolean {
  const O_CLOEXEC = 0o2000000
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1]
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0
  } catch {
    // It was that of the listing itself.
    return false
  }
}

function listening(child: ChildProcess): Promise<void> {
  const lines = createInterface({ input: child.stdout as Readable })
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('"listening"')) resolve()
    })
  })
}

function keepLastWords(stream: Readable): () => string {
  let text = ''
  stream.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    text = (text + chunk.toString()).slice(-2_000)
  })
  return () => text.trim().split('\n').at(-1) ?? ''
}
