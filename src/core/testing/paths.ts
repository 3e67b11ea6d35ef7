import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openRuntimes } from '../chain/runtimes.ts'

/** What ships with Ainur, in the source tree. */
export const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url))
export const runtimePath = join(resourcesDir, 'chain', 'ainur.compact.compressed.wasm')
export const indexMigrations = join(resourcesDir, 'migrations', 'index')
export const localMigrations = join(resourcesDir, 'migrations', 'local')
export const runtimes = openRuntimes(resourcesDir)
