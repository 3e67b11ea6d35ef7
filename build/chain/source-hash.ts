import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { chainDir } from './paths.ts'

const parts = ['Cargo.lock', 'Cargo.toml', 'primitives', 'pallets', 'runtime']

/** What tests alone need: it does not change the blob. */
const testOnly = /(^|\/)(tests?|mock)(\/|\.rs$)/

/** Whether a source, by its path in chain/, is there for tests alone. */
export const isTestOnly = (path: string): boolean => testOnly.test(path)

function sources(): string[] {
  return parts
    .flatMap((part) => {
      if (part.startsWith('Cargo.')) return [join(chainDir, part)]
      const found = readdirSync(join(chainDir, part), { recursive: true, withFileTypes: true })
      return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    })
    .map((path) => relative(chainDir, path).split(sep).join('/'))
    .filter((path) => path.endsWith('.rs') || /(^|\/)Cargo\.(toml|lock)$/.test(path))
    .sort()
}

function digest(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    const bytes = readFileSync(join(chainDir, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** Hash of everything that the runtime's blob is made from, in the working tree. */
export function sourceHash(): string {
  return digest(sources().filter((path) => !isTestOnly(path)))
}

/** The same with the tests: what is remembered as verified. */
export function treeHash(): string {
  return digest(sources())
}
