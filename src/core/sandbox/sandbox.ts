import { existsSync } from 'node:fs'
import { mkdir, readFile, realpath } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { blake3 } from 'hash-wasm'
import PQueue from 'p-queue'
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
const layout = 3
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
    idleMs = 30_000,
  } = options
  const hostUrl = options.hostUrl ?? new URL('./host/main.ts', import.meta.url)
  const meterPath =
    options.meterPath ?? fileURLToPath(new URL('../../../resources/sandbox/meter.wasm', import.meta.url))
  const pool: Pool = createPool({ nodePath, hostUrl, idleMs })
  const runs = new PQueue({ concurrency })
  const compilations = new PQueue({ concurrency: 1 })
  const failures = createFailures()
  let ready: Promise<Ready> | undefined
  const stopping = new AbortController()

  async function start(): Promise<Ready> {
    await mkdir(cacheDir, { recursive: true })
    const meter = await readFile(meterPath)
    const meterHash = (await blake3(meter)).slice(0, 16)
    // Permissions are checked on real paths.
    const cache = createCache(await realpath(cacheDir))
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
      // One at a time: two calls for one component share the work, and the machine stays usable.
      const entry = await compilations.add(
        async () => {
          refuseStopped()
          failures.refuse(key)
          const found = await cache.find(key)
          if (found !== undefined) return found
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
        },
        { signal },
      )
      return { hash, imports: entry.imports, metered: version, meterVersion: entry.meterVersion }
    },

    async run(component, request, limits, runOptions = {}) {
      refuseStopped()
      const { cache } = await getReady()
      const directory = cache.directory(await keyOf(component.hash, component.metered))
      if (!existsSync(directory)) {
        throw new SandboxError('failed', 'The component is not in the cache any more: prepare it again.')
      }
      const { signal } = runOptions
      return runs.add(
        () => {
          refuseStopped()
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
