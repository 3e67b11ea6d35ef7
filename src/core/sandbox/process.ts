import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface LaunchOptions {
  /** A Node; Electron's own program does not behave as one. */
  nodePath: string
  /** The module that sandbox processes start with. */
  hostUrl: URL
  /** Arguments for that module. */
  args: string[]
  /** Working directory. Node lets a worker thread read it, whatever the flags say. */
  directory: string
  /** Paths that the process may read beside its own code. */
  readable: string[]
  /** Most pages of 64 KiB that one WASM memory may have: the engine's own limit behind the meter's. */
  maxPages?: number
  /** MiB of JavaScript's heap; the engine's own choice if left out. */
  heapMb?: number
  /** Further flags of Node. */
  flags?: string[]
}

/**
 * How the engine compiles guests, in every process that does. A function that is inlined into another grows that
 * one's frame behind the meter's back, and so does a loop that is copied: how deep a guest can call would depend on
 * when the engine optimises it. One function is optimised at a time, since that takes hundreds of times its size.
 */
export const engineFlags = [
  '--no-wasm-inlining',
  '--no-wasm-loop-peeling',
  '--no-wasm-loop-unrolling',
  '--wasm-num-compilation-tasks=1',
]

/** Node's type stripping is a WASM program itself and needs this much. */
const leastPages = 4096

/**
 * Starts a sandbox process: no environment, no network, no child processes, no native add-ons, no code from strings,
 * and of the file system only what is listed, to read.
 */
export function launch({
  nodePath,
  hostUrl,
  args,
  directory,
  readable,
  maxPages,
  heapMb,
  flags: more = [],
}: LaunchOptions): ChildProcessWithoutNullStreams {
  const host = fileURLToPath(hostUrl)
  const flags = [
    '--permission',
    '--disable-sigusr1',
    ...[dirname(host), ...readable].map((path) => `--allow-fs-read=${path}`),
    '--allow-worker',
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    ...engineFlags,
    ...more,
    ...(maxPages === undefined ? [] : [`--wasm-max-mem-pages=${Math.max(maxPages, leastPages)}`]),
    ...(heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]),
  ]
  return spawn(nodePath, [...flags, host, ...args], {
    cwd: directory,
    env: {},
    stdio: 'pipe',
    windowsHide: true,
  })
}
