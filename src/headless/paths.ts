import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { CoreConfig } from '../core/config.ts'

/** Where things are: beside the sources in a clone, beside the built files in a package. */
export interface Places {
  readonly pageDir: string
  readonly resourcesDir: string
  readonly version: string
  readonly workerUrls: NonNullable<CoreConfig['workerUrls']>
}

/** `resourcesDir`: where a packaged application keeps what ships with it; default: the clone's. */
export function findPlaces(resourcesDir?: string): Places {
  const here = dirname(fileURLToPath(import.meta.url))
  const root = findRoot(here)
  const built = (name: string) => (existsSync(join(here, name)) ? pathToFileURL(join(here, name)) : undefined)
  return {
    pageDir: process.env['AINUR_PAGE_DIR'] ?? join(root, 'out', 'renderer'),
    resourcesDir: resourcesDir ?? process.env['AINUR_RESOURCES_DIR'] ?? join(root, 'resources'),
    version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    workerUrls: { embeddedChain: built('chain-worker.js'), sandbox: built('sandbox-host.js') },
  }
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json was not found above the core.')
  return findRoot(parent)
}
