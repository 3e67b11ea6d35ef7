import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir, chainDir } from '../chain/paths.ts'

/** The native node's crate: a workspace of its own. */
export const nodeDir = join(chainDir, 'node')

/** Hash of everything that the node is made from. It knows no runtime, so a change of the pallets is none of the node. */
export function nodeSourceHash(): string {
  const hash = createHash('sha256')
  const sources = globSync('src/**/*.rs', { cwd: nodeDir }).map((path) => path.replaceAll('\\', '/'))
  for (const path of ['Cargo.lock', 'Cargo.toml', ...sources.sort()]) {
    const bytes = readFileSync(join(nodeDir, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** Where built nodes are kept, each in a folder named after its sources. */
export const builtNodes = join(cacheDir, 'nodes')

const program = process.platform === 'win32' ? 'ainur-node.exe' : 'ainur-node'

/** Cargo's target directory of the node. */
export const nodeTarget = join(cacheDir, 'cargo-node')
/** What cargo makes. */
export const cargoOutput = join(nodeTarget, 'release', program)

/** The node of the sources as they are now; it is there once it was built on this machine. */
export const nodeBinary = (): string => join(builtNodes, nodeSourceHash().slice(0, 12), program)
