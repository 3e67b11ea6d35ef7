import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All files under a path, sorted, without build output. */
function files(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)))
}

/** SHA-256 over the names and contents of files and folders, given relative to `root`. */
export function hashSources(root: string, paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((entry) => files(join(root, entry)))) {
    const content = readFileSync(path)
    hash.update(`${path.slice(root.length)}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}
