import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Root of this working tree. */
export const root = resolve(import.meta.dirname, '../..')
/** The Rust workspace. */
export const chainDir = join(root, 'chain')
/** Where the committed runtime lies. */
export const resourcesDir = join(root, 'resources/chain')
export const blobFile = join(resourcesDir, 'ainur.compact.compressed.wasm')
export const recordFile = join(resourcesDir, 'runtime.json')

/** The user's cache of builds: it lies outside the clone, so that the next clone on this machine is warm. */
export const cacheDir = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ainur')

/** Cargo's target directory of native builds (tests). */
export const nativeTarget = join(cacheDir, 'cargo-native')

/** Cargo's target directory of WASM builds, one per set of external crates in Cargo.lock. */
export function wasmTarget(): string {
  const external = readFileSync(join(chainDir, 'Cargo.lock'), 'utf8')
    .split('\n\n')
    .filter((entry) => entry.includes('\nsource = '))
    .map((entry) => /name = "(.+)"\nversion = "(.+)"/.exec(entry)?.slice(1).join('@'))
  return join(
    cacheDir,
    `cargo-${createHash('sha256').update(external.join('\n')).digest('hex').slice(0, 12)}`,
  )
}
