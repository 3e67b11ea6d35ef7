import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { progress, run, tryOutput } from '../chain/run.ts'
import { builtNodes, cargoOutput, nodeBinary, nodeDir, nodeTarget } from './source.ts'

/** Built nodes that are kept: more than one, since clones on one machine may be at different commits. */
const KEPT = 3
/** How often the build says how far it is. */
const EVERY_MS = 30_000

const environment = {
  CARGO_TARGET_DIR: nodeTarget,
  // The system's OpenSSL: building another takes minutes.
  OPENSSL_NO_VENDOR: '1',
}

/** Crates that a build for this machine compiles, or 0 where cargo does not say. */
function countCrates(): number {
  const tree = tryOutput('cargo', [
    ...['tree', '--locked', '--prefix', 'none', '--edges', 'normal,build', '--format', '{p}'],
    ...['--manifest-path', join(nodeDir, 'Cargo.toml')],
  ])
  return new Set(tree?.split('\n').map((line) => line.replace(/ \(.*$/, ''))).size
}

/** What has been done and, once there is something to tell it by, how long the rest may take. */
export function estimate(done: number, all: number, ms: number): string {
  const minutes = (time: number) => `${Math.max(1, Math.round(time / 60_000))} min`
  if (done >= all) return `${done} crates after ${minutes(ms)}, now the program itself`
  const so = `${done} of ${all} crates after ${minutes(ms)}`
  // The last crates are the largest, and the program comes after them.
  const share = (done / all) ** 1.4 * 0.9
  return done < all / 20 ? so : `${so}, about ${minutes(ms / share - ms)} left`
}

async function needProtoc(signal?: AbortSignal): Promise<void> {
  if (process.env.PROTOC !== undefined || tryOutput('protoc', ['--version']) !== undefined) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    progress('installing protobuf-compiler')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { signal })
    await run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'protobuf-compiler'], {
      env,
      signal,
    })
  } else {
    throw new Error('The node needs protoc: install the package protobuf-compiler.')
  }
}

/** Runs cargo and tells how far it is; whatever else it says is passed on. */
async function compile(signal?: AbortSignal): Promise<void> {
  const all = countCrates()
  const started = Date.now()
  let done = 0
  const cargo = spawn('cargo', ['build', '--release', '--locked', '--verbose'], {
    cwd: nodeDir,
    env: { ...process.env, ...environment, CARGO_TERM_COLOR: 'never' },
    signal,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const closed = once(cargo, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  const ticks = setInterval(() => progress(estimate(done, all, Date.now() - started)), EVERY_MS)
  try {
    for await (const line of createInterface({ input: cargo.stderr })) {
      if (/^\s*(Compiling|Fresh) /.test(line)) done++
      else if (!/^\s*(Running|Dirty|Download\w+|Finished|Updating|Blocking) /.test(line)) progress(line)
    }
    const [code, killed] = await closed
    if (code !== 0) throw new Error(`cargo ended with ${code ?? killed}`)
  } finally {
    clearInterval(ticks)
  }
  progress(`built in ${Math.round((Date.now() - started) / 1_000)} s`)
}

function forgetOld(): void {
  const newest = readdirSync(builtNodes)
    .map((name) => join(builtNodes, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const old of newest.slice(KEPT)) rmSync(old, { recursive: true, force: true })
}

/** Builds the node unless it is in the user's cache. Returns the program's path. */
export async function buildNode(signal?: AbortSignal): Promise<string> {
  const binary = nodeBinary()
  if (existsSync(binary)) return binary
  if (tryOutput('cargo', ['--version']) === undefined)
    throw new Error('The node needs Rust: install it from rustup.rs.')
  await needProtoc(signal)
  progress(
    'building the node: about 20 minutes on two cores the first time, 4 after a change of its own sources',
  )
  await compile(signal)
  if (nodeBinary() !== binary) throw new Error('chain/node changed while it was built; build again')
  mkdirSync(dirname(binary), { recursive: true })
  copyFileSync(cargoOutput, `${binary}.partial`)
  renameSync(`${binary}.partial`, binary)
  forgetOld()
  return binary
}

/** Runs the tests of the crate, built as the node is so that its dependencies are there already. */
export const testNode = (signal?: AbortSignal): Promise<void> =>
  run('cargo', ['test', '--release', '--locked'], { cwd: nodeDir, env: environment, signal })
