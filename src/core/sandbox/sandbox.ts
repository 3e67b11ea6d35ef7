import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { chmod, mkdir, readFile, realpath } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { blake3 } from 'hash-wasm'
import PQueue from 'p-queue'
import { writeWhole } from '../durable-files.ts'
import { createCache, type ArtefactCache } from './cache.ts'
import { SandboxError } from './errors.ts'
import { execute } from './execute.ts'
import { createFailures } from './failures.ts'
import { createPool, type Pool } from './pool.ts'
import { compile } from './prepare.ts'
import type { PreparedComponent, Sandbox } from './types.ts'

export interface SandboxOptions {
  /** Folder for compiled components; it may be deleted at any time when nothing runs. */
  cacheDir: string
  /**
   * File with the secret by which the cache knows its own entries; beside that folder if left out, where all cores
   * that share the folder find it.
   */
  keyFile?: string
  /** Node, or an Electron binary; the one that runs now if left out. */
  nodePath?: string
  /** Where `host/main.ts` lies in this build. */
  hostUrl?: URL
  /** The meter's WASM, `resources/sandbox/meter.wasm`. */
  meterPath?: string
  /** Tasks that run at the same time; one per core if left out. */
  concurrency?: number
  /** How long a process waits for the next task of the same component, ms; 30 s if left out. */
  idleMs?: number
  log?: (message: string) => void
}

/** Changes when the layout of the artefacts or the host's code for them does. */
const layout = 5
/** Version of the transpiler: another one makes other glue code. */
const transpiler = 'jco-transpile-0.15.0'

interface Ready {
  cache: ArtefactCache
  meter: Uint8Array
  /** Part of every key in the cache. */
  version: string
  meterHash: string
}

/**
 * Runs agents: WASM components, metered, each in a process with no rights. The same component, task and limits give
 * the same output and the same fuel on every machine.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const {
    cacheDir,
    nodePath = process.execPath,
    concurrency = availableParallelism(),
    keyFile = `${cacheDir}.key`,
    idleMs = 30_000,
  } = options
  const hostUrl = options.hostUrl ?? new URL('./host/main.ts', import.meta.url)
  const meterPath =
    options.meterPath ?? fileURLToPath(new URL('../../../resources/sandbox/meter.wasm', import.meta.url))
  const pool: Pool = createPool({ nodePath, hostUrl, idleMs })
  const runs = new PQueue({ concurrency })
  const compilations = new PQueue({ concurrency: Math.max(2, availableParallelism() / 2) })
  const inTurn = createTurns()
  const failures = createFailures()
  let ready: Promise<Ready> | undefined
  const stopping = new AbortController()

  async function start(): Promise<Ready> {
    await mkdir(cacheDir, { recursive: true, mode: 0o700 })
    await chmod(cacheDir, 0o700)
    const meter = await readFile(meterPath)
    const meterHash = (await blake3(meter)).slice(0, 16)
    // Permissions are checked on real paths.
    const cache = createCache(await realpath(cacheDir), readKey(keyFile))
    return { cache, meter, meterHash, version: `meter-${meterHash}+${transpiler}+layout-${layout}` }
  }
  const getReady = () => (ready ??= start())
  const keyOf = async (hash: string, version: string) =>
    `${hash.slice(0, 40)}-${(await blake3(version)).slice(0, 12)}`
  const refuseStopped = () => {
    if (stopping.signal.aborted) throw new SandboxError('stopped', 'The sandbox was stopped.')
  }

  return {
    async prepare(component, { signal: own } = {}): Promise<PreparedComponent> {
      refuseStopped()
      const signal = own === undefined ? stopping.signal : AbortSignal.any([own, stopping.signal])
      const { cache, meter, version } = await getReady()
      const hash = await blake3(component)
      const key = await keyOf(hash, version)
      const make = async () => {
        refuseStopped()
        const started = performance.now()
        const tell = (what: string) =>
          options.log?.(`${what} ${hash.slice(0, 12)} in ${Math.round(performance.now() - started)} ms`)
        try {
          const artefacts = await compile(component, { nodePath, hostUrl, meter, signal })
          tell('prepared component')
          return await cache.store(key, artefacts)
        } catch (error) {
          failures.remember(key, error)
          tell('could not prepare component')
          throw error
        }
      }
      // Two calls for one component share the work; of others, the small ones come first.
      const entry = await inTurn(key, signal, async () => {
        failures.refuse(key)
        const found = await cache.find(key)
        return found ?? compilations.add(make, { signal, priority: -component.length })
      })
      return { hash, imports: entry.imports, metered: version, meterVersion: entry.meterVersion }
    },

    async ready({ hash, metered }) {
      const { cache } = await getReady()
      return (await cache.find(await keyOf(hash, metered))) !== undefined
    },

    async run(component, request, limits, runOptions = {}) {
      refuseStopped()
      const { cache } = await getReady()
      const key = await keyOf(component.hash, component.metered)
      const directory = cache.directory(key)
      const { signal } = runOptions
      return runs.add(
        async () => {
          refuseStopped()
          if (!pool.waits(directory, limits.memory) && (await cache.find(key)) === undefined)
            throw new SandboxError('failed', 'The component is not in the cache any more: prepare it again.')
          return execute(pool, directory, request, limits, runOptions)
        },
        { signal },
      )
    },

    async stop() {
      stopping.abort(new SandboxError('stopped', 'The sandbox was stopped.'))
      await pool.stop()
    },
  }
}

const keyLength = 32

/** The key in `file`, which several processes may make at once: one of them wins, and all take that one. */
function readKey(file: string): Uint8Array {
  const read = () => (existsSync(file) ? readFileSync(file) : undefined)
  const key = read()
  if (key?.length === keyLength) return key
  // Damaged: as good as none, what was sealed with it is made anew.
  if (key) rmSync(file, { force: true })
  const mine = `${file}.${randomUUID()}`
  writeWhole(mine, randomBytes(keyLength))
  try {
    linkSync(mine, file)
  } catch {
    // It is there already, or this file system has no links.
    if (!existsSync(file)) renameSync(mine, file)
  } finally {
    rmSync(mine, { force: true })
  }
  return readFileSync(file)
}

/** Returns a function that does one thing at a time for each key. */
function createTurns() {
  const queues = new Map<string, PQueue>()
  return async <T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(key) ?? new PQueue({ concurrency: 1 })
    queues.set(key, queue)
    try {
      return await queue.add(work, { signal })
    } finally {
      if (queue.size + queue.pending === 0) queues.delete(key)
    }
  }
}
